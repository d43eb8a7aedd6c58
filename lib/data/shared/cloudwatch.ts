import type { DependencyLabel, DependencyMetric, MonitoredUse } from './companion-description';

/** How YACE, the exporter of CloudWatch's metrics, names the dimension of a resource. */
export function dimension(name: string, value: (use: MonitoredUse) => string, suffix?: string): DependencyLabel {
  return { label: `dimension_${name}`, value, ...(suffix !== undefined && { suffix }) };
}

/** The name of most resources in AWS: that of the companion with its environment. */
export function physicalName({ environment, name }: MonitoredUse): string {
  return `${name}-${environment}`;
}

/** What is the same for every metric of a namespace of CloudWatch. */
export interface Namespace {
  /** As YACE writes it, such as `rds`. */
  readonly prefix: string;
  readonly labels: readonly DependencyLabel[];
  /** The page of AWS that says what its metrics mean. */
  readonly source: string;
}

/**
 * A metric of CloudWatch by the name that YACE gives it: `aws_<namespace>_<metric>_<statistic>`. The value is the last one that
 * CloudWatch had, of a counter too: no rate is taken of it.
 *
 * @see https://github.com/prometheus-community/yet-another-cloudwatch-exporter
 */
export function cloudWatch(
  { labels, prefix, source }: Namespace,
  name: string,
  rest: Omit<DependencyMetric, 'labels' | 'metric' | 'source'>,
): DependencyMetric {
  return { ...rest, metric: `aws_${prefix}_${name}`, labels, source };
}
