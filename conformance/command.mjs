// Nothing but Node may be imported before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { stepsOf } from './e2e/steps.mjs';

/**
 * Runs one check as a command of its own. A check that runs the built package has it built first; one that reads what the apps write has
 * it built and synthesised. A `table` beside its result is printed at the end.
 */
export async function runAsCommand(title, { name, run, synthesised = false, built = synthesised }, ...options) {
  const report = new Report(title);
  const step = (what, action) => report.step(what, action);
  const ready = await step('install', install)
    && (!built || await step('build', compile))
    && (!synthesised || await step('synth', synthesise));
  let table;
  if (ready) {
    await stepsOf(report)(name, async (say) => {
      const { table: asked, ...result } = await run(say, ...options);
      table = asked;
      return result;
    });
  }
  report.finish();
  if (table) console.log(`\n${table}`);
}
