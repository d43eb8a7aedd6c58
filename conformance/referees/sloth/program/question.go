package main

import "github.com/prometheus/common/model"

// Question says which objectives are compared, and over how many histories.
type Question struct {
	Seed uint64 `json:"seed"`
	// Histories of a bit more than 3 days, and of more than the period of the budget.
	Short      int         `json:"short"`
	Long       int         `json:"long"`
	Objectives []Objective `json:"objectives"`
	// Firing asks besides when some alerts are raised.
	Firing []Firing `json:"firing"`
}

// Objective is one objective, as both have it.
type Objective struct {
	Name        string   `json:"name"`
	PeriodDays  int      `json:"periodDays"`
	Budget      float64  `json:"budget"`
	MinFailures float64  `json:"minFailures"`
	Rules       []Rule   `json:"rules"`
	Series      []Series `json:"series"`
	// Spec is what Sloth reads, with all that it does by default; Exact is the same without its shortcut for the period.
	Spec  string `json:"spec"`
	Exact string `json:"exact"`
}

// Rule records a series or raises an alert.
type Rule struct {
	Record string `json:"record"`
	Alert  string `json:"alert"`
	Expr   string `json:"expr"`
	// For is how long an alert has to last; Sloth's have none.
	For    model.Duration    `json:"for"`
	Labels map[string]string `json:"labels"`
}

// Series is a counter that an exporter has: of good, of bad or of all events.
type Series struct {
	Labels map[string]string `json:"labels"`
	Counts string            `json:"counts"`
}

// Answer says how far both agree.
type Answer struct {
	Histories int `json:"histories"`
	// Compared counts the values that both recorded, and Equal those that are the same.
	Compared map[string]int `json:"compared"`
	// Deviation is the largest difference of two values that both recorded, as a share of the budget.
	Deviation map[string]float64 `json:"deviation"`
	// Alerts counts those that both raise or both do not.
	Alerts map[string]int `json:"alerts"`
	// Differences counts what has a reason, and shows the first history of each.
	Differences map[string]*Difference `json:"differences"`
	// Unexplained are the others.
	Unexplained      int      `json:"unexplained"`
	UnexplainedFirst []string `json:"unexplainedFirst"`
	Fired            []Fired  `json:"fired"`
}

// Difference is something that one does and the other does not.
type Difference struct {
	Count   int    `json:"count"`
	Example string `json:"example"`
}
