import type { Limit } from '../../core/limits';
import { parseQuantity } from '../../core/quantity';
import { cronFault } from './cron';

/** More pods than any namespace has room for. */
export const LARGEST_REPLICAS = 1000;

export const whole = (minimum: number, maximum: number): Limit => ({ type: 'integer', minimum, maximum });

/** The name of a metric, of a trigger's type, or of a field of its metadata. */
export const METRIC_NAME: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9_]([A-Za-z0-9_.:/|-]*[A-Za-z0-9_])?$',
  example: 'http_requests_per_second',
  maxLength: 253,
  description: 'a name of letters, digits and _ . : / | - such as http_requests_per_second',
};

/** The value of a metric that is aimed at. */
export const METRIC_VALUE: Limit = {
  type: 'string',
  example: '100',
  maxLength: 20,
  description: "a positive Kubernetes quantity such as '100' or '500m'",
  fault: (text) => {
    const quantity = parseQuantity(text);
    return quantity && quantity.milli > 0n ? undefined : "write it like '100'";
  },
};

/**
 * A schedule as KEDA reads it, which has no short forms.
 *
 * @see https://keda.sh/docs/latest/scalers/cron/
 */
export const KEDA_SCHEDULE: Limit = {
  type: 'string',
  example: '0 6 * * 1-5',
  maxLength: 200,
  description: 'a schedule of five fields such as 0 6 * * 1-5',
  fault: (text) => (text.startsWith('@') ? "write five fields, as in '0 6 * * 1-5'" : cronFault(text)),
};

/** @see https://keda.sh/docs/latest/scalers/ */
export const TRIGGER_TYPE: Limit = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]*$',
  example: 'aws-sqs-queue',
  maxLength: 63,
  description: 'a scaler of KEDA such as aws-sqs-queue',
};
