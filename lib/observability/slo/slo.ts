import { show } from '../../core/problems';
import type { SettingsTable, Settings } from '../../core/settings';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { faultOfPart } from '../promql/parse';
import type { Sample } from '../rule-tests/sample';
import type { RequestMetrics } from '../signals/request-metrics';
import { requestSignal } from '../signals/request-signals';
import type { Subject } from '../signals/subject';
import { counted, failedRuns, failures, lag, slowness, staleness } from './indicator';
import type { Indicator } from './indicator';
import { failedRunsSample, failuresSample, lagSample, slownessSample, stalenessSample } from './samples';
import type {
  ConsumerLagSloOptions,
  FreshnessSloOptions,
  LatencySloOptions,
  RequestSloOptions,
  SloOptions,
} from './slo-options';
import {
  CONSUMER_LAG_SLO_SETTINGS,
  FRESHNESS_SLO_SETTINGS,
  JOB_NAME,
  LATENCY_SLO_SETTINGS,
  QUERY,
  REQUEST_SLO_SETTINGS,
  SLO_SETTINGS,
  TARGET,
} from './slo-settings';
import type { MeasuredBy } from './unmeasured';

/** What an objective measures, for each service that has it. */
interface Measured {
  readonly name: string;
  readonly description: string;
  readonly indicator: (subject: Subject) => Indicator;
  readonly sample?: (subject: Subject) => Sample;
  /** How requests are measured, if it is about them. */
  readonly requests?: RequestMetrics;
  /** What the application has to have for it; absent if nothing. */
  readonly by?: MeasuredBy;
}

/**
 * What a service promises its users, in numbers that can be measured. Each factory throws `InvalidProps` with every problem of
 * what it is given.
 *
 * @see https://sre.google/workbook/implementing-slos/
 */
export class Slo {
  /**
   * Requests that are answered without an error of the server.
   *
   * @param target the share of good requests, in percent: 90 to 99.999
   * @param options its name, its period and how it is measured, if not by default
   */
  public static availability(target: number, options: RequestSloOptions = {}): Slo {
    const given = checked('Slo.availability', target, options, REQUEST_SLO_SETTINGS);
    const metrics = REQUEST_SLO_SETTINGS.resolve(given, 'metrics');
    return new Slo(target, given, {
      name: 'availability',
      description: `${target} % of requests are answered without an error of the server`,
      indicator: (subject) => failures(metrics, subject),
      sample: (subject) => failuresSample(metrics, subject),
      requests: metrics,
      by: { ownPods: requestSignal(metrics).ofPods },
    });
  }

  /**
   * Requests that are answered in time. Those that fail are left out: they count for the availability.
   *
   * @param target the share of good requests, in percent: 90 to 99.999
   * @param options its name, its period and how it is measured, if not by default
   */
  public static latency(target: number, options: LatencySloOptions = {}): Slo {
    const given = checked('Slo.latency', target, options, LATENCY_SLO_SETTINGS, boundFault);
    const { metrics, thresholdMs } = LATENCY_SLO_SETTINGS.resolveAll(given);
    const bound = (thresholdMs * requestSignal(metrics).perSecond) / 1000;
    return new Slo(target, given, {
      name: 'latency',
      description: `${target} % of requests are answered within ${thresholdMs} ms`,
      indicator: (subject) => slowness(metrics, bound, subject),
      sample: (subject) => slownessSample(metrics, bound, subject),
      requests: metrics,
      by: { ownPods: requestSignal(metrics).ofPods },
    });
  }

  /**
   * Minutes in which the last run of a job at fixed times was a success.
   *
   * @param target the share of good minutes, in percent: 90 to 99.999
   * @param job the job's name, as the application has it
   * @param options its name, its period and how it is measured, if not by default
   */
  public static jobSuccess(target: number, job: string, options: SloOptions = {}): Slo {
    const given = checked('Slo.jobSuccess', target, options, SLO_SETTINGS, (validation) => validation.required('job', job, JOB_NAME));
    const cronJob = ({ service }: Subject) => `${service}-${job}`;
    return new Slo(target, given, {
      name: `job-${job}`,
      description: `In ${target} % of the time the last run of ${job} was a success`,
      indicator: (subject) => failedRuns(cronJob(subject), subject),
      sample: (subject) => failedRunsSample(cronJob(subject), subject),
      by: { job },
    });
  }

  /**
   * Minutes in which data is not too old.
   *
   * @param target the share of good minutes, in percent: 90 to 99.999
   * @param options its name, its period and how it is measured, if not by default
   */
  public static freshness(target: number, options: FreshnessSloOptions): Slo {
    const given = checked('Slo.freshness', target, options, FRESHNESS_SLO_SETTINGS);
    const { maxAgeSeconds, timestampMetric } = given;
    return new Slo(target, given, {
      name: 'freshness',
      description: `In ${target} % of the time data is at most ${maxAgeSeconds} seconds old`,
      indicator: (subject) => staleness(timestampMetric, maxAgeSeconds, subject),
      sample: (subject) => stalenessSample(timestampMetric, maxAgeSeconds, subject),
      by: { anyPod: true },
    });
  }

  /**
   * Minutes in which a consumer group of Kafka is not too far behind.
   *
   * @param target the share of good minutes, in percent: 90 to 99.999
   * @param options its name, its period and how it is measured, if not by default
   */
  public static consumerLag(target: number, options: ConsumerLagSloOptions): Slo {
    const given = checked('Slo.consumerLag', target, options, CONSUMER_LAG_SLO_SETTINGS);
    const { consumerGroup, maxLag, topic } = given;
    return new Slo(target, given, {
      name: 'consumer-lag',
      description: `In ${target} % of the time ${consumerGroup} is at most ${maxLag} messages behind in ${topic}`,
      indicator: () => lag(topic, consumerGroup, maxLag),
      sample: () => lagSample(topic, consumerGroup, maxLag),
    });
  }

  /**
   * Events that PromQL of your own counts. `$window` stands where the range goes: `sum(rate(orders_total[$window]))`.
   *
   * @param target the share of good events, in percent: 90 to 99.999
   * @param good the good events per second
   * @param total all events per second
   * @param options its name, its period and how it is measured, if not by default
   */
  public static custom(target: number, good: string, total: string, options: SloOptions = {}): Slo {
    const given = checked('Slo.custom', target, options, SLO_SETTINGS, (validation) => {
      checkQuery(validation, 'good', good);
      checkQuery(validation, 'total', total);
    });
    return new Slo(target, given, {
      name: 'custom',
      description: `${target} % of events are good`,
      indicator: () => counted(good, total),
    });
  }

  /** Its name, the label `slo`. */
  public readonly name: string;
  /** What is promised, in a sentence. */
  public readonly description: string;
  /** The days over which the budget counts. */
  public readonly periodDays: number;
  /** The number of bad events from which on an alert is raised. */
  public readonly minFailures: number;

  private constructor(
    /** The share of good events, in percent. */
    public readonly target: number,
    options: SloOptions,
    private readonly measured: Measured,
  ) {
    const { description, minFailures, name, periodDays } = SLO_SETTINGS.resolveAll(options);
    this.name = name ?? measured.name;
    this.description = description ?? measured.description;
    this.minFailures = minFailures;
    this.periodDays = periodDays;
  }

  /** @internal */
  public _measured(): Measured {
    return this.measured;
  }
}

function checked<Props extends object, Table extends Settings<Props>>(
  where: string,
  target: number,
  options: Props,
  settings: SettingsTable<Props, Table>,
  check?: (validation: Validation, options: Props) => void,
): Props {
  const validation = new Validation(where);
  const given = snapshot(options);
  validation.required('target', target, TARGET);
  const isObject = settings.validate(validation, '', given);
  if (isObject) check?.(validation, given);
  validation.throwIfAny();
  return given;
}

/** What a histogram cannot tell apart would be measured as something else. */
function boundFault(validation: Validation, options: LatencySloOptions): void {
  if (validation.found.length > 0) return;
  const { metrics, thresholdMs } = LATENCY_SLO_SETTINGS.resolveAll(options);
  const { bounds, perSecond } = requestSignal(metrics);
  const inMs = bounds.map((bound) => Math.round((bound * 1000 * 1000) / perSecond) / 1000);
  if (inMs.includes(thresholdMs)) return;
  validation.add({
    path: 'thresholdMs',
    got: show(thresholdMs),
    allowed: `a bound of the histogram: ${inMs.join(', ')}`,
    fix: 'use the nearest of them, or measure it by Slo.custom with a histogram of your own',
  });
}

function checkQuery(validation: Validation, path: string, query: unknown): void {
  if (!validation.required(path, query, QUERY)) return;
  const text = String(query);
  const fault = text.includes('$window') ? faultOfPart(text.replaceAll('$window', '5m')) : 'no $window';
  if (fault === undefined) return;
  const fix = 'write it as in sum(rate(orders_total[$window]))';
  validation.add({ path, got: `${show(text)}: ${fault}`, allowed: 'PromQL with $window as the range', fix });
}
