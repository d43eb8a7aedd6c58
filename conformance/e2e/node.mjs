// npm run e2e:node: creates, installs, synthesises and tests a new repository on every supported version of Node. Nothing but Node may
// be imported before the install.
import { compile } from '../../scripts/steps/build.mjs';
import { install } from '../../scripts/steps/install.mjs';
import { Report } from '../../scripts/support/report.mjs';
import { checkNodeVersions } from './node/check.mjs';

const report = new Report('A new repository on every version of Node');
if ((await report.step('install', install)) && (await report.step('build', compile))) await checkNodeVersions(report);
report.finish();
