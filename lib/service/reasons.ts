import type { Limit } from '../core/rules';

/** A sentence for the reader of the output: why something is allowed. */
export const REASON: Limit = {
  type: 'string',
  pattern: '\\S',
  maxLength: 16384,
  description: 'a sentence that says why, at most 16384 characters',
};
