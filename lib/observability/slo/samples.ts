import { clock, counter, gauge } from '../rule-tests/sample';
import type { Sample } from '../rule-tests/sample';
import { RequestMetrics } from '../signals/request-metrics';
import { durations, requestSignal, upTo } from '../signals/request-signals';
import { narrowed, promql, selector } from '../signals/selector';
import type { Matcher, Selector } from '../signals/selector';
import type { Subject } from '../signals/subject';
import { workload } from '../signals/workload-metrics';

const POD = 'pod-1';

function equal(label: string, value: string): Matcher {
  return { label, operator: '=', value };
}

/** A status of a request that was answered, and one of a request that was not. */
function statuses(metrics: RequestMetrics): { readonly good: string; readonly bad: string } {
  return metrics === RequestMetrics.GRPC ? { good: 'OK', bad: 'Internal' } : { good: '200', bad: '500' };
}

/** Requests of which some fail. */
export function failuresSample(metrics: RequestMetrics, subject: Subject): Sample {
  const signal = requestSignal(metrics);
  const { bad, good } = statuses(metrics);
  const series = (status: string, pod: string) =>
    promql(narrowed(signal.requests(subject), equal(signal.status, status), equal('pod', pod)));
  return {
    wholeMinutes: false,
    history: (phases, pod = POD) => [
      { series: series(good, pod), values: counter(phases, (phase) => phase.good) },
      { series: series(bad, pod), values: counter(phases, (phase) => phase.bad) },
    ],
  };
}

/** Requests of which some are too slow. */
export function slownessSample(metrics: RequestMetrics, bound: number, subject: Subject): Sample {
  const signal = requestSignal(metrics);
  const answered = (pod: string): Selector =>
    narrowed(durations(signal, subject), equal(signal.status, statuses(metrics).good), equal('pod', pod));
  const le = upTo(bound).operator === '=' ? String(bound) : `${bound}.0`;
  return {
    wholeMinutes: false,
    history: (phases, pod = POD) => [
      {
        series: promql({ ...answered(pod), metric: `${signal.duration}_count` }),
        values: counter(phases, ({ bad, good }) => good + bad),
      },
      { series: promql(narrowed(answered(pod), equal('le', le))), values: counter(phases, ({ good }) => good) },
    ],
  };
}

/** Runs of a job, of which the last one failed in bad minutes. */
export function failedRunsSample(cronJob: string, subject: Subject): Sample {
  const series = (name: 'jobActive' | 'jobScheduled' | 'jobSucceeded') => promql(workload(name, subject, [equal('cronjob', cronJob)]));
  return {
    wholeMinutes: true,
    history: (phases) => [
      { series: series('jobActive'), values: gauge(phases, 0, 0) },
      { series: series('jobScheduled'), values: gauge(phases, 100, 300) },
      { series: series('jobSucceeded'), values: gauge(phases, 200, 200) },
    ],
  };
}

/** The time of the newest of something, which is too old in bad minutes. */
export function stalenessSample(metric: string, maxAgeSeconds: number, { namespace }: Subject): Sample {
  const series = promql(selector(metric, { namespace }));
  return { wholeMinutes: true, history: (phases) => [{ series, values: clock(phases, -maxAgeSeconds - 60) }] };
}

/** The lag of a consumer group, which is too long in bad minutes. */
export function lagSample(topic: string, group: string, maxLag: number): Sample {
  const series = promql(selector('kafka_consumergroup_lag', { consumergroup: group, topic, partition: '0' }));
  return { wholeMinutes: true, history: (phases) => [{ series, values: gauge(phases, 0, maxLag + 1) }] };
}
