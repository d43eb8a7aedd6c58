// What the Prometheus operator's admission webhook asks of rules and routes: webhook ADDRESS CERTIFICATE KEY.
package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"

	"github.com/prometheus-operator/prometheus-operator/pkg/admission"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "needs an address, a certificate and its key")
		os.Exit(2)
	}
	mux := http.NewServeMux()
	admission.New(slog.New(slog.NewTextHandler(os.Stderr, nil))).Register(mux)
	fmt.Fprintln(os.Stderr, http.ListenAndServeTLS(os.Args[1], os.Args[2], os.Args[3], mux))
	os.Exit(1)
}
