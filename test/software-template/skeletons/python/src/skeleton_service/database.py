# golden-path:begin database
DATABASE = "skeleton_service"
# golden-path:end database
