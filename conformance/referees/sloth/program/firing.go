package main

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/prometheus/promql"
)

// Firing asks when an alert is raised and ends.
type Firing struct {
	Alert  string   `json:"alert"`
	Rules  []Rule   `json:"rules"`
	Series []Series `json:"series"`
	Phases []Phase  `json:"phases"`
}

// Phase is a time with as many good and bad events every minute.
type Phase struct {
	Minutes int `json:"minutes"`
	Good    int `json:"good"`
	Bad     int `json:"bad"`
}

// Fired has the first and the last minute of an alert, counted from the first sample.
type Fired struct {
	First int `json:"first"`
	Last  int `json:"last"`
}

// fired evaluates every rule every minute, and says when the alert is there.
func (f Firing) fired() (Fired, error) {
	h := history{missing: map[int]bool{}}
	for _, phase := range f.Phases {
		for range phase.Minutes {
			h.good, h.bad = append(h.good, phase.Good), append(h.bad, phase.Bad)
		}
	}
	h.gone = len(h.good)
	m := &memory{}
	h.fill(m, f.Series)
	end := start + int64(len(h.good)-1)*60_000
	for _, rule := range f.Rules {
		if rule.Record != "" {
			if err := m.record(rule, start, end); err != nil {
				return Fired{}, err
			}
		}
	}
	for _, rule := range f.Rules {
		if rule.Alert == f.Alert {
			return m.between(rule.Expr, end)
		}
	}
	return Fired{}, fmt.Errorf("there is no alert %s", f.Alert)
}

func (m *memory) between(expr string, end int64) (Fired, error) {
	query, err := engine.NewRangeQuery(context.Background(), m, nil, expr, time.UnixMilli(start), time.UnixMilli(end), time.Minute)
	if err != nil {
		return Fired{}, err
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		return Fired{}, result.Err
	}
	found := Fired{-1, -1}
	for _, series := range result.Value.(promql.Matrix) {
		found.First = int((series.Floats[0].T - start) / 60_000)
		found.Last = int((series.Floats[len(series.Floats)-1].T - start) / 60_000)
	}
	return found, nil
}
