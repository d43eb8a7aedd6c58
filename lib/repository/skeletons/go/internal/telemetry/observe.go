package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

var methods = []string{"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"}

type failureKey struct{}

// Fail says why a request fails, for its span and its line in the log.
func Fail(ctx context.Context, err error) {
	if failure, ok := ctx.Value(failureKey{}).(*error); ok {
		*failure = err
	}
}

// Observe gives every request a span, a measurement and one line in the log.
func Observe(log *slog.Logger, routes http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		parent := otel.GetTextMapPropagator().Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		ctx, span := otel.Tracer(ServiceName()).Start(parent, r.Method, trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		var failure error
		r = r.WithContext(context.WithValue(ctx, failureKey{}, &failure))
		answer := &recorder{ResponseWriter: w, status: http.StatusOK}
		serve(routes, answer, r)
		done := exchange{method: methodOf(r), route: routeOf(r), status: answer.status, duration: time.Since(start), failure: failure}
		done.measure()
		done.trace(span)
		done.log(ctx, log)
	})
}

// exchange is a request with its answer, by names that are few, whatever a client sends.
type exchange struct {
	method, route string
	status        int
	duration      time.Duration
	failure       error
}

// errorType is empty unless the server failed.
func (e exchange) errorType() string {
	if e.status < http.StatusInternalServerError {
		return ""
	}
	return strconv.Itoa(e.status)
}

func (e exchange) measure() {
	requestDuration.WithLabelValues(e.method, e.route, strconv.Itoa(e.status), "http", e.errorType()).Observe(e.duration.Seconds())
}

func (e exchange) trace(span trace.Span) {
	span.SetName(strings.TrimSpace(e.method + " " + e.route))
	span.SetAttributes(
		attribute.String("http.request.method", e.method),
		attribute.Int("http.response.status_code", e.status),
		attribute.String("url.scheme", "http"),
	)
	if e.route != "" {
		span.SetAttributes(attribute.String("http.route", e.route))
	}
	if errorType := e.errorType(); errorType != "" {
		span.SetAttributes(attribute.String("error.type", errorType))
		span.SetStatus(codes.Error, "")
		span.RecordError(e.failure)
	}
}

func (e exchange) log(ctx context.Context, log *slog.Logger) {
	attributes := []slog.Attr{
		slog.String("http.request.method", e.method),
		slog.Int("http.response.status_code", e.status),
		slog.Float64("duration_ms", float64(e.duration.Microseconds())/1000),
	}
	message := fmt.Sprintf("%s %d", e.method, e.status)
	if e.route != "" {
		attributes = append(attributes, slog.String("http.route", e.route))
		message = fmt.Sprintf("%s %s %d", e.method, e.route, e.status)
	}
	level := slog.LevelInfo
	if e.errorType() != "" {
		level = slog.LevelError
		if e.failure != nil {
			attributes = append(attributes, slog.String("error", e.failure.Error()))
		}
	}
	log.LogAttrs(ctx, level, message, attributes...)
}

func methodOf(r *http.Request) string {
	if slices.Contains(methods, r.Method) {
		return r.Method
	}
	return "_OTHER"
}

// routeOf is the path of the pattern that matched, as in "GET /greetings/{name}"; empty for the pattern that takes the rest.
func routeOf(r *http.Request) string {
	_, path, found := strings.Cut(r.Pattern, " ")
	if !found {
		return ""
	}
	return path
}

// serve answers for a handler that panics.
func serve(routes http.Handler, w *recorder, r *http.Request) {
	defer func() {
		if reason := recover(); reason != nil {
			Fail(r.Context(), fmt.Errorf("panic: %v", reason))
			w.WriteHeader(http.StatusInternalServerError)
		}
	}()
	routes.ServeHTTP(w, r)
}

// recorder remembers the status.
type recorder struct {
	http.ResponseWriter
	status int
	wrote  bool
}

func (r *recorder) WriteHeader(status int) {
	if r.wrote {
		return
	}
	r.status, r.wrote = status, true
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(body []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.ResponseWriter.Write(body)
}

// Unwrap is for http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter {
	return r.ResponseWriter
}
