// npm run check: what a small change most likely breaks, in under a minute. Nothing but Node may be imported before the install.
import { changedFiles, present } from './check/changed.mjs';
import { readDurations } from './check/durations.mjs';
import { readImports } from './check/imports.mjs';
import { relatedTests } from './check/related.mjs';
import { install } from './steps/install.mjs';
import { jest } from './steps/jest.mjs';
import { checkTypes, lint } from './steps/lint.mjs';
import { Report } from './support/report.mjs';
import { ROOT } from './support/run.mjs';

/** How much test time is chosen, over all workers: about twenty seconds on two cores. */
const TEST_SECONDS = 40;
const LINTED = /\.(ts|mjs)$/;

/** Steps of `npm test` that are never part of a check. */
const LEFT = {
  'managed files': '.projenrc.ts was not run',
  'build, API.md, generated files': 'jsii did not compile lib/',
  'conformance': 'no other system was asked',
};

async function main() {
  const report = new Report('Checking what changed');
  const found = {};
  const ready = (await report.step('install', install)) && (await report.step('changes', () => findChanges(found)));
  if (ready) await checkChanges(report, found.files);
  report.finish();
}

async function findChanges(found) {
  Object.assign(found, await changedFiles(ROOT));
  return { note: `${found.files.length} files since ${found.base.slice(0, 7)}` };
}

async function checkChanges(report, changed) {
  const sources = present(ROOT, changed).filter((file) => LINTED.test(file));
  const { run: chosen, left } = relatedTests({
    imports: readImports(ROOT),
    changed,
    seconds: TEST_SECONDS,
    measured: readDurations(),
  });
  // Each takes one core and a while: on two cores they run side by side.
  const [linted, typed] = [settled(sources.length > 0 ? lintSources(sources) : undefined), settled(types())];
  if (sources.length > 0) await report.step('lint', async () => (await linted)());
  else report.notRun('lint', 'no source changed');
  await report.step('types', async () => (await typed)());
  if (chosen.length > 0) await report.step('related tests', (say) => test(say, chosen));
  else report.notRun('related tests', 'no test is related to what changed');

  const more = `${left.length} more related test files`;
  if (left.length > 0) report.notRun(more, `they need more than ${TEST_SECONDS} s; npm test runs them`);
  for (const [name, reason] of Object.entries(LEFT)) report.notRun(name, reason);
}

/** What came of a promise, as a function that gives or throws it: nothing is thrown before somebody asks. */
async function settled(promise) {
  try {
    const value = await promise;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function lintSources(files) {
  // A changed file may be one that the linter is told to leave.
  await lint('--no-warn-ignored', ...files);
  return { note: `${files.length} files` };
}

async function types() {
  await checkTypes();
  return { note: 'beside lint' };
}

async function test(say, files) {
  const result = await jest(say, {}, '--runTestsByPath', ...files);
  return { ...result, note: `${result.note} in ${files.length} files` };
}

await main();
