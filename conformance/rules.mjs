// npm run conformance:rules: loads the rules of a thousand services into a real Prometheus. Only Node is there before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { runMain } from './checks/run-main.mjs';
import { stepsOf } from './e2e/steps.mjs';

const report = new Report('Rules of a thousand services in Prometheus');
const ready = (await report.step('install', install)) && (await report.step('build', compile)) && (await report.step('synth', synthesise));
if (ready) {
  await stepsOf(report)('Prometheus', (say) => {
    say('a thousand services, watched for some minutes');
    return runMain('rules-at-scale', ...process.argv.slice(2));
  });
}
report.finish();
