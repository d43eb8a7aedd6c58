package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	// golden-path:begin database
	"github.com/skeleton-org/skeleton-service/internal/database"
	"github.com/skeleton-org/skeleton-service/internal/settings"
	// golden-path:end database
	"github.com/skeleton-org/skeleton-service/internal/telemetry"
)

const traceID = "0af7651916cd43dd8448eb211c80319c"

// testHandler gives the application and its log.
func testHandler(t *testing.T, accepts bool) (http.Handler, *bytes.Buffer) {
	t.Helper()
	// golden-path:begin database
	pool, err := database.Open(t.Context(), settings.Database{
		// Nothing listens on this port.
		Host: "127.0.0.1", Port: 1, Name: "main", Username: "owner", SSLMode: "require",
		Password: func() (string, error) { return "from-a-test", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	// golden-path:end database
	var lines bytes.Buffer
	return Handler(Options{
		Log:     telemetry.NewLogger(&lines),
		Accepts: func() bool { return accepts },
		// golden-path:begin database

		Pool: pool,
		// golden-path:end database
	}), &lines
}

func TestAnswers(t *testing.T) {
	cases := []struct {
		method, path, body string
		status             int
		answer             string
	}{
		{"GET", "/greetings/Ada", "", 200, `{"message":"Hello, Ada!"}`},
		{"POST", "/greetings", `{"name":"Ada"}`, 201, `{"message":"Hello, Ada!"}`},
		{"POST", "/greetings", `{"name":"` + strings.Repeat("a", 51) + `"}`, 400, `{"error":"the name must have 1 to 50 characters"}`},
		{"POST", "/greetings", `{"name":5}`, 400, `{"error":"the body is not of the expected form"}`},
		{"POST", "/greetings", `{"name":"Ada","age":36}`, 400, `{"error":"the body is not of the expected form"}`},
		{"GET", "/nowhere", "", 404, `{"error":"not found"}`},
		{"GET", "/live", "", 200, `{"status":"ok"}`},
		// golden-path:begin database
		{"GET", "/ready", "", 503, `{"status":"unavailable"}`},
		{"GET", "/notes", "", 500, `{"error":"internal server error"}`},
		{"POST", "/notes", `{"text":""}`, 400, `{"error":"the text must have 1 to 200 characters"}`},
		// golden-path:end database
	}
	handler, _ := testHandler(t, true)
	for _, c := range cases {
		t.Run(c.method+" "+c.path, func(t *testing.T) {
			got := httptest.NewRecorder()
			handler.ServeHTTP(got, httptest.NewRequest(c.method, c.path, strings.NewReader(c.body)))
			if got.Code != c.status || strings.TrimSpace(got.Body.String()) != c.answer {
				t.Errorf("got %d %s, want %d %s", got.Code, got.Body, c.status, c.answer)
			}
		})
	}
}

func TestIsAliveButNotReadyWhileItDoesNotAccept(t *testing.T) {
	handler, _ := testHandler(t, false)
	for path, status := range map[string]int{"/live": 200, "/ready": 503} {
		got := httptest.NewRecorder()
		handler.ServeHTTP(got, httptest.NewRequest("GET", path, nil))
		if got.Code != status {
			t.Errorf("%s: got %d, want %d", path, got.Code, status)
		}
	}
}

func TestLogsOneLineForEachRequestAsPartOfTheCallersTrace(t *testing.T) {
	if _, err := telemetry.StartTracing(t.Context()); err != nil {
		t.Fatal(err)
	}
	handler, lines := testHandler(t, true)
	request := httptest.NewRequest("GET", "/greetings/Ada?token=1", nil)
	request.Header.Set("traceparent", "00-"+traceID+"-b7ad6b7169203331-01")
	handler.ServeHTTP(httptest.NewRecorder(), request)
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/live", nil))

	if count := strings.Count(lines.String(), "\n"); count != 1 {
		t.Fatalf("got %d lines, want 1", count)
	}
	if strings.Contains(lines.String(), "Ada") || strings.Contains(lines.String(), "token") {
		t.Errorf("the log shows what a user typed: %s", lines)
	}
	var line map[string]any
	if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"severity": "INFO", "message": "GET /greetings/{name} 200", "service": "skeleton-service", "trace_id": traceID,
		"http.request.method": "GET", "http.route": "/greetings/{name}", "http.response.status_code": 200.0,
	}
	for name, value := range want {
		if line[name] != value {
			t.Errorf("%s: got %v, want %v", name, line[name], value)
		}
	}
}

func TestMeasuresByRoute(t *testing.T) {
	handler, _ := testHandler(t, true)
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/greetings/Ada", nil))
	families, err := prometheus.DefaultGatherer.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() == "http_server_request_duration_seconds" {
			if text := family.String(); !strings.Contains(text, "/greetings/{name}") || strings.Contains(text, "Ada") {
				t.Errorf("not measured by route: %s", text)
			}
			return
		}
	}
	t.Error("nothing was measured")
}
