import type { Limit } from '../core/rules';

/** Spaces of any script and line breaks; other control characters would change how a terminal or a log shows the rest. */
const SPACE = ' \\t\\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000';

/** Control characters, and those that turn the direction of a text around. */
const CONTROL = '\\x00-\\x1f\\x7f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff';

/** Signs of ASCII that say nothing by themselves. */
const SIGN = '!-@\\[-`{-~';

/** A letter of any script, and anything else. */
const LETTER = `[^${SPACE}${SIGN}${CONTROL}]`;
const OTHER = `[${SPACE}${SIGN}]`;
const ANY = `[^${CONTROL}]|[\\t\\n]`;

/** A sentence for the reader of the output: why something is allowed. A sign such as `.` says nothing. */
export const REASON: Limit = {
  type: 'string',
  pattern: `^${OTHER}*${LETTER}${OTHER}*${LETTER}${OTHER}*${LETTER}(${ANY})*$`,
  maxLength: 16384,
  description: 'a sentence that says why, at most 16384 characters',
};

/** A sentence for the reader of the output that nothing depends on. */
export const WHY: Limit = { ...REASON, pattern: `^[${SPACE}]*[^${SPACE}${CONTROL}](${ANY})*$` };

/** Whether a sentence could be a reason. */
export function isReason(text: string): boolean {
  return new RegExp(REASON.pattern!).test(text);
}
