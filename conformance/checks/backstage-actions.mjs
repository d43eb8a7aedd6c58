import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS, compileActions, installActions } from '../../scripts/steps/backstage-actions.mjs';
import { attempt } from '../../scripts/support/run.mjs';
import { inTemporaryFolder } from '../e2e/temporary.mjs';
import { NotRun } from './not-run.mjs';

/** The package with the scaffolder actions, compiled and tested with Backstage's own libraries. */
export const backstageActions = {
  name: 'Backstage actions',
  needs: "a package registry, for Backstage's libraries",
  async run(say) {
    await installed(say);
    say('compile');
    await compileActions();
    say('tests');
    const { passed, failed, output } = await test(ACTIONS);
    if (failed > 0 || passed === 0) return { passed, failed: failed || 1, note: `${failed} failed`, output };
    say('tests, of a package that does something in a dry run');
    if ((await testPlanted()).failed === 0) return { passed, failed: 1, note: 'a planted fault was not found' };
    return { passed: passed + 1, failed: 0, note: `${passed} tests, and a planted fault found` };
  },
};

async function installed(say) {
  try {
    await installActions(say);
  } catch (error) {
    throw new NotRun(`npm ci failed: ${(error.output ?? error.message).trim().split('\n')[0]}`);
  }
}

/** Runs the package's tests, and reads their counts. */
async function test(folder) {
  const files = readdirSync(join(folder, 'test')).filter((name) => name.endsWith('.test.mjs'));
  const command = [process.execPath, '--test', '--test-reporter=tap', ...files.map((name) => join('test', name))];
  // A test runner that runs in another one reports to that.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'));
  const { code, output } = await attempt(command, { cwd: folder, env });
  const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') || Number(code !== 0), output };
}

/** The same tests, of actions that take a dry run for a real one. */
function testPlanted() {
  return inTemporaryFolder('actions', async (folder) => {
    for (const name of ['dist', 'test', 'package.json']) cpSync(join(ACTIONS, name), join(folder, name), { recursive: true });
    symlinkSync(join(ACTIONS, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const actions = join(folder, 'dist/backstage');
    for (const name of readdirSync(actions).filter((file) => file.endsWith('-action.js'))) {
      const text = readFileSync(join(actions, name), 'utf8');
      writeFileSync(join(actions, name), text.replaceAll('ctx.isDryRun', 'false'));
    }
    return test(folder);
  });
}
