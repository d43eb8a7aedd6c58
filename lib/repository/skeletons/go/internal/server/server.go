// Package server serves the API, its probes and its metrics.
package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	// golden-path:begin database
	"github.com/skeleton-org/skeleton-service/internal/database"
	// golden-path:end database
	"github.com/skeleton-org/skeleton-service/internal/settings"
	"github.com/skeleton-org/skeleton-service/internal/telemetry"
)

// Run serves until ctx ends, then finishes the requests that it has.
func Run(ctx context.Context, config settings.Settings, log *slog.Logger) error {
	working := context.WithoutCancel(ctx)
	tracing, err := telemetry.StartTracing(working)
	if err != nil {
		return err
	}
	// golden-path:begin database
	pool, err := database.Open(working, config.Database)
	if err != nil {
		return err
	}
	defer pool.Close()
	// golden-path:end database
	var accepts atomic.Bool
	app := newServer(Handler(Options{
		Log:     log,
		Accepts: accepts.Load,
		// golden-path:begin database

		Pool: pool,
		// golden-path:end database
	}))
	metrics := newServer(telemetry.Metrics())
	failed := make(chan error, 2)
	if err := start(metrics, config.Host, config.MetricsPort, failed); err != nil {
		return err
	}
	if err := start(app, config.Host, config.Port, failed); err != nil {
		return err
	}
	accepts.Store(true)

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	accepts.Store(false)
	log.Info("shutting down")
	time.Sleep(config.ShutdownDelay)
	deadline, cancel := context.WithTimeout(working, config.ShutdownTimeout)
	defer cancel()
	return errors.Join(app.Shutdown(deadline), tracing.Shutdown(deadline), metrics.Close())
}

func newServer(handler http.Handler) *http.Server {
	return &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, IdleTimeout: 75 * time.Second}
}

func start(server *http.Server, host string, port int, failed chan<- error) error {
	listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return err
	}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	return nil
}
