import { isPlainObject } from '../../core/json';
import { isReadable, templateText, Unreadable } from './unreadable';

type Call = (...given: readonly unknown[]) => unknown;

const texts = (values: readonly unknown[]): string[] => values.flat().map(String);

/**
 * The functions of Terraform that read the same for everyone; what another one gives is not read.
 *
 * @see https://developer.hashicorp.com/terraform/language/functions
 */
const PURE: Readonly<Record<string, Call>> = {
  base64decode: (text) => Buffer.from(String(text), 'base64').toString(),
  concat: (...lists) => lists.flat(),
  distinct: (list) => [...new Set(list as unknown[])],
  flatten: (list) => (list as unknown[]).flat(Infinity),
  join: (separator, ...lists) => texts(lists).join(String(separator)),
  lower: (text) => String(text).toLowerCase(),
  merge: (...maps) => Object.assign({}, ...maps) as unknown,
  sensitive: (value) => value,
  tolist: (list) => list,
  tomap: (map) => map,
  toset: (list) => list,
  tostring: (value) => String(value),
  trimspace: (text) => String(text).trim(),
  upper: (text) => String(text).toUpperCase(),
};

/** What a function gives; a call that is not known, or that takes what cannot be read, is unreadable itself. */
export function called(name: string, given: readonly unknown[], text: string): unknown {
  if (name === 'jsonencode') return encoded(given[0], text);
  if (name === 'nonsensitive') return given[0];
  const call = PURE[name];
  if (!call || !given.every(isReadable)) return new Unreadable(text);
  try {
    return call(...given);
  } catch {
    return new Unreadable(text);
  }
}

/** JSON in which what cannot be read stands as an expression inside its string. */
function encoded(value: unknown, text: string): unknown {
  if (isReadable(value)) return JSON.stringify(value);
  if (!isPlainObject(value) && !Array.isArray(value)) return new Unreadable(text);
  return new Unreadable(JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? templateText(part) : part)));
}
