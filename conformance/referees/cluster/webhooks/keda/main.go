// The webhook of KEDA for ScaledObjects: keda-webhook PORT FOLDER-OF-CERTIFICATES, with KUBECONFIG. KEDA's own program listens on every address.
package main

import (
	"fmt"
	"os"
	"strconv"

	keda "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"k8s.io/apimachinery/pkg/runtime"
	kubernetes "k8s.io/client-go/kubernetes/scheme"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
)

// Nothing listens there.
const nowhere = "0"

func main() {
	ctrl.SetLogger(zap.New())
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "which port, and which folder of certificates?")
		os.Exit(2)
	}
	if err := serve(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(port, certificates string) error {
	number, err := strconv.Atoi(port)
	if err != nil {
		return err
	}
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{kubernetes.AddToScheme, keda.AddToScheme} {
		if err := add(scheme); err != nil {
			return err
		}
	}
	config, err := ctrl.GetConfig()
	if err != nil {
		return err
	}
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Scheme:                 scheme,
		Metrics:                server.Options{BindAddress: nowhere},
		HealthProbeBindAddress: nowhere,
		WebhookServer:          webhook.NewServer(webhook.Options{Host: "127.0.0.1", Port: number, CertDir: certificates}),
	})
	if err != nil {
		return err
	}
	// What its cache does not have yet is read from the server.
	if err := (&keda.ScaledObject{}).SetupWebhookWithManager(manager, true); err != nil {
		return err
	}
	return manager.Start(ctrl.SetupSignalHandler())
}
