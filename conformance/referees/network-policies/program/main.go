// Command networkpolicies says what Cyclonus thinks of connections under NetworkPolicies.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	"github.com/sirupsen/logrus"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// end is a pod, or an address outside of the cluster where it has no namespace.
type end struct {
	Address         string            `json:"address"`
	Namespace       string            `json:"namespace,omitempty"`
	NamespaceLabels map[string]string `json:"namespaceLabels,omitempty"`
	Labels          map[string]string `json:"labels,omitempty"`
}

type connection struct {
	From     end             `json:"from"`
	To       end             `json:"to"`
	Port     int             `json:"port"`
	PortName string          `json:"portName"`
	Protocol corev1.Protocol `json:"protocol"`
}

// question is a list of connections under the policies of one cluster.
type question struct {
	Policies    []*networkingv1.NetworkPolicy `json:"policies"`
	Connections []connection                  `json:"connections"`
}

func main() {
	logrus.SetOutput(io.Discard)
	answers, err := run()
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answers)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() ([][]bool, error) {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return nil, err
	}
	// What Kubernetes does not know would be dropped here, and then be judged as if nobody had written it.
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var questions []question
	if err := decoder.Decode(&questions); err != nil {
		return nil, err
	}
	answers := make([][]bool, 0, len(questions))
	for _, each := range questions {
		policy := matcher.BuildNetworkPolicies(false, each.Policies)
		allowed := make([]bool, 0, len(each.Connections))
		for _, connection := range each.Connections {
			allowed = append(allowed, policy.IsTrafficAllowed(connection.traffic()).IsAllowed())
		}
		answers = append(answers, allowed)
	}
	return answers, nil
}

func (c connection) traffic() *matcher.Traffic {
	return &matcher.Traffic{
		Source:           c.From.peer(),
		Destination:      c.To.peer(),
		ResolvedPort:     c.Port,
		ResolvedPortName: c.PortName,
		Protocol:         c.Protocol,
	}
}

func (e end) peer() *matcher.TrafficPeer {
	if e.Namespace == "" {
		return &matcher.TrafficPeer{IP: e.Address}
	}
	internal := &matcher.InternalPeer{Namespace: e.Namespace, NamespaceLabels: e.NamespaceLabels, PodLabels: e.Labels}
	return &matcher.TrafficPeer{IP: e.Address, Internal: internal}
}
