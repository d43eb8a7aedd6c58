// npm run e2e:registry: publishes the library to a private registry and uses it as teams do. Nothing but Node may be imported
// before the install.
import { compile } from '../../scripts/steps/build.mjs';
import { install } from '../../scripts/steps/install.mjs';
import { synthesise } from '../../scripts/steps/synth.mjs';
import { Report } from '../../scripts/support/report.mjs';
import { checkFromRegistry } from './registry/check.mjs';

const report = new Report('Golden Path from a private registry');
const ready =
  (await report.step('install', install)) && (await report.step('build', compile)) && (await report.step('synth', synthesise));
if (ready) await checkFromRegistry(report);
report.finish();
