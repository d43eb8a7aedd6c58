package settings

import (
	// golden-path:begin database
	"os"
	"path/filepath"
	// golden-path:end database
	"testing"
)

// env gives what the process needs, with changes.
func env(changes map[string]string) func(string) string {
	needed := map[string]string{
		"HOST": "127.0.0.1",
		// golden-path:begin database

		"DATABASE_HOST":     "127.0.0.1",
		"DATABASE_DATABASE": "main",
		"DATABASE_USERNAME": "owner",
		"DATABASE_PASSWORD": "from-a-test",
		// golden-path:end database
	}
	return func(name string) string {
		if value, ok := changes[name]; ok {
			return value
		}
		return needed[name]
	}
}

func TestDefaults(t *testing.T) {
	got, err := Read(env(nil))
	if err != nil || got.Port != 8080 || got.MetricsPort != 9090 || got.ShutdownTimeout.Seconds() != 20 {
		t.Errorf("got %+v, %v", got, err)
	}
}

// golden-path:begin database
func TestReadsThePasswordAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	write := func(password string) {
		if err := os.WriteFile(file, []byte(password+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("first")
	got, err := Read(env(map[string]string{"DATABASE_PASSWORD_FILE": file}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"first", "second"} {
		write(want)
		if password, err := got.Database.Password(); err != nil || password != want {
			t.Errorf("got %q, %v, want %q", password, err, want)
		}
	}
}

func TestRefusesAModeThatIsNone(t *testing.T) {
	_, err := Read(env(map[string]string{"DATABASE_SSLMODE": "prefer"}))
	if want := "wrong settings: DATABASE_SSLMODE is not one of disable, require, verify-full"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// golden-path:end database
func TestNamesEveryWrongSetting(t *testing.T) {
	_, err := Read(env(map[string]string{"PORT": "http", "METRICS_PORT": "70000"}))
	want := "wrong settings: PORT is not a whole number from 0 to 65535; METRICS_PORT is not a whole number from 0 to 65535"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
