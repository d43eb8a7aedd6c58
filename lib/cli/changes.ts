import { structuredPatch } from 'diff';
import { visible } from './output';

/** The change of one file in a checkout. */
export interface Change {
  /** Relative to the checkout. */
  readonly path: string;
  /** The current text; absent for a new file. */
  readonly before?: string;
  /** The new text; absent for a file that is removed. */
  readonly after?: string;
  /** A note for the reader. */
  readonly note?: string;
  /** Whether its lines are left out of the output. */
  readonly quiet?: boolean;
  /** Whether the output leaves it out, because it only follows from another change. */
  readonly unlisted?: boolean;
}

/** The changes for a reader: the list of files first, then the changed lines. */
export function describeChanges(all: readonly Change[]): string {
  const changes = all.filter(({ unlisted }) => unlisted !== true);
  const list = changes.map((change) => `${verb(change).padEnd(8)} ${visible(change.path)}${change.note ? ` (${change.note})` : ''}\n`);
  const patches = changes.filter(({ before, after, quiet }) => before !== undefined && after !== undefined && !quiet).map(patch);
  return [list.join(''), ...patches, `${summary(changes)}\n`].join('\n');
}

export function verb({ before, after }: Pick<Change, 'after' | 'before'>): 'added' | 'changed' | 'removed' {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

/** The number of files of each kind of change. */
function summary(changes: readonly Change[]): string {
  const verbs = ['added', 'changed', 'removed'] as const;
  const counts = verbs.map((name) => ({ name, count: changes.filter((change) => verb(change) === name).length }));
  return counts.filter(({ count }) => count > 0).map(({ name, count }) => `${count} ${count === 1 ? 'file' : 'files'} ${name}`).join(', ');
}

function patch({ path, before = '', after = '' }: Change): string {
  return unifiedDiff({ from: path, to: path, before, after });
}

/** Two texts with the names that a reader knows them by. */
interface Pair {
  readonly from: string;
  readonly to: string;
  readonly before: string;
  readonly after: string;
  /** How many lines may differ: to compare more takes long, and nobody reads the result. All of them are shown without it. */
  readonly mostEdits?: number;
}

/** The changed lines of a text as a unified diff, safe for a terminal. */
export function unifiedDiff({ from, to, before, after, mostEdits = Infinity }: Pair): string {
  const found = structuredPatch(from, to, before, after, undefined, undefined, { context: 3, maxEditLength: mostEdits });
  if (!found) return visible(`--- ${from}\n+++ ${to}\nMore than ${mostEdits} lines differ.\n`);
  const lines = found.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: text }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...text.map((line) => line.replace(/\r$/, '')),
  ]);
  return [`--- ${from}`, `+++ ${to}`, ...lines, ''].map(visible).join('\n');
}
