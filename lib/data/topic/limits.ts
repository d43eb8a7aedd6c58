import type { Limit } from '../../core/limits';

/** The name of a topic. */
export const TOPIC_NAME = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
  example: 'payments.events',
  maxLength: 200,
  description: 'lowercase letters, digits, hyphens and dots such as payments.events, at most 200 characters',
} as const satisfies Limit;
