// golden-path:begin database
// Package database connects to PostgreSQL and migrates it.
package database

import (
	"context"
	"net"
	"net/url"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/skeleton-org/skeleton-service/internal/settings"
)

const (
	connectTimeout = 2 * time.Second
	maxConns       = 10
	// Connections stay open: for minutes after a rotation, a new one may still get the old password.
	maxConnIdleTime = 24 * time.Hour
)

// Open gives a pool that outlives a rotated password: a new connection reads the password again.
func Open(ctx context.Context, config settings.Database) (*pgxpool.Pool, error) {
	pool, err := pgxpool.ParseConfig(address(config))
	if err != nil {
		return nil, err
	}
	pool.MaxConns = maxConns
	pool.MaxConnIdleTime = maxConnIdleTime
	pool.MaxConnLifetime = maxConnIdleTime
	pool.ConnConfig.ConnectTimeout = connectTimeout
	pool.BeforeConnect = func(_ context.Context, connection *pgx.ConnConfig) error {
		password, err := config.Password()
		connection.Password = password
		return err
	}
	return pgxpool.NewWithConfig(ctx, pool)
}

func connect(ctx context.Context, config settings.Database) (*pgx.Conn, error) {
	connection, err := pgx.ParseConfig(address(config))
	if err != nil {
		return nil, err
	}
	if connection.Password, err = config.Password(); err != nil {
		return nil, err
	}
	return pgx.ConnectConfig(ctx, connection)
}

// address has no password: errors show an address.
func address(config settings.Database) string {
	query := url.Values{"sslmode": {config.SSLMode}}
	if config.SSLRootCert != "" && config.SSLMode == "verify-full" {
		query.Set("sslrootcert", config.SSLRootCert)
	}
	return (&url.URL{
		Scheme:   "postgres",
		User:     url.User(config.Username),
		Host:     net.JoinHostPort(config.Host, strconv.Itoa(config.Port)),
		Path:     "/" + config.Name,
		RawQuery: query.Encode(),
	}).String()
}
// golden-path:end database
