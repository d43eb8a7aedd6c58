import type { DependencyAlert } from '../../data/shared/companion-description';
import { Severity } from '../severity';
import { dependencyMetrics } from '../signals/dependency-metrics';
import type { ConnectedTo, SelectedMetric } from '../signals/dependency-metrics';
import { promql } from '../signals/selector';
import type { Matcher, Selector } from '../signals/selector';
import type { Subject } from '../signals/subject';
import type { AlertDefinition } from './alert-definition';

const UNITS: Readonly<Record<SelectedMetric['unit'], string>> = {
  bytes: 'bytes', count: 'in number', percent: 'percent', seconds: 'seconds',
};

/** Alerts about something that a service is connected to. */
export function dependencyAlerts(subject: Subject, used: ConnectedTo): AlertDefinition[] {
  return dependencyMetrics(used, subject).flatMap((metric) => (metric.alert ? [alertOf(used, metric, metric.alert)] : []));
}

function alertOf(used: ConnectedTo, metric: SelectedMetric, alert: DependencyAlert): AlertDefinition {
  const { falling = false, over, series, source, title, unit } = metric;
  const aggregate = over ?? (falling ? 'min' : 'max');
  const example = promql(exampleOf(series));
  return {
    name: alert.name,
    about: used.name,
    labels: { dependency: used.name, dependency_kind: used.kind },
    severity: Severity.TICKET,
    threshold: alert.threshold,
    ...(unit === 'percent' && { maximum: 99 }),
    ...(falling && { lowest: 0 }),
    unit: `${title.toLowerCase()}, ${UNITS[unit]}`,
    minutes: alert.minutes,
    expr: (threshold) => `${aggregate}(${promql(series)}) ${falling ? '<' : '>'} ${threshold}`,
    summary: `${title} of the ${used.kind} ${used.name}: beyond what is ordinary`,
    meaning: alert.meaning,
    steps: alert.steps,
    source,
    examples: (threshold) => ({
      raised: [{ series: example, values: `${threshold + (falling ? -1 : 1)}x60` }],
      silent: [{ series: example, values: `${threshold}x60` }],
    }),
  };
}

/** A series that a selector selects: a suffix that may follow is left out where it can be. */
function exampleOf({ matchers, metric }: Selector): Selector {
  return { metric, matchers: matchers.map(exampleMatcher) };
}

/** The regular expressions of companions are a literal text and one of these. */
const SUFFIXES: Readonly<Record<string, string>> = { '-[0-9]+': '-001', '(\\.fifo)?': '', '.*': 'example' };

function exampleMatcher({ label, operator, value }: Matcher): Matcher {
  if (operator === '=') return { label, operator, value };
  const suffix = Object.keys(SUFFIXES).find((each) => value.endsWith(each)) ?? '';
  const text = value.slice(0, value.length - suffix.length).replace(/\\(.)/g, '$1');
  return { label, operator: '=', value: `${text}${SUFFIXES[suffix] ?? ''}` };
}
