package server

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"unicode/utf8"

	// golden-path:begin database
	"github.com/jackc/pgx/v5/pgxpool"

	// golden-path:end database
	"github.com/skeleton-org/skeleton-service/internal/telemetry"
)

const maxBody = 1 << 20

// Options of the application.
type Options struct {
	Log *slog.Logger
	// Accepts says whether the process may get requests: not while it starts and not once it shuts down.
	Accepts func() bool
	// golden-path:begin database

	Pool *pgxpool.Pool
	// golden-path:end database
}

// Handler is the application without its port.
func Handler(options Options) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /greetings/{name}", getGreeting)
	routes.HandleFunc("POST /greetings", postGreeting)
	// golden-path:begin database
	routes.HandleFunc("GET /notes", listNotes(options.Pool))
	routes.HandleFunc("POST /notes", addNote(options.Pool))
	// golden-path:end database
	routes.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { answerError(w, http.StatusNotFound, "not found") })

	// Probes are not observed: they would hide what users see.
	mux := http.NewServeMux()
	mux.HandleFunc("GET /live", live)
	mux.HandleFunc("GET /ready", ready(options))
	mux.Handle("/", telemetry.Observe(options.Log, routes))
	return mux
}

// live asks nothing of others: a restart does not mend a database.
func live(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "ok"})
}

func ready(options Options) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		accepts := options.Accepts()
		// golden-path:begin database
		accepts = accepts && reachable(r.Context(), options.Pool)
		// golden-path:end database
		if !accepts {
			answer(w, http.StatusServiceUnavailable, map[string]string{"status": "unavailable"})
			return
		}
		answer(w, http.StatusOK, map[string]string{"status": "ok"})
	}
}

// read reads a body of exactly this form, and answers if it is not.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		answerError(w, http.StatusRequestEntityTooLarge, "the body is too large")
	} else if err != nil {
		answerError(w, http.StatusBadRequest, "the body is not of the expected form")
	}
	return err == nil
}

// within says whether a text has 1 to maximum characters.
func within(text string, maximum int) bool {
	length := utf8.RuneCountInString(text)
	return length >= 1 && length <= maximum
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// The status is sent: a client that went away cannot be told more.
	_ = json.NewEncoder(w).Encode(body)
}

func answerError(w http.ResponseWriter, status int, message string) {
	answer(w, status, map[string]string{"error": message})
}
