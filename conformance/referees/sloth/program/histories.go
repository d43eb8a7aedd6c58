package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/prometheus/prometheus/tsdb/chunks"
)

const day = 24 * 60

// start is the time of the first sample, in milliseconds.
const start = int64(1_790_000_040_000)

// history is what happened in each minute.
type history struct {
	what      string
	good, bad []int
	// restarts are the minutes at which a counter begins again, and replaced says that it is that of another pod then.
	restarts []int
	replaced bool
	// unborn says that the counter of bad events is not there before the first of them.
	unborn bool
	// gone is the minute from which on there are no series.
	gone int
	// missing are minutes without a scrape.
	missing map[int]bool
}

var traffic = []string{"steady", "daily", "night", "bursts", "none", "stopped", "gone"}
var failing = []string{"never", "background", "outage", "incident", "one", "few", "threshold"}

// sampled is one history by chance.
func sampled(random *rand.Rand, minutes int, budget float64) history {
	flow, fault := traffic[random.IntN(len(traffic))], failing[random.IntN(len(failing))]
	h := history{gone: minutes, good: make([]int, minutes), bad: make([]int, minutes), missing: map[int]bool{}}
	h.what = fmt.Sprintf("%s traffic, failures: %s", flow, fault)
	level := math.Pow(10, 1+2.5*random.Float64())
	quiet := minutes - 1 - random.IntN(300)
	if flow == "gone" {
		h.gone = minutes - 1 - random.IntN(3*day)
	}
	for minute := range h.good {
		h.good[minute] = int(level * h.flow(flow, minute, quiet, random))
	}
	h.fail(fault, budget, random)
	h.disturb(random)
	return h
}

func (h *history) flow(kind string, minute, quiet int, random *rand.Rand) float64 {
	switch kind {
	case "daily":
		return 1 + 0.8*math.Sin(2*math.Pi*float64(minute)/day)
	case "night":
		if random.IntN(20) == 0 {
			return 0.1
		}
		return 0
	case "bursts":
		if minute/37%3 == 0 {
			return 2
		}
		return 0.05
	case "none":
		return 0
	case "stopped":
		if minute > quiet {
			return 0
		}
	}
	return 1
}

// fail makes some of the events bad.
func (h *history) fail(kind string, budget float64, random *rand.Rand) {
	last := len(h.good) - 1
	until := last - int(math.Pow(float64(last), random.Float64()))
	from := max(0, until-int(math.Pow(2*day, random.Float64())))
	share := budget * math.Pow(10, 2.5*random.Float64())
	switch kind {
	case "background":
		h.spoil(0, last, budget*3*random.Float64(), random)
	case "outage":
		h.spoil(from, until, 1, random)
	case "incident":
		h.spoil(from, until, share, random)
	case "one":
		h.bad[until]++
	case "few":
		for range 2 + random.IntN(8) {
			h.bad[max(0, until-random.IntN(60))]++
		}
	case "threshold":
		// Ratios that are exactly at the threshold of an alert.
		factor := []float64{14.4, 6, 3, 1}[random.IntN(4)]
		bad := int(math.Round(10000 * budget * factor))
		if bad > 10000 {
			bad = 10000
		}
		for minute := range h.good {
			h.good[minute], h.bad[minute] = 10000-bad, bad
		}
	}
	h.unborn = kind == "never" || random.IntN(4) == 0
}

func (h *history) spoil(from, until int, share float64, random *rand.Rand) {
	for minute := from; minute <= until; minute++ {
		bad := min(h.good[minute], int(float64(h.good[minute])*min(1, share)+random.Float64()))
		h.good[minute], h.bad[minute] = h.good[minute]-bad, h.bad[minute]+bad
	}
}

// disturb has pods start again or be replaced, and scrapes fail.
func (h *history) disturb(random *rand.Rand) {
	if random.IntN(3) == 0 {
		h.replaced = random.IntN(2) == 0
		for range 1 + random.IntN(3) {
			h.restarts = append(h.restarts, random.IntN(len(h.good)))
		}
		h.what += ", restarts"
	}
	if random.IntN(4) == 0 {
		for range 1 + random.IntN(5) {
			h.missing[random.IntN(len(h.good))] = true
		}
		h.what += ", scrapes missing"
	}
}

// fill writes the counters of an objective into a storage.
func (h *history) fill(m *memory, all []Series) {
	for _, series := range all {
		h.counter(m, series)
	}
}

func (h *history) counter(m *memory, series Series) {
	pod := 0
	var samples []chunks.Sample
	flush := func() {
		labels := map[string]string{"pod": fmt.Sprintf("pod-%d", pod)}
		for label, value := range series.Labels {
			labels[label] = value
		}
		m.add(named("", labels), samples)
		samples = nil
	}
	total, born := 0, !h.unborn || series.Counts != "bad"
	for minute := range h.good {
		for _, restart := range h.restarts {
			if restart == minute {
				total = 0
				if h.replaced {
					flush()
					pod++
				}
			}
		}
		step := map[string]int{"good": h.good[minute], "bad": h.bad[minute], "all": h.good[minute] + h.bad[minute]}[series.Counts]
		total += step
		born = born || step > 0
		if born && minute < h.gone && !h.missing[minute] {
			samples = append(samples, sample{start + int64(minute)*60_000, float64(total)})
		}
	}
	flush()
}

// bound is how far two ways of counting may be apart: events within the shortest range of both ends, of restarts and of missing
// scrapes are counted differently, as a share of all that happened in the window.
func (h *history) bound(window int) float64 {
	last := len(h.good) - 1
	first := max(0, last-window)
	total := 0
	for minute := first; minute <= last; minute++ {
		total += h.good[minute] + h.bad[minute]
	}
	if total == 0 {
		return 1
	}
	edges := []int{first, last, h.gone}
	// A counter that is near its beginning is not extrapolated beyond it.
	for _, beginning := range append([]int{0}, h.restarts...) {
		edges = append(edges, beginning, firstFrom(h.good, beginning), firstFrom(h.bad, beginning))
	}
	for minute := range h.missing {
		edges = append(edges, minute)
	}
	near := 0
	for _, edge := range edges {
		for minute := max(first-6, edge-6, 0); minute <= min(last, edge+6); minute++ {
			near += h.good[minute] + h.bad[minute]
		}
	}
	return float64(near) / float64(total)
}

func firstFrom(counts []int, minute int) int {
	for minute < len(counts)-1 && counts[minute] == 0 {
		minute++
	}
	return minute
}
