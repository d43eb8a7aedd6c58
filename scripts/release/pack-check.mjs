// npm run pack:check: what `npm pack` would put into the package, against the allow-list and the budget. As a program with a
// folder: that of another package.
import { resolve } from 'node:path';
import { compile } from '../steps/build.mjs';
import { install } from '../steps/install.mjs';
import { Report } from '../support/report.mjs';
import { npm, ROOT, run } from '../support/run.mjs';
import { ALLOWED, allowedBy, BUDGET } from './packed.mjs';

const [folder = ROOT] = process.argv.slice(2).map((name) => resolve(name));
const report = new Report('What is in the package');
const ready = folder !== ROOT || ((await report.step('install', install)) && (await report.step('build', compile)));
if (ready) {
  const { files, size, unpackedSize } = await packed();
  await report.step('only what users need', () => checkFiles(files));
  await report.step('size, packed', () => checkSize(size, BUDGET.packed));
  await report.step('size, unpacked', () => checkSize(unpackedSize, BUDGET.unpacked));
  printGroups(files);
}
report.finish();

async function packed() {
  const output = await run(npm('pack', '--dry-run', '--json', '--loglevel=error'), { cwd: folder });
  return JSON.parse(output.slice(output.indexOf('[\n')))[0];
}

function checkFiles(files) {
  const leaks = files.map(({ path }) => path).filter((path) => !allowedBy(path));
  if (leaks.length === 0) return { note: `${files.length} files` };
  return {
    passed: 0,
    failed: 1,
    note: `${leaks.length} of ${files.length} files`,
    output: [
      ...leaks.map((path) => `${path} is in the package and on no list`),
      "fix: take it out of 'files' in .projenrc.ts, or allow it in scripts/release/packed.mjs, with a reason",
    ].join('\n'),
  };
}

function checkSize(size, budget) {
  const note = `${kilobytes(size)} of ${kilobytes(budget)}, ${Math.round((100 * size) / budget)} %`;
  if (size <= budget) return { note };
  return {
    passed: 0,
    failed: 1,
    note,
    output: 'fix: take out what users do not need, or raise BUDGET in scripts/release/packed.mjs, with a reason',
  };
}

function printGroups(files) {
  console.log();
  for (const entry of ALLOWED) {
    const own = files.filter(({ path }) => allowedBy(path) === entry);
    const bytes = own.reduce((sum, { size }) => sum + size, 0);
    console.log(`  ${entry.what.padEnd(32)} ${String(own.length).padStart(4)} files ${kilobytes(bytes).padStart(10)}  ${entry.why}`);
  }
}

function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;
}
