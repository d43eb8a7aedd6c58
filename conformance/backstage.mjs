// npm run conformance:backstage: every two choices of every template together, which takes minutes. Nothing but Node may be imported
// before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { synthesise } from '../scripts/steps/synth.mjs';
import { Report } from '../scripts/support/report.mjs';
import { backstage } from './checks/backstage.mjs';
import { stepsOf } from './e2e/steps.mjs';

const report = new Report('Catalog and templates in Backstage');
const ready = (await report.step('install', install)) && (await report.step('build', compile)) && (await report.step('synth', synthesise));
if (ready) await stepsOf(report)(backstage.name, (say) => backstage.run(say, '--all', ...process.argv.slice(2)));
report.finish();
