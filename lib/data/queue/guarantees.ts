import type { Guarantee } from '../shared/companion';

/** What every queue has, that of the dead letters too. */
export const QUEUE_SAFEGUARDS: readonly Guarantee[] = [
  { argument: 'sqs_managed_sse_enabled', value: true, rule: 'encryption at rest' },
  { argument: 'lifecycle.prevent_destroy', value: true, rule: 'messages that no plan deletes' },
];
