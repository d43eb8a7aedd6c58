import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepDurations } from '../check/durations.mjs';
import { attempt, tool } from '../support/run.mjs';

/** Runs jest and counts its tests; a file that could not run counts as one failed test. A step of a report. */
export async function jest(say, env = {}, ...args) {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
  try {
    const file = join(folder, 'result.json');
    const { code, output } = await attempt(tool('jest', '--ci', '--json', `--outputFile=${file}`, ...args), {
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      onLine: (line) => /^(PASS|FAIL)/.test(line) && say(line),
    });
    const result = readResult(file);
    if (!result) return { passed: 0, failed: 1, note: `jest ended with ${code} and no result`, output };
    keepDurations(result);
    return outcome(result, code, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outcome(result, code, output) {
  const passed = result.numPassedTests;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites || Number(code !== 0);
  const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : '';
  const messages = result.testResults.filter(({ status }) => status === 'failed').map(({ name, message }) => `${name}\n${message}`);
  return { passed, failed, note: `${passed} passed, ${failed} failed${skipped}`, output: messages.join('\n') || output };
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
