import { isPlainObject } from '../core/json';

/** A value from JSON or YAML, with the shape that its own documentation describes. */
// Tests reach deep into documents of any kind, where every step of a strict type would need a cast.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** A pattern for documents: an object with some of their fields, in which a regular expression can replace a text. */
export type Match = Readonly<Record<string, unknown>>;

/** Whether a value matches a pattern: objects can have more fields, lists and everything else must be equal. */
export function matches(expected: unknown, actual: Json): boolean {
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual);
  if (Array.isArray(expected)) {
    return Array.isArray(actual) && actual.length === expected.length && expected.every((each, index) => matches(each, actual[index]));
  }
  if (!isPlainObject(expected)) return Object.is(expected, actual);
  return isPlainObject(actual) && Object.entries(expected).every(([key, value]) => matches(value, actual[key]));
}
