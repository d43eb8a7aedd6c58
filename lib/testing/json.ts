import { isPlainObject } from '../core/json';

/** What was read from JSON or YAML, and has the shape that its own documentation says. */
// Tests reach deep into documents of any kind, where every step of a strict type would need a cast.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** What a document is held against: an object with some of its fields, in which a text may be a regular expression. */
export type Match = Readonly<Record<string, unknown>>;

/** Whether a value has all that is expected: objects may hold more, lists and everything else are equal. */
export function matches(expected: unknown, actual: Json): boolean {
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual);
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && actual.length === expected.length && expected.every((each, index) => matches(each, actual[index]));
  }
  if (!isPlainObject(expected)) return Object.is(expected, actual);
  return isPlainObject(actual) && Object.entries(expected).every(([key, value]) => matches(value, actual[key]));
}
