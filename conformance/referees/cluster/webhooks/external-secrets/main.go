// The webhook of External Secrets, with the providers that we write stores for: external-secrets-webhook ADDRESS FOLDER-OF-CERTIFICATES.
package main

import (
	"fmt"
	"net/http"
	"os"

	secrets "github.com/external-secrets/external-secrets/apis/externalsecrets/v1"
	_ "github.com/external-secrets/external-secrets/pkg/provider/aws"
	_ "github.com/external-secrets/external-secrets/pkg/provider/kubernetes"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
)

// What the project's own program registers, at its own paths.
var validators = map[string]struct {
	kind      runtime.Object
	validator admission.CustomValidator
}{
	"/validate-external-secrets-io-v1-externalsecret":     {&secrets.ExternalSecret{}, &secrets.ExternalSecretValidator{}},
	"/validate-external-secrets-io-v1-secretstore":        {&secrets.SecretStore{}, &secrets.GenericStoreValidator{}},
	"/validate-external-secrets-io-v1-clustersecretstore": {&secrets.ClusterSecretStore{}, &secrets.GenericStoreValidator{}},
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "which address, and which folder of certificates?")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(address, certificates string) error {
	scheme := runtime.NewScheme()
	if err := secrets.AddToScheme(scheme); err != nil {
		return err
	}
	mux := http.NewServeMux()
	for path, each := range validators {
		hook, err := admission.StandaloneWebhook(
			admission.WithCustomValidator(scheme, each.kind, each.validator), admission.StandaloneOptions{})
		if err != nil {
			return err
		}
		mux.Handle(path, hook)
	}
	return http.ListenAndServeTLS(address, certificates+"/tls.crt", certificates+"/tls.key", mux)
}
