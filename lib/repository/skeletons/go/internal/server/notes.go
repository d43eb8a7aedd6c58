// golden-path:begin database
package server

import (
	"context"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/skeleton-org/skeleton-service/internal/telemetry"
)

const (
	maxText       = 200
	probeTimeout  = 2 * time.Second
	queryTimeout  = 10 * time.Second
	selectNotes   = "select id, text from notes order by id desc limit 100"
	insertNote    = "insert into notes (text) values ($1) returning id, text"
	internalError = "internal server error"
)

type note struct {
	ID   int64  `json:"id"`
	Text string `json:"text"`
}

type newNote struct {
	Text string `json:"text"`
}

// An example of a table: replace it with your own.

func listNotes(pool *pgxpool.Pool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		notes, err := queryNotes(r.Context(), pool, selectNotes)
		if err != nil {
			fail(w, r, err)
			return
		}
		answer(w, http.StatusOK, notes)
	}
}

func addNote(pool *pgxpool.Pool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var body newNote
		if !read(w, r, &body) {
			return
		}
		if !within(body.Text, maxText) {
			answerError(w, http.StatusBadRequest, "the text must have 1 to 200 characters")
			return
		}
		notes, err := queryNotes(r.Context(), pool, insertNote, body.Text)
		if err != nil {
			fail(w, r, err)
			return
		}
		answer(w, http.StatusCreated, notes[0])
	}
}

func queryNotes(ctx context.Context, pool *pgxpool.Pool, sql string, arguments ...any) ([]note, error) {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	rows, err := pool.Query(ctx, sql, arguments...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[note])
}

func reachable(ctx context.Context, pool *pgxpool.Pool) bool {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	return pool.Ping(ctx) == nil
}

// fail answers without the reason, which is only for the log and the trace.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	telemetry.Fail(r.Context(), err)
	answerError(w, http.StatusInternalServerError, internalError)
}
// golden-path:end database
