package main

import (
	"context"
	"time"

	sloth "github.com/slok/sloth/pkg/lib"
)

// slothRules are the rules that Sloth generates, in the order in which a Prometheus evaluates them.
func slothRules(spec string, periodDays int) ([]Rule, error) {
	period := time.Duration(periodDays) * 24 * time.Hour
	generator, err := sloth.NewPrometheusSLOGenerator(sloth.PrometheusSLOGeneratorConfig{DefaultSLOPeriod: period})
	if err != nil {
		return nil, err
	}
	result, err := generator.GenerateFromRaw(context.Background(), []byte(spec))
	if err != nil {
		return nil, err
	}
	var rules []Rule
	for _, slo := range result.SLOResults {
		groups := slo.PrometheusRules
		for _, rule := range append(append(groups.SLIErrorRecRules.Rules, groups.MetadataRecRules.Rules...), groups.AlertRules.Rules...) {
			rules = append(rules, Rule{Record: rule.Record, Alert: rule.Alert, Expr: rule.Expr, Labels: rule.Labels})
		}
	}
	return rules, nil
}
