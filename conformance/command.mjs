// Nothing but Node may be imported before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { stepsOf } from './e2e/steps.mjs';

/** Runs one check as a command of its own. A check that reads what the apps write has it built and synthesised first. */
export async function runAsCommand(title, { name, run, synthesised = false }, ...options) {
  const report = new Report(title);
  const step = (what, action) => report.step(what, action);
  const ready = await step('install', install) && (!synthesised || (await step('build', compile) && await step('synth', synthesise)));
  if (ready) await stepsOf(report)(name, (say) => run(say, ...options));
  report.finish();
}
