package main

import (
	"encoding/json"
	"fmt"

	log "github.com/sirupsen/logrus"

	"github.com/argoproj/argo-cd/v3/applicationset/controllers/template"
	"github.com/argoproj/argo-cd/v3/applicationset/generators"
	"github.com/argoproj/argo-cd/v3/applicationset/utils"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"sigs.k8s.io/yaml"
)

type generateRequest struct {
	// Repository is a Git work tree; what is in its index is what the repository has.
	Repository string `json:"repository"`
	// NewGlobbing is the controller's flag of that name, for the patterns of a file generator.
	NewGlobbing    bool                    `json:"newGlobbing"`
	ApplicationSet v1alpha1.ApplicationSet `json:"applicationSet"`
	Projects       []v1alpha1.AppProject   `json:"projects"`
}

type generateAnswer struct {
	Applications []v1alpha1.Application `json:"applications"`
	// Files are those that the generators' patterns match.
	Files []string `json:"files"`
	// Error is empty where the controller would have reported none.
	Error string `json:"error,omitempty"`
}

// generate does what the ApplicationSet controller does before it compares Applications with those in the cluster.
func generate(input *json.Decoder) (any, error) {
	var request generateRequest
	if err := input.Decode(&request); err != nil {
		return nil, fmt.Errorf("cannot read the request: %w", err)
	}
	set := request.ApplicationSet
	repository := &workTree{root: request.Repository, newGlobbing: request.NewGlobbing}
	// No other generator is there: one that needs a cluster or a network cannot run here.
	byName := map[string]generators.Generator{"Git": generators.NewGitGenerator(repository, set.Namespace)}
	if err := onlyGit(set.Spec.Generators); err != nil {
		return generateAnswer{Error: err.Error()}, nil
	}
	projects := &projectReader{projects: request.Projects}
	logger, renderer := log.NewEntry(log.StandardLogger()), strictRenderer{&utils.Render{}}
	applications, reason, err := template.GenerateApplications(logger, set, byName, renderer, projects)
	answer := generateAnswer{Applications: applications, Files: repository.files()}
	if err != nil {
		answer.Error = fmt.Sprintf("%s: %s", reason, err)
	}
	return answer, nil
}

func onlyGit(all []v1alpha1.ApplicationSetGenerator) error {
	for _, generator := range all {
		others := generator
		others.Git, others.Selector = nil, nil
		if generator.Git == nil || others != (v1alpha1.ApplicationSetGenerator{}) {
			return fmt.Errorf("a generator other than git cannot run here")
		}
	}
	return nil
}

// strictRenderer is Argo CD's own, but for a patch with a field that an Application does not have: Argo CD would drop it.
type strictRenderer struct {
	*utils.Render
}

// Replace renders the patch; the fields of the template are rendered by the renderer that is embedded.
func (r strictRenderer) Replace(text string, params map[string]any, useGoTemplate bool, options []string) (string, error) {
	rendered, err := r.Render.Replace(text, params, useGoTemplate, options)
	if err != nil {
		return "", err
	}
	if err := yaml.UnmarshalStrict([]byte(rendered), &v1alpha1.Application{}); err != nil {
		return "", fmt.Errorf("the patch is not one of an Application: %w", err)
	}
	return rendered, nil
}
