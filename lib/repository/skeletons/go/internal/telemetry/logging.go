// Package telemetry has logs, metrics and traces.
package telemetry

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"os"
	"time"

	"go.opentelemetry.io/otel/trace"
)

// ServiceName is the name of this service in logs and traces.
func ServiceName() string {
	return cmp.Or(os.Getenv("OTEL_SERVICE_NAME"), "skeleton-service")
}

// NewLogger writes one line of JSON for each event, with the trace that it belongs to.
func NewLogger(w io.Writer) *slog.Logger {
	handler := slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: rename})
	return slog.New(traced{handler}).With("service", ServiceName())
}

func rename(groups []string, attribute slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return attribute
	}
	switch attribute.Key {
	case slog.TimeKey:
		return slog.String("timestamp", attribute.Value.Time().UTC().Format(time.RFC3339Nano))
	case slog.LevelKey:
		return slog.String("severity", attribute.Value.String())
	case slog.MessageKey:
		return slog.String("message", attribute.Value.String())
	}
	return attribute
}

// traced adds the span of the context.
type traced struct{ slog.Handler }

func (h traced) Handle(ctx context.Context, record slog.Record) error {
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		record.AddAttrs(slog.String("trace_id", span.TraceID().String()), slog.String("span_id", span.SpanID().String()))
	}
	return h.Handler.Handle(ctx, record)
}

func (h traced) WithAttrs(attributes []slog.Attr) slog.Handler {
	return traced{h.Handler.WithAttrs(attributes)}
}

func (h traced) WithGroup(name string) slog.Handler {
	return traced{h.Handler.WithGroup(name)}
}
