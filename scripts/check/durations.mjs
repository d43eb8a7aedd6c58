import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../support/run.mjs';

const FILE = join(ROOT, 'node_modules/.cache/golden-path/test-seconds.json');
const GROUPS = 'test/together/';
const MILLISECONDS = 1000;

/** How many seconds each test file took when it last ran, as far as one is known. */
export function readDurations() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}

/** Keeps what a run of jest measured, for the next choice of tests. */
export function keepDurations({ testResults }) {
  const measured = testResults.filter(({ endTime, startTime }) => endTime > startTime).flatMap(secondsOf);
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...readDurations(), ...Object.fromEntries(measured) }, undefined, 1));
}

/** The test files of one result with their seconds: a group (test/support/together.ts) has many, and names them by its outermost titles. */
function secondsOf({ name, startTime, endTime, assertionResults }) {
  const path = relative(ROOT, name).replaceAll('\\', '/');
  if (!path.startsWith(GROUPS)) return [[path, (endTime - startTime) / MILLISECONDS]];
  const seconds = {};
  for (const { ancestorTitles: [file], duration } of assertionResults) {
    seconds[`test/${file}`] = (seconds[`test/${file}`] ?? 0) + (duration ?? 0) / MILLISECONDS;
  }
  return Object.entries(seconds);
}
