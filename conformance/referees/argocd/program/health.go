package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/argo-cd/v3/util/settings"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/kubernetes/fake"
)

// namespace is where this Argo CD would run; nothing else is there.
const namespace = "argocd"

type healthRequest struct {
	// Settings are the data of the ConfigMap argocd-cm.
	Settings map[string]string `json:"settings"`
	Objects  []map[string]any  `json:"objects"`
}

type healthAnswer struct {
	// Health is that of each object, and nothing where Argo CD has no check for its kind.
	Health []*objectHealth `json:"health"`
}

type objectHealth struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// health does what the application controller does with an object that is in the cluster.
func health(input *json.Decoder) (any, error) {
	var request healthRequest
	if err := input.Decode(&request); err != nil {
		return nil, fmt.Errorf("cannot read the request: %w", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	overrides, err := settings.NewSettingsManager(ctx, clusterWith(request.Settings), namespace).GetResourceOverrides()
	if err != nil {
		return nil, err
	}
	answer := healthAnswer{}
	for _, object := range request.Objects {
		found, err := lua.ResourceHealthOverrides(overrides).GetResourceHealth(&unstructured.Unstructured{Object: object})
		if err != nil {
			return nil, fmt.Errorf("%v: %w", object["kind"], err)
		}
		if found == nil {
			answer.Health = append(answer.Health, nil)
			continue
		}
		answer.Health = append(answer.Health, &objectHealth{Status: string(found.Status), Message: found.Message})
	}
	return answer, nil
}

func clusterWith(data map[string]string) *fake.Clientset {
	// The manager takes no ConfigMap that is not marked as Argo CD's.
	labels := map[string]string{"app.kubernetes.io/part-of": "argocd"}
	meta := metav1.ObjectMeta{Namespace: namespace, Labels: labels}
	config := &corev1.ConfigMap{ObjectMeta: meta, Data: data}
	config.Name = common.ArgoCDConfigMapName
	secret := &corev1.Secret{ObjectMeta: meta}
	secret.Name = common.ArgoCDSecretName
	return fake.NewClientset(config, secret)
}
