// npm test: everything that a fresh clone with Node and npm can prove. Nothing but Node may be imported before the install.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, documentApi, generatedFiles, manageFiles } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { Report } from './support/report.mjs';
import { attempt, run, tool } from './support/run.mjs';

const UPDATE = '--update';

async function main(args) {
  const unknown = args.find((arg) => arg !== UPDATE);
  if (unknown) {
    console.error(`unknown argument '${unknown}'; to run some of the tests: npx jest ${unknown}`);
    process.exitCode = 2;
    return;
  }
  const update = args.includes(UPDATE);

  const report = new Report(update ? 'Rewriting the golden files' : 'Testing @golden-path/constructs');
  if (await report.step('install', install)) {
    if (!update) await checkSources(report);
    await report.step('tests', (say) => jest(say, update ? { GOLDEN_UPDATE: '1' } : {}));
  }
  if (update) console.log('\nRead what changed before you commit it: git diff');
  report.finish();
}

async function checkSources(report) {
  const committed = generatedFiles();
  await report.step('managed files', manageFiles);
  await report.step('lint', lint);
  await report.step('type-check', async () => {
    await run(tool('tsc', '--noEmit'));
  });
  if (await report.step('build', compile)) await report.step('API.md', documentApi);
  await report.step('generated files', () => compareGenerated(committed));
}

async function lint() {
  const output = await run(tool('eslint', '.'));
  const warnings = output.match(/(\d+) warnings?\)/)?.[1] ?? '0';
  return { note: warnings === '0' ? '' : `${warnings} warnings, shown by npm run lint` };
}

/** Whoever works here gets the files rewritten; what is committed has to hold them already. */
function compareGenerated(committed) {
  const changed = [...generatedFiles()].filter(([file, content]) => committed.get(file) !== content).map(([file]) => file);
  if (changed.length === 0) return { note: 'current' };
  if (!process.env.CI) return { note: `rewritten, commit them: ${changed.join(', ')}` };
  return { passed: 0, failed: 1, note: 'not current', output: `run 'npm run build' and commit what it writes: ${changed.join(', ')}` };
}

/** Runs jest and counts its tests; a file that could not run counts as one failed test. */
async function jest(say, env) {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
  try {
    const file = join(folder, 'result.json');
    const { code, output } = await attempt(tool('jest', '--ci', '--json', `--outputFile=${file}`), {
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      onLine: (line) => /^(PASS|FAIL)/.test(line) && say(line),
    });
    const result = readResult(file);
    if (!result) return { passed: 0, failed: 1, note: `jest ended with ${code} and no result`, output };
    const passed = result.numPassedTests;
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites || Number(code !== 0);
    const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : '';
    const messages = result.testResults.filter(({ status }) => status === 'failed').map(({ name, message }) => `${name}\n${message}`);
    return { passed, failed, note: `${passed} passed, ${failed} failed${skipped}`, output: messages.join('\n') || output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

await main(process.argv.slice(2));
