import type { RequestMetrics } from '../signals/request-metrics';

/** What every objective may say. */
export interface SloOptions {
  /**
   * Its name: lowercase letters, digits and single hyphens, at most 40 characters. It is the label `slo`.
   *
   * @default - what it measures, such as `availability`
   */
  readonly name?: string;
  /**
   * What is promised, in a sentence of at most 200 characters.
   *
   * @default - a sentence about what is measured
   */
  readonly description?: string;
  /**
   * The days over which the budget counts: 28 or 30. The last ones always count, whatever the month.
   *
   * @default 30
   */
  readonly periodDays?: number;
  /**
   * The number of bad events from which on an alert is raised, so that one failed request at night wakes nobody. Events are
   * requests, or minutes for objectives that count those.
   *
   * @default 10
   */
  readonly minFailures?: number;
}

/** What an objective about requests may say. */
export interface RequestSloOptions extends SloOptions {
  /**
   * The metrics that count the requests.
   *
   * @default RequestMetrics.OPENTELEMETRY_HTTP
   */
  readonly metrics?: RequestMetrics;
}

/** What an objective about a latency may say. */
export interface LatencySloOptions extends RequestSloOptions {
  /**
   * The longest time that a request may take, in milliseconds. It has to be a bound of the histogram.
   *
   * @default 500
   */
  readonly thresholdMs?: number;
}

/** What an objective about the age of data says. */
export interface FreshnessSloOptions extends SloOptions {
  /** The gauge that has the time of the newest data, in seconds since 1970. */
  readonly timestampMetric: string;
  /** The age that data may have, in seconds. */
  readonly maxAgeSeconds: number;
}

/** What an objective about the lag of consumers says. */
export interface ConsumerLagSloOptions extends SloOptions {
  /** The topic. */
  readonly topic: string;
  /** The consumer group. */
  readonly consumerGroup: string;
  /** The number of messages that the group may be behind. */
  readonly maxLag: number;
}
