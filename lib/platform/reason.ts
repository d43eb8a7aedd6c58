import type { Limit } from '../core/limits';

/** What says nothing by itself: spaces of any script, control characters, and signs of ASCII. */
const OTHER = '\\s\\x00-@\\[-`{-\u009f\u2000-\u206f\ufeff';

/** A sentence for the reader of the output: why something is allowed. A sign such as `.` says nothing. */
export const REASON: Limit = {
  type: 'string',
  pattern: `[^${OTHER}][${OTHER}]*[^${OTHER}][${OTHER}]*[^${OTHER}]`,
  example: 'the nightly report reads the orders',
  maxLength: 16384,
  description: 'a sentence that says why, at most 16384 characters',
};

/** A sentence for the reader of the output that nothing depends on. */
export const WHY: Limit = { ...REASON, pattern: '\\S' };

/** Whether a sentence could be a reason. */
export function isReason(text: string): boolean {
  return new RegExp(REASON.pattern!).test(text);
}
