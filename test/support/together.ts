import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import apart from '../together/apart.json';
import { ROOT } from './examples';

export const TESTS = join(ROOT, 'test');

/**
 * The folders below test/ of each group; a file belongs to the group that names most of its path. A group loads the library once,
 * in seconds; there are as many as two processes can share evenly.
 */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  cli: ['cli'],
  constructs: ['data', 'gitops', 'observability', 'output', 'service', 'stack', 'workflows', 'delivery'],
  guarantees: ['guarantees', 'guardrails', 'properties'],
  reports: ['reports', 'cli/dora', 'cli/scorecard', 'repository'],
  rest: [''],
};

/** Every test file below test/ that is part of a group, relative to it. */
export function groupedFiles(): string[] {
  return readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('together/') && !apart.includes(file))
    .sort();
}

/** The group that a test file belongs to. */
export function groupOf(file: string): string {
  const longest = (name: string) => Math.max(...GROUPS[name]!.map((folder) => (inside(file, folder) ? folder.length : -1)));
  return Object.keys(GROUPS).reduce((best, name) => (longest(name) > longest(best) ? name : best));
}

function inside(file: string, folder: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
}

/**
 * Runs the test files of a group in one module registry: the library is loaded and compiled once, not once for each file, which
 * halves the time of `npm test`.
 */
export function together(group: string): void {
  for (const file of groupedFiles().filter((each) => groupOf(each) === group)) {
    describe(file, () => {
      require(join(TESTS, file));
    });
  }
}
