// npm run conformance:reports: the pages of the reports in Chromium. Nothing but Node may be imported before the install.
import { install } from '../scripts/steps/install.mjs';
import { Report } from '../scripts/support/report.mjs';
import { reports } from './checks/reports.mjs';
import { stepsOf } from './e2e/steps.mjs';

const report = new Report('Pages of the reports');
if (await report.step('install', install)) await stepsOf(report)(reports.name, (say) => reports.run(say));
report.finish();
