package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"time"
)

var windows = map[string]int{"5m": 5, "30m": 30, "1h": 60, "2h": 120, "6h": 360, "1d": day, "3d": 3 * day}

// negligible is what floating-point numbers lose, as a share of the budget.
const negligible = 1e-6

// Prepared is an objective with the rules of Sloth.
type prepared struct {
	Objective
	sloth, exact []Rule
}

// outcome is what both make of a history.
type outcome struct {
	values      map[string][]float64
	slothValues map[string][]float64
	exactPeriod []float64
	fires       map[string]bool
	slothFires  map[string]bool
}

func compare(question Question) (*Answer, error) {
	objectives := make([]prepared, len(question.Objectives))
	for index, each := range question.Objectives {
		sloth, err := slothRules(each.Spec, each.PeriodDays)
		if err != nil {
			return nil, err
		}
		exact, err := slothRules(each.Exact, each.PeriodDays)
		if err != nil {
			return nil, err
		}
		objectives[index] = prepared{each, sloth, exact}
	}
	answer := &Answer{Compared: map[string]int{}, Deviation: map[string]float64{}, Alerts: map[string]int{}, Differences: map[string]*Difference{}}
	var lock sync.Mutex
	var group sync.WaitGroup
	var failed error
	slots := make(chan bool, runtime.NumCPU())
	for index := range question.Short + question.Long {
		group.Add(1)
		slots <- true
		go func() {
			defer group.Done()
			defer func() { <-slots }()
			// Each history has a source of its own, so that any of them can be had again.
			random := rand.New(rand.NewPCG(question.Seed, uint64(index)))
			objective := objectives[index%len(objectives)]
			isLong := index >= question.Short
			minutes := 3*day + 10 + random.IntN(60)
			if isLong {
				minutes = objective.PeriodDays*day + 10 + random.IntN(60)
			}
			h := sampled(random, minutes, objective.Budget)
			result, err := objective.judge(h, isLong)
			lock.Lock()
			defer lock.Unlock()
			if err != nil {
				failed = err
				return
			}
			answer.add(fmt.Sprintf("history %d, %s: %s", index, objective.Name, h.what), objective, h, result, isLong)
		}()
	}
	group.Wait()
	for _, each := range question.Firing {
		fired, err := each.fired()
		if err != nil {
			return nil, err
		}
		answer.Fired = append(answer.Fired, fired)
	}
	return answer, failed
}

// judge evaluates all rules at the end of a history.
func (p prepared) judge(h history, isLong bool) (*outcome, error) {
	m := &memory{}
	h.fill(m, p.Series)
	end := start + int64(len(h.good)-1)*60_000
	o := &outcome{
		values: map[string][]float64{}, slothValues: map[string][]float64{},
		fires: map[string]bool{}, slothFires: map[string]bool{},
	}
	if err := p.ours(m, o, end, isLong); err != nil {
		return nil, err
	}
	return o, p.theirs(m, o, end, isLong)
}

func (p prepared) ours(m *memory, o *outcome, end int64, isLong bool) error {
	rules := make([]Rule, 0, len(p.Rules))
	for _, rule := range p.Rules {
		if isLong || rule.Record != "slo:error_budget_remaining:ratio" {
			rules = append(rules, rule)
		}
	}
	// Windows of days read what was recorded every minute.
	isRead := func(rule Rule) bool {
		return rule.Record == "slo:events:rate5m" || rule.Record == "slo:bad_events:rate5m"
	}
	return m.evaluate(rules, end, isRead, o.values, func(rule Rule, isRaised bool) { o.fires[rule.Alert] = isRaised })
}

func (p prepared) theirs(m *memory, o *outcome, end int64, isLong bool) error {
	before := m.series
	if isLong {
		if err := p.period(m, o, end); err != nil {
			return err
		}
		m.series = before
	}
	isRead := func(rule Rule) bool { return isLong && rule.Record == "slo:sli_error:ratio_rate5m" }
	return m.evaluate(p.sloth, end, isRead, o.slothValues, func(rule Rule, isRaised bool) {
		o.slothFires[rule.Labels["sloth_severity"]] = isRaised
	})
}

// evaluate has each rule record its values at the end, or from the start on if others read those, and says of each alert whether it is
// raised at the end.
func (m *memory) evaluate(rules []Rule, end int64, isRead func(Rule) bool, recorded map[string][]float64, raise func(Rule, bool)) error {
	for _, rule := range rules {
		if rule.Record == "" {
			isRaised, err := m.raised(rule, end)
			if err != nil {
				return fmt.Errorf("%s: %w", rule.Alert, err)
			}
			raise(rule, isRaised)
			continue
		}
		from := end
		if isRead(rule) {
			from = start
		}
		if err := m.record(rule, from, end); err != nil {
			return fmt.Errorf("%s: %w", rule.Record, err)
		}
		values, err := m.values(rule.Record, end)
		if err != nil {
			return err
		}
		recorded[rule.Record] = values
	}
	return nil
}

// raised says whether an alert has lasted as long as it has to, asked twice an hour.
func (m *memory) raised(rule Rule, end int64) (bool, error) {
	for at := end - time.Duration(rule.For).Milliseconds(); ; at = min(at+30*60_000, end) {
		values, err := m.values(rule.Expr, at)
		if err != nil || len(values) == 0 || at == end {
			return len(values) > 0, err
		}
	}
}

// period is what Sloth says of the budget without its shortcut.
func (p prepared) period(m *memory, o *outcome, end int64) error {
	for _, rule := range p.exact {
		if rule.Record == "" {
			continue
		}
		if err := m.record(rule, end, end); err != nil {
			return err
		}
	}
	var err error
	o.exactPeriod, err = m.values("slo:period_error_budget_remaining:ratio", end)
	return err
}

func (a *Answer) add(name string, p prepared, h history, o *outcome, isLong bool) {
	a.Histories++
	for window, minutes := range windows {
		allowed := negligible
		if minutes >= day {
			allowed += h.bound(minutes) / p.Budget
		}
		a.value(name, "error ratio over "+window, p, o.values["slo:error_ratio:rate"+window], o.slothValues["slo:sli_error:ratio_rate"+window], allowed)
	}
	burn := scaled(o.slothValues["slo:sli_error:ratio_rate1h"], 1/p.Budget)
	a.value(name, "burn rate over 1h", prepared{Objective: Objective{Budget: 1}}, o.values["slo:burn_rate:ratio_1h"], burn, negligible/p.Budget)
	if isLong {
		left := o.values["slo:error_budget_remaining:ratio"]
		allowed := negligible + h.bound(p.PeriodDays*day)/p.Budget
		one := prepared{Objective: Objective{Budget: 1}}
		a.value(name, "budget left", one, left, o.exactPeriod, allowed)
		a.shortcut(name, left, o.slothValues["slo:period_error_budget_remaining:ratio"], allowed)
	}
	a.alert(name, "page", p, h, o, []string{"1h", "6h"})
	a.alert(name, "ticket", p, h, o, []string{"1d", "3d"})
	if o.fires["SloMetricsAbsent"] {
		a.differ("absent: ours says that the metrics are missing, Sloth nothing", name)
	}
}

func scaled(values []float64, factor float64) []float64 {
	all := make([]float64, len(values))
	for index, value := range values {
		all[index] = value * factor
	}
	return all
}

// value compares what both recorded, if both did.
func (a *Answer) value(name, what string, p prepared, ours, theirs []float64, allowed float64) {
	isThere := len(theirs) == 1 && !math.IsNaN(theirs[0])
	switch {
	case len(ours) == 0 && len(theirs) == 0:
		a.Compared["both nothing"]++
	case len(ours) == 0 && !isThere:
		a.differ("no traffic: Sloth records NaN, ours nothing", name+", "+what)
	case len(ours) == 1 && len(theirs) == 0 && ours[0] <= 0:
		a.differ("never failed: without a series of failures Sloth records nothing, ours 0", name+", "+what)
	case len(ours) == 1 && len(theirs) == 0 && what == "budget left" && ours[0] == 1:
		a.differ("never failed: without a series of failures Sloth records nothing, ours 0", name+", "+what)
	case len(ours) == 1 && isThere:
		deviation := math.Abs(ours[0]-theirs[0]) / p.Budget
		a.Compared[what]++
		a.Deviation[what] = max(a.Deviation[what], deviation)
		if deviation > allowed {
			a.unexplained(fmt.Sprintf("%s, %s: %v, Sloth %v", name, what, ours[0], theirs[0]))
		}
	case len(ours) == 0 && isThere && allowed >= 1, len(ours) == 1 && !isThere && allowed >= 1:
		a.differ("edges: events at the end of a window of days that only one of both counts", name+", "+what)
	default:
		a.unexplained(fmt.Sprintf("%s, %s: %v, Sloth %v", name, what, ours, theirs))
	}
}

// shortcut compares with the budget as Sloth has it by default: an average of ratios, in which a quiet minute counts as a busy one.
func (a *Answer) shortcut(name string, ours, theirs []float64, allowed float64) {
	if len(ours) != 1 || len(theirs) != 1 {
		return
	}
	if math.IsNaN(theirs[0]) {
		a.differ("budget lost: after five minutes without traffic, Sloth's budget is NaN for the whole period", name)
	} else if math.Abs(ours[0]-theirs[0]) > allowed {
		a.differ("budget by time: Sloth's default counts a quiet minute as a busy one, ours counts events", fmt.Sprintf("%s: %.4f, Sloth %.4f", name, ours[0], theirs[0]))
	} else {
		a.Alerts["budget the same with Sloth's shortcut"]++
	}
}

func (a *Answer) alert(name, severity string, p prepared, h history, o *outcome, long []string) {
	ours := false
	for _, window := range long {
		ours = ours || o.fires["ErrorBudgetBurn"+window]
	}
	theirs := o.slothFires[severity]
	switch {
	case ours == theirs && ours:
		a.Alerts[severity+" by both"]++
	case ours == theirs:
		a.Alerts[severity+" by neither"]++
	case theirs && isGuarded(p, o, long):
		a.differ("guard: Sloth raises a "+severity+" for fewer bad events than "+fmt.Sprint(p.MinFailures), name)
	case isAtThreshold(p, h, o, long):
		who := "ours"
		if theirs {
			who = "Sloth"
		}
		a.differ("threshold: the share is exactly what is allowed, and only "+who+" raises a "+severity, name)
	case severity == "ticket" && isNear(p, h, o, long):
		a.differ("edges: a ticket within five minutes' events of its threshold", name)
	default:
		a.unexplained(fmt.Sprintf("%s, %s: ours %v, Sloth %v, ratios %v, Sloth %v", name, severity, ours, theirs, o.values, o.slothValues))
	}
}

var pairs = map[string]string{"1h": "5m", "6h": "30m", "1d": "2h", "3d": "6h"}
var factors = map[string]float64{"1h": 0.02 * 24, "6h": 0.05 * 4, "1d": 0.1, "3d": 0.1 / 3}

func (p prepared) threshold(window string) float64 {
	return factors[window] * float64(p.PeriodDays) * p.Budget
}

// isGuarded says whether every window that is beyond its threshold has too few bad events, or can have no alert of ours.
func isGuarded(p prepared, o *outcome, long []string) bool {
	found := false
	for _, window := range long {
		isBeyond := true
		for _, each := range []string{window, pairs[window]} {
			ratio := o.values["slo:error_ratio:rate"+each]
			isBeyond = isBeyond && len(ratio) == 1 && ratio[0] > p.threshold(window)*(1-1e-9)
		}
		count := o.values["slo:bad_events:increase"+window]
		if isBeyond && len(count) == 1 && count[0] >= p.MinFailures {
			return false
		}
		found = found || isBeyond
	}
	return found
}

func isAtThreshold(p prepared, h history, o *outcome, long []string) bool {
	return strings.Contains(h.what, "threshold") && within(p, o, long, func(string) float64 { return 1e-9 })
}

func isNear(p prepared, h history, o *outcome, long []string) bool {
	return within(p, o, long, func(window string) float64 { return h.bound(windows[window]) / p.threshold(window) })
}

func within(p prepared, o *outcome, long []string, allowed func(window string) float64) bool {
	for _, window := range long {
		for _, each := range []string{window, pairs[window]} {
			ratio := o.values["slo:error_ratio:rate"+each]
			if len(ratio) == 1 && math.Abs(ratio[0]/p.threshold(window)-1) <= allowed(each) {
				return true
			}
		}
	}
	return false
}

func (a *Answer) differ(what, example string) {
	found := a.Differences[what]
	if found == nil {
		found = &Difference{Example: example}
		a.Differences[what] = found
	}
	found.Count++
	// The order in which histories end is not certain; the example is.
	if number(example) < number(found.Example) {
		found.Example = example
	}
}

func number(example string) int {
	var index int
	fmt.Sscanf(example, "history %d", &index)
	return index
}

func (a *Answer) unexplained(what string) {
	a.Unexplained++
	if len(a.UnexplainedFirst) < 5 {
		a.UnexplainedFirst = append(a.UnexplainedFirst, what)
	}
}
