import { COMPANIONS } from '../../data/companions';
import { dependencyMetrics } from '../signals/dependency-metrics';
import type { ConnectedTo, SelectedMetric } from '../signals/dependency-metrics';
import { promql } from '../signals/selector';
import type { Subject } from '../signals/subject';
import type { Step } from './grafana';
import type { PanelSpec, Section } from './panels';

/** As Grafana names them; a percentage here is a number up to 100. */
const UNITS: Readonly<Record<SelectedMetric['unit'], string>> = { bytes: 'bytes', count: 'short', percent: 'percent', seconds: 's' };

const MOST_IN_A_ROW = 4;

/** A row for each dependency that is measured. */
export function dependencySections(dependencies: readonly ConnectedTo[], subject: Subject): Section[] {
  return dependencies.map((each) => {
    const metrics = dependencyMetrics(each, subject);
    const width = Math.floor(24 / Math.min(Math.max(metrics.length, 2), MOST_IN_A_ROW));
    return { title: `${wordFor(each.kind)} ${each.name}`, panels: metrics.map((metric) => panelOf(metric, width)) };
  });
}

function panelOf({ alert, falling = false, over, series, title, unit }: SelectedMetric, width: number): PanelSpec {
  const how = over ?? (falling ? 'min' : 'max');
  const told = alert && `Somebody is told if it is ${falling ? 'less' : 'more'} than ${alert.threshold} for ${alert.minutes} minutes.`;
  return {
    kind: 'timeseries',
    title,
    description: [alert?.meaning, told].filter((each) => each !== undefined).join(' '),
    unit: UNITS[unit],
    width,
    min: 0,
    ...(alert && { steps: stepsOf(alert.threshold, falling) }),
    queries: [{ expr: `${how}(${promql(series)})`, legend: title }],
  };
}

function stepsOf(threshold: number, falling: boolean): Step[] {
  const [below, above] = falling ? ['red', 'green'] : ['green', 'red'];
  return [{ color: below, value: null }, { color: above, value: threshold }];
}

/** The kind as people read it: the type that a catalog shows, or its own name. */
function wordFor(kind: string): string {
  const found = COMPANIONS.find((each) => each.kind.name === kind);
  const word = found?.catalogType ?? kind;
  return `${word[0].toUpperCase()}${word.slice(1)}`;
}
