import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../support/run.mjs';

const FILE = join(ROOT, 'node_modules/.cache/golden-path/test-seconds.json');
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
  const measured = testResults.filter(({ endTime, startTime }) => endTime > startTime)
    .map(({ name, startTime, endTime }) => [relative(ROOT, name).replaceAll('\\', '/'), (endTime - startTime) / MILLISECONDS]);
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...readDurations(), ...Object.fromEntries(measured) }, undefined, 1));
}
