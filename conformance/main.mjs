// npm run conformance: what needs more than Node and npm. Nothing but Node may be imported before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { CHECKS, FIRST } from './checks.mjs';
import { stepsOf } from './e2e/steps.mjs';

const report = new Report('Conformance of what Golden Path writes');
const step = stepsOf(report);
const ready = await report.step('install', install) && await report.step('build', compile) && await report.step('synth', synthesise);
if (ready) {
  await check(FIRST);
  const waiting = [...CHECKS];
  await Promise.all([lane(waiting), lane(waiting)]);
} else {
  for (const { name } of [FIRST, ...CHECKS.flat()]) report.notRun(name, 'there is no output to check');
}
report.finish();

/** Most checks wait for one program at a time, so two of them share the machine. */
async function lane(waiting) {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    for (const one of next) await check(one);
  }
}

async function check({ name, needs, run }) {
  await step(name, run, needs);
}
