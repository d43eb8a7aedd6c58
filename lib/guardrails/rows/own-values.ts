import type { Json } from '../../core/json';
import { valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';

/** What stands at the paths of `expected` instead of its values, by the last step of each path. */
export function changed(body: Json, expected: Json): string | undefined {
  const others = Object.keys(expected).filter((path) => valueAt(body, path) !== expected[path]);
  return others.length === 0 ? undefined : others.map((path) => `${path}: ${shown(valueAt(body, path))}`).join(', ');
}

/** What of some entries is not as expected. */
export function lost(what: string, expected: Readonly<Record<string, string>> = {}, actual: unknown): string | undefined {
  const entries = (isUnreadable(actual) ? {} : (actual ?? {})) as Json;
  const missing = Object.keys(expected).filter((key) => entries[key] !== expected[key]);
  return missing.length === 0 ? undefined : missing.map((key) => `${what} ${key}: ${shown(entries[key])}`).join(', ');
}

/** What a plan may destroy, in words. */
export const destructible =
  (what: string) =>
    (body: Json): string | undefined =>
      valueAt(body, 'lifecycle.prevent_destroy') === true ? undefined : what;
