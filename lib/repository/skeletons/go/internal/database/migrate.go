// golden-path:begin database
package database

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/skeleton-org/skeleton-service/internal/settings"
)

const (
	// Any number that all migrations of this service share: only one runs at a time.
	lock          = 20_240_101
	takeLock      = "select pg_advisory_lock($1)"
	createTable   = "create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())"
	selectApplied = "select name from schema_migrations"
	insertApplied = "insert into schema_migrations (name) values ($1)"
)

// Migrate runs the files that did not run yet, in the order of their names, each in a transaction.
func Migrate(ctx context.Context, config settings.Database, files fs.FS, log *slog.Logger) error {
	connection, err := connect(ctx, config)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close(context.WithoutCancel(ctx)) }()
	if _, err := connection.Exec(ctx, takeLock, lock); err != nil {
		return err
	}
	if _, err := connection.Exec(ctx, createTable); err != nil {
		return err
	}
	rows, err := connection.Query(ctx, selectApplied)
	if err != nil {
		return err
	}
	applied, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		if slices.Contains(applied, name) {
			continue
		}
		if err := apply(ctx, connection, files, name); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
		log.Info("applied " + name)
	}
	return nil
}

func apply(ctx context.Context, connection *pgx.Conn, files fs.FS, name string) error {
	sql, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, connection, func(transaction pgx.Tx) error {
		if _, err := transaction.Exec(ctx, string(sql)); err != nil {
			return err
		}
		_, err := transaction.Exec(ctx, insertApplied, name)
		return err
	})
}
// golden-path:end database
