import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';

/** The entries of a file with a list, or with pages of it. */
export interface Entries {
  readonly entries: readonly Json[];
  /** What is no entry. */
  readonly unreadable: number;
  /** How many entries the list has beyond those in the file, by its own count; absent if there are none. */
  readonly cut?: number;
}

/** The fields in which GitHub and Backstage say how long the whole list is. */
const TOTALS = ['total_count', 'totalTasks'];

/**
 * What an API lists, as a file holds it: the entries, a page that has them under a key, or several of either, as GitHub's command line
 * writes them.
 *
 * @see https://cli.github.com/manual/gh_api
 */
export function entriesOf(value: unknown, key: string): Entries {
  const pages: readonly unknown[] = Array.isArray(value) ? value : [value];
  const all = pages.flatMap((page) => pageOf(page, key, Array.isArray(value)));
  const entries = all.filter(isPlainObject);
  const totals = pages.flatMap((page) => (isPlainObject(page) ? TOTALS.map((total) => page[total]) : []));
  const total = Math.max(0, ...totals.filter((each) => typeof each === 'number'));
  return { entries, unreadable: all.length - entries.length, ...(total > all.length && { cut: total - all.length }) };
}

function pageOf(page: unknown, key: string, isOneOfMany: boolean): readonly unknown[] {
  if (Array.isArray(page)) return page;
  if (isPlainObject(page) && Array.isArray(page[key])) return page[key];
  // An object outside of a list that has no list is no answer of this API.
  return [isOneOfMany ? page : undefined];
}
