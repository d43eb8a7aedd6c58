// Command skeleton-service serves HTTP, or migrates its database.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	// golden-path:begin database
	"github.com/skeleton-org/skeleton-service/internal/database"
	// golden-path:end database
	"github.com/skeleton-org/skeleton-service/internal/server"
	"github.com/skeleton-org/skeleton-service/internal/settings"
	"github.com/skeleton-org/skeleton-service/internal/telemetry"
	// golden-path:begin database
	"github.com/skeleton-org/skeleton-service/migrations"
	// golden-path:end database
)

func main() {
	log := telemetry.NewLogger(os.Stdout)
	slog.SetDefault(log)
	if err := run(log, os.Args[1:]); err != nil {
		log.Error("ended", "error", err)
		os.Exit(1)
	}
}

func run(log *slog.Logger, arguments []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	config, err := settings.Read(os.Getenv)
	if err != nil {
		return err
	}
	command := "serve"
	if len(arguments) > 0 {
		command = arguments[0]
	}
	switch command {
	case "serve":
		return server.Run(ctx, config, log)
	// golden-path:begin database
	case "migrate":
		return database.Migrate(ctx, config.Database, migrations.Files, log)
	// golden-path:end database
	default:
		return fmt.Errorf("unknown command %q", command)
	}
}
