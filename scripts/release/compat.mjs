// npm run compat: whether the version to be released says what changed. Nothing but Node may be imported before the install.
import { compile } from '../steps/build.mjs';
import { install } from '../steps/install.mjs';
import { Report } from '../support/report.mjs';
import { attempt } from '../support/run.mjs';

const report = new Report('Compatibility with the last release');
if ((await report.step('install', install)) && (await report.step('build', compile))) {
  let verdict = '';
  const good = await report.step('compare', async () => {
    const { code, output } = await attempt([
      process.execPath,
      '--import',
      'tsx',
      'scripts/release/compat.ts',
      ...process.argv.slice(2),
    ]);
    verdict = output;
    return code === 0 ? {} : { passed: 0, failed: 1, note: 'see below', output };
  });
  if (good) console.log(`\n${verdict.trim()}`);
}
report.finish();
