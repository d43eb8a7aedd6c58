// npm run conformance:languages: the packages for Java and Go, and a program of each. Nothing but Node may be imported before the install.
import { compile } from '../scripts/steps/build.mjs';
import { install } from '../scripts/steps/install.mjs';
import { Report } from '../scripts/support/report.mjs';
import { judgeLanguages } from './checks/languages.mjs';

const report = new Report('Golden Path for Java, Go and .NET');
if (await report.step('install', install) && await report.step('build', compile)) await judgeLanguages(report);
report.finish();
