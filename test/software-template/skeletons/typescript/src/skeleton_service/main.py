NAME = "skeleton-service"
# golden-path:begin database
  # golden-path:begin topics
BOTH = 1
  # golden-path:end topics
# golden-path:end database
END = 1
