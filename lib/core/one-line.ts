import type { Limit } from './limits';

/**
 * Characters that a reader sees: no control characters, none that turn the direction of text, and none that files of some kind
 * refuse.
 */
const SEEN = '!-~\\u00a1-\\u1fff\\u2010-\\u2027\\u2030-\\u2059\\u2070-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufefe\\uff00-\\uffef';

const ANY_LINE = { type: 'string', pattern: `^[${SEEN}][ ${SEEN}]*$` } as const;

/** A sentence on one line, which any file can hold. Emoji are not part of it: not every reader counts them as one character. */
export function oneLine(maxLength: number, example: string): Limit {
  return {
    ...ANY_LINE,
    example,
    maxLength,
    description: `one line of text without emoji, at most ${maxLength} characters`,
  };
}
