import type { Limit } from '../../core/rules';

/** How long what nobody could work off is kept: the longest that SQS knows. */
export const DEAD_LETTER_DAYS = 14;

/**
 * The limits of a queue. A message keeps its age when it becomes a dead letter, so the queue keeps it for less time.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export const QUEUE_LIMITS = {
  fifo: { type: 'boolean' },
  visibilityTimeoutSeconds: { type: 'integer', minimum: 1, maximum: 43_200 },
  retentionDays: { type: 'integer', minimum: 1, maximum: DEAD_LETTER_DAYS - 1 },
  maxReceives: { type: 'integer', minimum: 1, maximum: 1000 },
} as const satisfies Record<string, Limit>;

/** What a queue has where its team says nothing. */
export const QUEUE_DEFAULTS = { fifo: false, visibilityTimeoutSeconds: 30, retentionDays: 4, maxReceives: 5 };

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
export const QUEUE_NAME_LENGTH = 80;

/** What the name of the queue of dead letters has more than that of its queue, and what SQS asks of a FIFO queue's. */
export const DEAD_LETTERS = '-dead-letters';
export const FIFO = '.fifo';
