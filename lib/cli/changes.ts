import { structuredPatch } from 'diff';
import { visible } from './output';

/** What becomes of one file of a checkout. */
export interface Change {
  /** Relative to the checkout. */
  readonly path: string;
  /** What is there, absent for a new file. */
  readonly before?: string;
  /** What will be there, absent for a file that goes. */
  readonly after?: string;
  /** What a reader should know of it. */
  readonly note?: string;
  /** Whether its lines are of interest to a reader. */
  readonly quiet?: boolean;
}

/** The changes as a reader wants them: the files first, then what changes in them. */
export function describeChanges(changes: readonly Change[]): string {
  const list = changes.map((change) => `${verb(change).padEnd(8)} ${visible(change.path)}${change.note ? ` (${change.note})` : ''}\n`);
  const patches = changes.filter(({ before, after, quiet }) => before !== undefined && after !== undefined && !quiet).map(patch);
  return [list.join(''), ...patches, `${summary(changes)}\n`].join('\n');
}

function verb({ before, after }: Change): 'added' | 'changed' | 'removed' {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

/** How many files there are of each. */
function summary(changes: readonly Change[]): string {
  const verbs = ['added', 'changed', 'removed'] as const;
  const counts = verbs.map((name) => ({ name, count: changes.filter((change) => verb(change) === name).length }));
  return counts.filter(({ count }) => count > 0).map(({ name, count }) => `${count} ${count === 1 ? 'file' : 'files'} ${name}`).join(', ');
}

function patch({ path, before = '', after = '' }: Change): string {
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, { context: 3 });
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: text }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...text.map((line) => line.replace(/\r$/, '')),
  ]);
  return [`--- ${path}`, `+++ ${path}`, ...lines, ''].map(visible).join('\n');
}
