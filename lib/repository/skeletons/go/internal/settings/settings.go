// Package settings reads what the process is told by its environment.
package settings

import (
	"errors"
	"fmt"
	"os"
	// golden-path:begin database
	"slices"
	// golden-path:end database
	"strconv"
	"strings"
	"time"
)

const (
	maxPort    = 65535
	maxSeconds = 3600
)

// Settings of the process.
type Settings struct {
	Host            string
	Port            int
	MetricsPort     int
	ShutdownDelay   time.Duration
	ShutdownTimeout time.Duration
	// golden-path:begin database

	Database Database
	// golden-path:end database
}

// golden-path:begin database
// Database is where the service keeps its data.
type Database struct {
	Host     string
	Port     int
	Name     string
	Username string
	// Password reads it again: it rotates while the process runs.
	Password    func() (string, error)
	SSLMode     string
	SSLRootCert string
}

// golden-path:end database
// Read gives one error for every setting that is missing or wrong.
func Read(getenv func(string) string) (Settings, error) {
	r := reader{getenv: getenv}
	settings := Settings{
		Host:            r.text("HOST", ""),
		Port:            r.integer("PORT", 8080, 0, maxPort),
		MetricsPort:     r.integer("METRICS_PORT", 9090, 0, maxPort),
		ShutdownDelay:   r.seconds("SHUTDOWN_DELAY_SECONDS", 0, 0),
		ShutdownTimeout: r.seconds("SHUTDOWN_TIMEOUT_SECONDS", 20, 1),
		// golden-path:begin database
		Database: Database{
			Host:        r.required("DATABASE_HOST"),
			Port:        r.integer("DATABASE_PORT", 5432, 1, maxPort),
			Name:        r.required("DATABASE_DATABASE"),
			Username:    r.required("DATABASE_USERNAME"),
			Password:    r.again("DATABASE_PASSWORD"),
			SSLMode:     r.oneOf("DATABASE_SSLMODE", "require", "disable", "require", "verify-full"),
			SSLRootCert: r.text("DATABASE_SSLROOTCERT", ""),
		},
		// golden-path:end database
	}
	if len(r.problems) > 0 {
		return Settings{}, errors.New("wrong settings: " + strings.Join(r.problems, "; "))
	}
	return settings, nil
}

// reader reads the variable NAME, or the file that NAME_FILE names, and collects what is wrong.
type reader struct {
	getenv   func(string) string
	problems []string
}

func (r *reader) read(name string) (string, error) {
	file := r.getenv(name + "_FILE")
	if file == "" {
		return r.getenv(name), nil
	}
	content, err := os.ReadFile(file)
	return strings.TrimSpace(string(content)), err
}

func (r *reader) text(name, fallback string) string {
	value, err := r.read(name)
	if err != nil {
		r.problem("%s_FILE cannot be read: %v", name, err)
	}
	if value == "" {
		return fallback
	}
	return value
}

func (r *reader) integer(name string, fallback, minimum, maximum int) int {
	text := r.text(name, strconv.Itoa(fallback))
	value, err := strconv.Atoi(text)
	if err != nil || value < minimum || value > maximum {
		r.problem("%s is not a whole number from %d to %d", name, minimum, maximum)
	}
	return value
}

func (r *reader) seconds(name string, fallback, minimum int) time.Duration {
	return time.Duration(r.integer(name, fallback, minimum, maxSeconds)) * time.Second
}

// golden-path:begin database
func (r *reader) required(name string) string {
	value, err := r.read(name)
	if err != nil {
		r.problem("%s_FILE cannot be read: %v", name, err)
	} else if value == "" {
		r.problem("%s is missing", name)
	}
	return value
}

func (r *reader) oneOf(name, fallback string, allowed ...string) string {
	value := r.text(name, fallback)
	if !slices.Contains(allowed, value) {
		r.problem("%s is not one of %s", name, strings.Join(allowed, ", "))
	}
	return value
}

// again gives a function that reads the value each time.
func (r *reader) again(name string) func() (string, error) {
	r.required(name)
	return func() (string, error) { return r.read(name) }
}

// golden-path:end database
func (r *reader) problem(format string, arguments ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, arguments...))
}
