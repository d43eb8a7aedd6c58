import { canonical } from '../../core/canonical';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';

/**
 * A document after a merge patch: lists are replaced, and null removes a field.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export function merged(document: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  return mergedFields(isPlainObject(document) ? document : {}, patch, merged);
}

/**
 * A document after a change, as the chart makes it: a merge patch, in which an object in the place of a list changes single
 * items by their numbers, so that the rest of the list goes on following the values.
 */
export function changed(document: unknown, change: unknown): unknown {
  if (!isPlainObject(change)) return change;
  if (Array.isArray(document)) return changedItems(document, change);
  return mergedFields(isPlainObject(document) ? document : {}, change, changed);
}

function mergedFields(document: Json, patch: Json, merge: (value: unknown, patch: unknown) => unknown): Json {
  const kept = Object.entries(document).filter(([key]) => !Object.hasOwn(patch, key));
  const given = Object.entries(patch).filter(([, value]) => value !== null);
  const ofDocument = (key: string) => (Object.hasOwn(document, key) ? document[key] : undefined);
  return Object.fromEntries([...kept, ...given.map(([key, value]) => [key, merge(ofDocument(key), value)])]);
}

function changedItems(items: readonly unknown[], change: Json): unknown[] {
  const numbers = Object.keys(change).map(Number);
  return Array.from({ length: Math.max(items.length, ...numbers.map((number) => number + 1)) }, (_, index) => {
    if (!Object.hasOwn(change, index)) return [items[index]];
    return change[index] === null ? [] : [changed(items[index], change[index])];
  }).flat();
}

/** The change that makes one document of another one; nothing if they are the same. */
export function changeBetween(before: unknown, after: unknown): unknown {
  if (canonical(before) === canonical(after)) return undefined;
  if (isPlainObject(before) && isPlainObject(after)) return changesOf(before, after);
  if (Array.isArray(before) && Array.isArray(after) && after.length > 0 && [...before, ...after].some(isPlainObject)) {
    return changesOf({ ...before }, { ...after });
  }
  return after;
}

function changesOf(before: Json, after: Json): Json {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = keys.map((key) => [
    key,
    Object.hasOwn(after, key) ? changeBetween(Object.hasOwn(before, key) ? before[key] : undefined, after[key]) : null,
  ]);
  return Object.fromEntries(changes.filter(([, change]) => change !== undefined)) as Json;
}

/** A document without fields that are null, which are absent to Kubernetes. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutNulls(part)]));
}
