import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/support/run.mjs';
import { NotRun } from './not-run.mjs';
import { runMain } from './run-main.mjs';
import { findShellcheck, shellcheck } from './workflows/shellcheck.mjs';

const FOLDER = '.github/workflows';

/** A script with one fault that shellcheck has to find: where it does not, it found nothing in the others either. */
const FAULTY = 'set -euo pipefail\nrm -r $FOLDER\n';

export const workflowScripts = {
  name: 'workflows (shellcheck)',
  needs: 'shellcheck, or Python with pip to fetch it with',
  async run(say) {
    const program = findShellcheck(say);
    if (!program) throw new NotRun('no shellcheck on the PATH, and pip could not install it: no script of a workflow was checked');
    const scripts = await runScripts();
    const found = scripts.flatMap(({ place, script }) => {
      const problems = shellcheck(program, script);
      return problems === '' ? [] : [`${place}\n${problems}`];
    });
    if (!shellcheck(program, FAULTY).includes('SC2086')) found.push('a planted fault was not found');
    return {
      passed: scripts.length + 1 - found.length,
      failed: found.length,
      note: `${scripts.length} scripts`,
      output: found.join('\n'),
    };
  },
};

export const workflowCalls = everyWorkflow('actionlint', 'actionlint, own program', 'Go to build actionlint with');

export const workflowSecurity = everyWorkflow('zizmor', 'zizmor', 'Python with pip');

/** Asks whether our own runner of workflows, which runs every one of them in the suites, starts steps as act does. */
export const workflowRunner = {
  name: 'workflows (act)',
  needs: 'Git, and Python with pip to fetch act with',
  run(say) {
    say('one job of every workflow that we have, write or generate, by act and by our own runner');
    return runMain('act');
  },
};

/** Has a linter read also what we generate, with the files that it calls. */
function everyWorkflow(linter, title, needs) {
  return {
    name: `workflows (${title})`,
    needs,
    run(say) {
      say('every workflow that we have, write or generate');
      return runMain('workflow-linters', linter);
    },
  };
}

function workflowFiles() {
  return readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`);
}

/** What steps hand to the shell, each with its place. */
async function runScripts() {
  // Only here: what lists the checks is loaded before anything is installed.
  const { load } = await import('js-yaml');
  return workflowFiles().flatMap((file) =>
    Object.entries(load(readFileSync(join(ROOT, file), 'utf8')).jobs).flatMap(([job, { steps = [] }]) =>
      steps.filter(({ run }) => run).map(({ name, run }) => ({ place: `${file}, ${job}: ${name ?? run}`, script: run })),
    ),
  );
}
