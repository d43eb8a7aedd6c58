import type { Guarantee } from '../shared/companion';

/** The guarantees of every queue, including dead-letter queues. */
export const QUEUE_SAFEGUARDS: readonly Guarantee[] = [
  { argument: 'sqs_managed_sse_enabled', value: true, rule: 'encryption at rest' },
  { argument: 'lifecycle.prevent_destroy', value: true, rule: 'messages that no plan deletes' },
];
