// npm run conformance:dashboards: has a real Prometheus answer every query of every dashboard. Only Node is there before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { runMain } from './checks/run-main.mjs';
import { stepsOf } from './e2e/steps.mjs';

const report = new Report('Dashboards in Prometheus');
const ready = (await report.step('install', install)) && (await report.step('build', compile)) && (await report.step('synth', synthesise));
if (ready) {
  await stepsOf(report)('Prometheus', (say) => {
    say('every query of every dashboard, over a history of the examples');
    return runMain('dashboards', ...process.argv.slice(2));
  });
}
report.finish();
