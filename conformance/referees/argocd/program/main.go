// Runs what Argo CD's controllers run, without a cluster: it makes the Applications of an ApplicationSet from a Git work tree,
// asks an AppProject what it permits, and tells the health of objects. It reads one request as JSON and writes one answer as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	log "github.com/sirupsen/logrus"
)

var commands = map[string]func(input *json.Decoder) (any, error){
	"generate": generate,
	"permit":   permit,
	"health":   health,
}

func main() {
	// Everything that is logged comes back as an error, too.
	log.SetOutput(io.Discard)
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 || commands[args[0]] == nil {
		return fmt.Errorf("needs one command, generate, permit or health, and not %q", args)
	}
	input := json.NewDecoder(os.Stdin)
	// A field that Argo CD does not know has no effect in a cluster, and is a mistake here.
	input.DisallowUnknownFields()
	answer, err := commands[args[0]](input)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(answer)
}
