// npm run conformance:fleet: the workflows with hundreds of stacks, which takes minutes. Nothing but Node may be imported before the
// install.
import { install } from '../scripts/steps/install.mjs';
import { jest } from '../scripts/steps/jest.mjs';
import { Report } from '../scripts/support/report.mjs';

const report = new Report('Workflows with hundreds of stacks');
if (await report.step('install', install)) {
  await report.step('suites of conformance/fleet', (say) => jest(say, {}, '--config', 'conformance/fleet/jest.config.mjs'));
}
report.finish();
