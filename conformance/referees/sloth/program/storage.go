package main

import (
	"context"
	"time"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
	"github.com/prometheus/prometheus/util/annotations"
)

// sample is a value at a time, in milliseconds.
type sample struct {
	at    int64
	value float64
}

func (s sample) T() int64                      { return s.at }
func (s sample) ST() int64                     { return 0 }
func (s sample) F() float64                    { return s.value }
func (s sample) H() *histogram.Histogram       { return nil }
func (s sample) FH() *histogram.FloatHistogram { return nil }
func (s sample) Type() chunkenc.ValueType      { return chunkenc.ValFloat }
func (s sample) Copy() chunks.Sample           { return s }

// memory holds some series, and answers queries of them.
type memory struct {
	series []storage.Series
	storage.LabelQuerier
}

func (m *memory) Querier(_, _ int64) (storage.Querier, error) { return m, nil }
func (m *memory) Close() error                                { return nil }

func (m *memory) Select(_ context.Context, _ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	set := &found{at: -1}
	for _, series := range m.series {
		if matches(series.Labels(), matchers) {
			set.series = append(set.series, series)
		}
	}
	return set
}

func matches(set labels.Labels, matchers []*labels.Matcher) bool {
	for _, matcher := range matchers {
		if !matcher.Matches(set.Get(matcher.Name)) {
			return false
		}
	}
	return true
}

// found are the series of a query.
type found struct {
	series []storage.Series
	at     int
}

func (f *found) Next() bool                        { f.at++; return f.at < len(f.series) }
func (f *found) At() storage.Series                { return f.series[f.at] }
func (f *found) Err() error                        { return nil }
func (f *found) Warnings() annotations.Annotations { return nil }

func (m *memory) add(set labels.Labels, samples []chunks.Sample) {
	if len(samples) > 0 {
		m.series = append(m.series, storage.NewListSeries(set, samples))
	}
}

var engine = promql.NewEngine(promql.EngineOpts{MaxSamples: 100_000_000, Timeout: time.Minute})

func named(name string, more map[string]string) labels.Labels {
	builder := labels.NewBuilder(labels.EmptyLabels())
	for label, value := range more {
		builder.Set(label, value)
	}
	if name != "" {
		builder.Set(labels.MetricName, name)
	}
	return builder.Labels()
}

// record evaluates a rule every minute up to the end, and keeps what it records.
func (m *memory) record(rule Rule, from, end int64) error {
	query, err := engine.NewRangeQuery(context.Background(), m, nil, rule.Expr, time.UnixMilli(from), time.UnixMilli(end), time.Minute)
	if err != nil {
		return err
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		return result.Err
	}
	for _, series := range result.Value.(promql.Matrix) {
		samples := make([]chunks.Sample, len(series.Floats))
		for index, point := range series.Floats {
			samples[index] = sample{point.T, point.F}
		}
		m.add(recorded(series.Metric, rule), samples)
	}
	return nil
}

// recorded are the labels of a recorded series: those of the expression, and over them those of the rule.
func recorded(set labels.Labels, rule Rule) labels.Labels {
	builder := labels.NewBuilder(set)
	for label, value := range rule.Labels {
		builder.Set(label, value)
	}
	return builder.Set(labels.MetricName, rule.Record).Labels()
}

// values evaluates an expression at a time.
func (m *memory) values(expr string, at int64) ([]float64, error) {
	query, err := engine.NewInstantQuery(context.Background(), m, nil, expr, time.UnixMilli(at))
	if err != nil {
		return nil, err
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		return nil, result.Err
	}
	vector, err := result.Vector()
	if err != nil {
		return nil, err
	}
	values := make([]float64, len(vector))
	for index, each := range vector {
		values[index] = each.F
	}
	return values, nil
}
