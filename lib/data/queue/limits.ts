import type { Limit } from '../../core/limits';
import type { SqsQueueProps } from './sqs-queue';

/** How long dead letters are kept: the maximum of SQS. */
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

/** The props of a queue, its name aside, with their defaults. */
export type QueueSettings = Required<Omit<SqsQueueProps, 'queueName'>>;

/** Fills in the defaults; a prop that is given as `undefined` gets its default too. */
export function resolveQueue(given: SqsQueueProps): QueueSettings {
  const { fifo = false, visibilityTimeoutSeconds = 30, retentionDays = 4, maxReceives = 5 } = given;
  return { fifo, visibilityTimeoutSeconds, retentionDays, maxReceives };
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
export const QUEUE_NAME_LENGTH = 80;

/** The suffix of a dead-letter queue's name, and the one that SQS requires for a FIFO queue. */
export const DEAD_LETTERS = '-dead-letters';
export const FIFO = '.fifo';
