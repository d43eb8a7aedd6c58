import type { RequestMetrics } from '../signals/request-metrics';
import { durations, failedRequests, requestSignal, upTo } from '../signals/request-signals';
import { narrowed, promql, quoted, selector } from '../signals/selector';
import type { Subject } from '../signals/subject';
import { workload } from '../signals/workload-metrics';

/** Events that are counted, such as requests. */
export interface CountedEvents {
  readonly kind: 'counted';
  /** All events per second over a window. */
  readonly total: (window: string) => string;
  /** Those that are bad. */
  readonly bad: (window: string) => string;
}

/** Minutes that are good or bad: 1 if the service is now as it must not be, else 0. */
export interface BadMinutes {
  readonly kind: 'minutes';
  readonly isBad: string;
}

/** What an objective is measured by. */
export type Indicator = (CountedEvents | BadMinutes) & {
  /** A page about the metrics. */
  readonly source?: string;
};

/** Requests that the service failed to answer. */
export function failures(metrics: RequestMetrics, subject: Subject): Indicator {
  const signal = requestSignal(metrics);
  const all = promql(signal.requests(subject));
  const failed = promql(failedRequests(signal, subject));
  return {
    kind: 'counted',
    total: (window) => `sum(rate(${all}[${window}]))`,
    // A service that never failed has no series of failures.
    bad: (window) => `(sum(rate(${failed}[${window}])) or vector(0))`,
    source: signal.source,
  };
}

/** Requests that were answered, but later than a bound of the histogram, in its own unit. */
export function slowness(metrics: RequestMetrics, bound: number, subject: Subject): Indicator {
  const signal = requestSignal(metrics);
  const buckets = narrowed(durations(signal, subject), signal.answered);
  const all = promql({ ...buckets, metric: `${signal.duration}_count` });
  const inTime = narrowed(buckets, upTo(bound));
  const rate = (series: string, window: string) => `sum(rate(${series}[${window}]))`;
  return {
    kind: 'counted',
    total: (window) => rate(all, window),
    bad: (window) => `clamp_min(${rate(all, window)} - ${rate(promql(inTime), window)}, 0)`,
    source: signal.source,
  };
}

/** Minutes in which the last run of a job that has ended was not a success. */
export function failedRuns(cronJob: string, subject: Subject): Indicator {
  const series = (name: 'jobActive' | 'jobScheduled' | 'jobSucceeded') =>
    promql(workload(name, subject, [{ label: 'cronjob', operator: '=', value: cronJob }]));
  const [active, scheduled, succeeded] = [series('jobActive'), series('jobScheduled'), series('jobSucceeded')];
  return {
    kind: 'minutes',
    // A job that never succeeded has no time of success.
    isBad: `max((${scheduled} > bool (${succeeded} or ${scheduled} * 0)) * (${active} == bool 0))`,
    source: 'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/cronjob-metrics.md',
  };
}

/** Minutes in which the newest of something, by a metric that has the time of it, is too old. */
export function staleness(metric: string, maxAgeSeconds: number, { namespace }: Subject): Indicator {
  const newest = selector(metric, { namespace });
  return { kind: 'minutes', isBad: `(time() - max(${promql(newest)})) > bool ${maxAgeSeconds}` };
}

/** Minutes in which consumers are too many messages behind. */
export function lag(topic: string, group: string, maxLag: number): Indicator {
  const series = selector('kafka_consumergroup_lag', { consumergroup: group, topic });
  return {
    kind: 'minutes',
    isBad: `sum(${promql(series)}) > bool ${maxLag}`,
    source: 'https://github.com/danielqsj/kafka_exporter#consumer-groups',
  };
}

/** What a team's own PromQL counts, with `$window` where the window goes. */
export function counted(good: string, total: string): Indicator {
  const over = (text: string, window: string) => text.replaceAll('$window', window);
  return {
    kind: 'counted',
    total: (window) => `sum(${over(total, window)})`,
    bad: (window) => `clamp_min(sum(${over(total, window)}) - (sum(${over(good, window)}) or vector(0)), 0)`,
  };
}

/** The matchers of the recorded series of one objective. */
export function ofObjective(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`).join(',');
}
