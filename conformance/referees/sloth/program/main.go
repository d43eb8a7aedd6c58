// The program reads a question from standard input and answers it on standard output, both as JSON: how the rules of some objectives,
// ours and those that Sloth generates, judge sampled histories of traffic.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	var question Question
	if err := json.NewDecoder(os.Stdin).Decode(&question); err != nil {
		fail(err)
	}
	answer, err := compare(question)
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
