// npm run build: the compiled package, its API.md, and the files that .projenrc.ts manages.
import { compile, documentApi, documentSchema, manageFiles } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { Report } from './support/report.mjs';

const report = new Report('Building @golden-path/constructs');
if (await report.step('install', install)) {
  await report.step('managed files', manageFiles);
  if (await report.step('build', compile)) {
    await report.step('API.md', documentApi);
    await report.step('schema', documentSchema);
  }
}
report.finish();
