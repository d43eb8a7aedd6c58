// Command podsecurity says what Kubernetes' own evaluator of the Pod Security Standards thinks of pods.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// input is a list of pods, or of templates of pods, each as text of its own: what the API server cannot read is an answer too.
type input struct {
	Level   string            `json:"level"`
	Version string            `json:"version"`
	Pods    []json.RawMessage `json:"pods"`
}

// answer is what is wrong with one pod.
type answer struct {
	Allowed bool     `json:"allowed"`
	Reasons []string `json:"reasons"`
	// Unreadable is set where the pod does not have the form of one.
	Unreadable string `json:"unreadable,omitempty"`
}

type pod struct {
	Metadata metav1.ObjectMeta `json:"metadata"`
	Spec     corev1.PodSpec    `json:"spec"`
}

func main() {
	answers, err := run()
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answers)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() ([]answer, error) {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return nil, err
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return nil, err
	}
	level, err := api.ParseLevel(in.Level)
	if err != nil {
		return nil, err
	}
	version, err := api.ParseVersion(in.Version)
	if err != nil {
		return nil, err
	}
	answers := make([]answer, 0, len(in.Pods))
	for _, text := range in.Pods {
		answers = append(answers, evaluate(evaluator, api.LevelVersion{Level: level, Version: version}, text))
	}
	return answers, nil
}

func evaluate(evaluator policy.Evaluator, level api.LevelVersion, text json.RawMessage) answer {
	var read pod
	if err := json.Unmarshal(text, &read); err != nil {
		return answer{Reasons: []string{}, Unreadable: err.Error()}
	}
	result := policy.AggregateCheckResults(evaluator.EvaluatePod(level, &read.Metadata, &read.Spec))
	reasons := append([]string{}, result.ForbiddenReasons...)
	return answer{Allowed: result.Allowed, Reasons: reasons}
}
