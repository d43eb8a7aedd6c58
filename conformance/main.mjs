// npm run conformance: what needs more than Node and npm. Nothing but Node may be imported before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { NotRun } from './checks/not-run.mjs';
import { CHECKS } from './checks.mjs';

const report = new Report('Conformance of what Golden Path writes');
const ready = await report.step('install', install) && await report.step('build', compile) && await report.step('synth', synthesise);
for (const { name, needs, run } of CHECKS) {
  if (!ready) {
    report.notRun(name, 'there is no output to check');
    continue;
  }
  await report.step(name, async (say) => {
    try {
      return await run(say);
    } catch (error) {
      if (!(error instanceof NotRun)) throw error;
      return { notRun: `needs ${needs}: ${error.message}` };
    }
  });
}
report.finish();
