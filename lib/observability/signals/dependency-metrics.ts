import { COMPANIONS } from '../../data/companions';
import type { DependencyLabel, DependencyMetric, MonitoredUse } from '../../data/shared/companion-description';
import { literal } from './selector';
import type { Matcher, Selector } from './selector';
import type { Subject } from './subject';

/** Something that a service is connected to. */
export interface ConnectedTo {
  /** What it is: the name of its DependencyKind. */
  readonly kind: string;
  /** The name that its team gave it, without the environment's. */
  readonly name: string;
}

/** A metric of a dependency, and the series that are of this one. */
export interface SelectedMetric extends DependencyMetric {
  readonly series: Selector;
}

/** What is measured of a dependency, by the names of its exporter; nothing if its kind is unknown or has no metrics. */
export function dependencyMetrics({ kind, name }: ConnectedTo, subject: Subject): SelectedMetric[] {
  const metrics = COMPANIONS.find((companion) => companion.kind.name === kind)?.metrics ?? [];
  return metrics.map((each) => ({ ...each, series: seriesOf(each, { name, ...subject }) }));
}

function seriesOf({ labels, metric }: DependencyMetric, use: MonitoredUse): Selector {
  return { metric, matchers: labels.map((label) => matcherOf(label, use)) };
}

function matcherOf({ label, suffix, value }: DependencyLabel, use: MonitoredUse): Matcher {
  if (suffix === undefined) return { label, operator: '=', value: value(use) };
  return { label, operator: '=~', value: `${literal(value(use))}${suffix}` };
}
