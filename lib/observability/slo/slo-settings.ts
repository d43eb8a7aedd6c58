import type { Limit } from '../../core/limits';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import type { Validation } from '../../core/validation';
import { RequestMetrics } from '../signals/request-metrics';
import type {
  ConsumerLagSloOptions,
  FreshnessSloOptions,
  LatencySloOptions,
  RequestSloOptions,
  SloOptions,
} from './slo-options';

/** The share of events that has to be good. Below 90 % most of the windows could not be exceeded. */
export const TARGET: Limit = {
  type: 'number',
  minimum: 90,
  maximum: 99.999,
  description: 'a share in percent from 90 to 99.999, such as 99.9',
};

/** The name of an objective. */
const SLO_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z]([a-z0-9]|-[a-z0-9])*$',
  example: 'availability',
  maxLength: 40,
  description: 'lowercase letters, digits and single hyphens, beginning with a letter, at most 40 characters',
};

const DESCRIPTION: Limit = { type: 'string', minLength: 1, maxLength: 200, description: 'a sentence of at most 200 characters' };
const PERIOD: Limit = { type: 'integer', minimum: 28, maximum: 30, description: '28 or 30' };
const COUNT: Limit = { type: 'integer', minimum: 1, maximum: 1_000_000 };
const SECONDS: Limit = { type: 'integer', minimum: 1, maximum: 90 * 24 * 60 * 60, description: 'seconds, at most 90 days' };
const LAG: Limit = { type: 'integer', minimum: 0, maximum: 1_000_000_000 };
const MILLISECONDS: Limit = { type: 'number', minimum: 1, maximum: 3_600_000, description: 'milliseconds, at most an hour' };

/** A name of a metric, without those that only rules may have. @see https://prometheus.io/docs/concepts/data_model/ */
export const METRIC_NAME: Limit = {
  type: 'string',
  pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$',
  example: 'orders_last_import_timestamp_seconds',
  maxLength: 200,
  description: 'letters, digits and underscores, not beginning with a digit, at most 200 characters',
};

const TOPIC: Limit = {
  type: 'string',
  pattern: '^[a-zA-Z0-9._-]+$',
  example: 'payments.events',
  maxLength: 249,
  description: 'letters, digits, dots, underscores and hyphens, at most 249 characters',
};

/** The name of a job of an application, without the service's. */
export const JOB_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
  example: 'settle',
  maxLength: 52,
  description: 'the name of a job of the application: lowercase letters, digits and hyphens',
};

/** PromQL of the team's own. */
export const QUERY: Limit = {
  type: 'string',
  minLength: 1,
  maxLength: 2000,
  description: 'PromQL with $window as the range, such as sum(rate(orders_total[$window])), at most 2000 characters',
};

const SHARED = {
  name: { form: value(SLO_NAME), default: undefined, defaultText: 'what it measures, such as `availability`', text: 'The label `slo`' },
  description: {
    form: value(DESCRIPTION),
    default: undefined,
    defaultText: 'a sentence about what is measured',
    text: 'What is promised, in a sentence',
  },
  periodDays: {
    form: { ...value(PERIOD), check: checkPeriod },
    default: 30,
    text: 'The days over which the budget counts: 28 or 30',
  },
  minFailures: {
    form: value(COUNT),
    default: 10,
    text: 'The number of bad events from which on an alert is raised, so that one failed request at night wakes nobody',
  },
} as const satisfies Settings<SloOptions>;

const REQUESTS = {
  ...SHARED,
  metrics: {
    form: value({ type: 'string', enum: Object.values(RequestMetrics) }),
    default: RequestMetrics.OPENTELEMETRY_HTTP,
    defaultText: '`RequestMetrics.OPENTELEMETRY_HTTP`',
    text: '`OPENTELEMETRY_HTTP`, `INGRESS_NGINX`, `ISTIO` or `GRPC`',
  },
} as const satisfies Settings<RequestSloOptions>;

const LATENCY = {
  ...REQUESTS,
  thresholdMs: {
    form: value(MILLISECONDS),
    default: 500,
    text: 'The longest time that a request may take, in milliseconds; a bound of the histogram',
  },
} as const satisfies Settings<LatencySloOptions>;

const FRESHNESS = {
  ...SHARED,
  timestampMetric: { form: value(METRIC_NAME), required: true, text: 'The gauge with the time of the newest data, in seconds since 1970' },
  maxAgeSeconds: { form: value(SECONDS), required: true, text: 'The age that data may have, in seconds' },
} as const satisfies Settings<FreshnessSloOptions>;

const CONSUMER_LAG = {
  ...SHARED,
  topic: { form: value(TOPIC), required: true, text: 'The topic' },
  consumerGroup: { form: value(TOPIC), required: true, text: 'The consumer group' },
  maxLag: { form: value(LAG), required: true, text: 'The number of messages that the group may be behind' },
} as const satisfies Settings<ConsumerLagSloOptions>;

/** Between whole weeks and 30 days there is nothing that anybody reckons with. */
function checkPeriod(validation: Validation, path: string, days: unknown): void {
  if (days !== 29) return;
  validation.add({ path, got: '29', allowed: '28 or 30', fix: 'use 28 for whole weeks, or 30' });
}

/** The settings of every kind of objective. */
export const SLO_SETTINGS = new SettingsTable<SloOptions, typeof SHARED>(SHARED);
export const REQUEST_SLO_SETTINGS = new SettingsTable<RequestSloOptions, typeof REQUESTS>(REQUESTS);
export const LATENCY_SLO_SETTINGS = new SettingsTable<LatencySloOptions, typeof LATENCY>(LATENCY);
export const FRESHNESS_SLO_SETTINGS = new SettingsTable<FreshnessSloOptions, typeof FRESHNESS>(FRESHNESS);
export const CONSUMER_LAG_SLO_SETTINGS = new SettingsTable<ConsumerLagSloOptions, typeof CONSUMER_LAG>(CONSUMER_LAG);
