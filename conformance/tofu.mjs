// npm run conformance:tofu: modules, their registry and an OCI registry, judged by OpenTofu. Nothing but Node may be imported before the
// install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { TOFU_CHECKS } from './checks/tofu.mjs';
import { stepsOf } from './e2e/steps.mjs';

const report = new Report('Golden Path with OpenTofu');
const step = stepsOf(report);
const isReady = await report.step('install', install) && await report.step('build', compile) && await report.step('synth', synthesise);
const [program, ...others] = TOFU_CHECKS;
const isThere = isReady && await step(program.name, program.run, program.needs);
for (const { name, needs, run } of others) {
  if (isThere) await step(name, run, needs);
  else report.notRun(name, `there is no ${isReady ? 'OpenTofu' : 'output to check'}`);
}
report.finish();
