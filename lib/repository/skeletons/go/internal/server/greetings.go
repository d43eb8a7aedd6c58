package server

import "net/http"

const maxName = 50

type named struct {
	Name string `json:"name"`
}

// An example of routes: replace them with your own.

func getGreeting(w http.ResponseWriter, r *http.Request) {
	greet(w, http.StatusOK, r.PathValue("name"))
}

func postGreeting(w http.ResponseWriter, r *http.Request) {
	var body named
	if read(w, r, &body) {
		greet(w, http.StatusCreated, body.Name)
	}
}

func greet(w http.ResponseWriter, status int, name string) {
	if !within(name, maxName) {
		answerError(w, http.StatusBadRequest, "the name must have 1 to 50 characters")
		return
	}
	answer(w, status, map[string]string{"message": "Hello, " + name + "!"})
}
