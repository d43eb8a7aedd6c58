module golden-path.example/argocd-controllers

go 1.26.3

require (
	github.com/alicebob/miniredis/v2 v2.38.0
	github.com/argoproj/argo-cd/v3 v3.5.2
	github.com/spf13/cobra v1.10.2
)
