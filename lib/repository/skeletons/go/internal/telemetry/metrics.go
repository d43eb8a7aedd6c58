package telemetry

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Name, labels and bounds are those of OpenTelemetry. A label that is empty is not there, for Prometheus.
//
// See https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
var requestDuration = promauto.NewHistogramVec(prometheus.HistogramOpts{
	Name:    "http_server_request_duration_seconds",
	Help:    "Duration of HTTP server requests.",
	Buckets: []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10},
}, []string{"http_request_method", "http_route", "http_response_status_code", "url_scheme", "error_type"})

// Metrics serves /metrics, on a port of its own: that one is not for users.
func Metrics() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.Handler())
	return mux
}
