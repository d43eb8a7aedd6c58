import type { Json } from '../../core/json';
import { valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';

/** The values that differ from `expected`, by the last step of each path. */
export function changed(body: Json, expected: Json): string | undefined {
  const others = Object.keys(expected).filter((path) => valueAt(body, path) !== expected[path]);
  return others.length === 0 ? undefined : others.map((path) => `${path}: ${shown(valueAt(body, path))}`).join(', ');
}

/** The entries that differ from those expected. */
export function lost(what: string, expected: Readonly<Record<string, string>> = {}, actual: unknown): string | undefined {
  const entries = (isUnreadable(actual) ? {} : (actual ?? {})) as Json;
  const missing = Object.keys(expected).filter((key) => entries[key] !== expected[key]);
  return missing.length === 0 ? undefined : missing.map((key) => `${what} ${key}: ${shown(entries[key])}`).join(', ');
}

/** Finds a resource that a plan can destroy, described in words. */
export const destructible =
  (what: string) =>
    (body: Json): string | undefined =>
      valueAt(body, 'lifecycle.prevent_destroy') === true ? undefined : what;
