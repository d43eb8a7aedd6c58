package main

import (
	"encoding/json"
	"fmt"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

type permitRequest struct {
	Project     v1alpha1.AppProject  `json:"project"`
	Application v1alpha1.Application `json:"application"`
	// Resources are what the Application's sources hold.
	Resources []resource `json:"resources"`
}

type resource struct {
	Group     string `json:"group"`
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
}

type permitAnswer struct {
	Refused []string `json:"refused"`
}

// permit asks a project, in Argo CD's own words for patterns, about an Application and what it would apply.
func permit(input *json.Decoder) (any, error) {
	var request permitRequest
	if err := input.Decode(&request); err != nil {
		return nil, fmt.Errorf("cannot read the request: %w", err)
	}
	project, spec := request.Project, request.Application.Spec
	cluster := &v1alpha1.Cluster{Server: spec.Destination.Server, Name: spec.Destination.Name}
	refused := []string{}
	for _, source := range spec.GetSources() {
		if !project.IsSourcePermitted(source) {
			refused = append(refused, fmt.Sprintf("the repository %s", source.RepoURL))
		}
	}
	permitted, err := project.IsDestinationPermitted(cluster, spec.Destination.Namespace, clustersOf)
	if err != nil {
		return nil, err
	}
	if !permitted {
		refused = append(refused, fmt.Sprintf("the destination %s %s", spec.Destination.Server, spec.Destination.Namespace))
	}
	for _, each := range request.Resources {
		kind := schema.GroupKind{Group: each.Group, Kind: each.Kind}
		permitted, err := project.IsResourcePermitted(kind, each.Name, each.Namespace, cluster, clustersOf)
		if err != nil {
			return nil, err
		}
		if !permitted {
			refused = append(refused, fmt.Sprintf("%s %s in %s", kind, each.Name, each.Namespace))
		}
	}
	return permitAnswer{Refused: refused}, nil
}

// clustersOf would list the clusters that are a project's own; there are none.
func clustersOf(string) ([]*v1alpha1.Cluster, error) {
	return nil, nil
}
