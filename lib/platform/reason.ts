import type { Limit } from '../core/rules';

/** A letter of any script, and anything else. */
const LETTER = '[^\\s!-@\\[-`{-~]';
const OTHER = '[\\s!-@\\[-`{-~]';

/** A sentence for the reader of the output: why something is allowed. A sign such as `.` says nothing. */
export const REASON: Limit = {
  type: 'string',
  pattern: `${LETTER}${OTHER}*${LETTER}${OTHER}*${LETTER}`,
  maxLength: 16384,
  description: 'a sentence that says why, at most 16384 characters',
};

/** A sentence for the reader of the output that nothing depends on. */
export const WHY: Limit = { ...REASON, pattern: '\\S' };

/** Whether a sentence could be a reason. */
export function isReason(text: string): boolean {
  return new RegExp(REASON.pattern!).test(text);
}
