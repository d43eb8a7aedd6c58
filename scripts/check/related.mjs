import { posix } from 'node:path';
import { distances } from './imports.mjs';
import { READERS } from './readers.mjs';

/** What a test file is taken to need where no run has measured it. */
const UNKNOWN_SECONDS = 4;

/**
 * The test files to run for a change, nearest first, and those that are left for `npm test`.
 *
 * Nearly every test imports the library through one file, so nearly every test is related to nearly every change. The nearest
 * ones run: the changed tests themselves, then those named after a changed file, then those of its folder, then those with the
 * fewest imports between. What does not fit into the seconds is left; a changed test always runs.
 *
 * @param {{ imports: Map<string, string[]>, changed: string[], seconds: number, measured: Record<string, number> }} input
 * @returns {{ run: string[], left: string[] }}
 */
export function relatedTests({ imports, changed, seconds, measured }) {
  const distance = distances(imports, changed);
  const read = [...imports.keys()].filter((test) => readsOneOf(test, changed));
  const tests = [...new Set([...distance.keys(), ...read])].filter((file) => file.endsWith('.test.ts') && imports.has(file));
  const needs = (test) => measured[test] ?? UNKNOWN_SECONDS;
  const rank = new Map(tests.map((test) => [test, [nearness(test, changed), distance.get(test) ?? 1, needs(test)]]));
  tests.sort((one, other) => compare(rank.get(one), rank.get(other)) || one.localeCompare(other));

  const run = [];
  const left = [];
  let used = 0;
  for (const test of tests) {
    const fits = used + needs(test) <= seconds;
    if (fits || changed.includes(test)) {
      run.push(test);
      used += needs(test);
    } else {
      left.push(test);
    }
  }
  return { run, left };
}

/** 0: changed itself; 1: named after a changed file; 2: of a changed file's folder, or reads a changed file; 3: any other. */
function nearness(test, changed) {
  if (changed.includes(test)) return 0;
  const sources = changed.map(mirrored);
  if (sources.some((source) => test === `${source}.test.ts` || test.startsWith(`${source}-`))) return 1;
  if (sources.some((source) => posix.dirname(source) === posix.dirname(test)) || readsOneOf(test, changed)) return 2;
  return 3;
}

/** Where the tests of a source are, without the ending: test/ mirrors lib/. */
function mirrored(file) {
  return file.replace(/^lib\//, 'test/').replace(/\.\w+$/, '');
}

function readsOneOf(test, changed) {
  return READERS.some(({ tests, files }) => tests.test(test) && changed.some((file) => files.test(file)));
}

function compare(one, other) {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : one[at] - other[at];
}
