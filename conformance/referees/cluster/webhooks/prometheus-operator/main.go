// The webhook of the Prometheus operator: prometheus-operator-webhook ADDRESS FOLDER-OF-CERTIFICATES.
package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"

	"github.com/prometheus-operator/prometheus-operator/pkg/admission"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "which address, and which folder of certificates?")
		os.Exit(2)
	}
	mux := http.NewServeMux()
	admission.New(slog.New(slog.NewTextHandler(os.Stderr, nil))).Register(mux)
	address, certificates := os.Args[1], os.Args[2]
	if err := http.ListenAndServeTLS(address, certificates+"/tls.crt", certificates+"/tls.key", mux); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
