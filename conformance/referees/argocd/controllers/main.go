// Argo CD's controllers in one program: argocd-controllers redis|repo-server|applicationset-controller|application-controller FLAGS.
package main

import (
	"fmt"
	"os"

	"github.com/alicebob/miniredis/v2"
	controller "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	applicationset "github.com/argoproj/argo-cd/v3/cmd/argocd-applicationset-controller/commands"
	reposerver "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
	"github.com/spf13/cobra"
)

var parts = map[string]func() *cobra.Command{
	"application-controller":    controller.NewCommand,
	"applicationset-controller": applicationset.NewCommand,
	"repo-server":               reposerver.NewCommand,
	"redis":                     redis,
}

func main() {
	if len(os.Args) < 2 || parts[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "which part: redis, repo-server, applicationset-controller or application-controller?")
		os.Exit(2)
	}
	// Each part reads its own flags, as if it were a program of its own.
	part := os.Args[1]
	os.Args = append(os.Args[:1], os.Args[2:]...)
	if err := parts[part]().Execute(); err != nil {
		os.Exit(1)
	}
}

// redis keeps everything in memory and ends with its parent.
func redis() *cobra.Command {
	return &cobra.Command{Use: "redis ADDRESS", Args: cobra.ExactArgs(1), RunE: func(_ *cobra.Command, args []string) error {
		if err := miniredis.NewMiniRedis().StartAddr(args[0]); err != nil {
			return err
		}
		select {}
	}}
}
