import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OUTPUT } from '../../../scripts/steps/synth.mjs';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { compareOutput, readOutput } from '../output.mjs';
import { findAbsent, release } from '../package.mjs';
import { shown } from '../shown.mjs';
import { mustPublish } from './publish.mjs';

/** The version that a team updates to. */
const UPDATE = '1.1.0';

/** A package that was packed wrong: it lacks something that is read, and something that only lies there. */
const INCOMPLETE = { version: `${UPDATE}-incomplete.0`, absent: ['build/gitops/gitops-app.js', 'lib/gitops/chart/common/Chart.yaml'] };

/**
 * Tries what else the installed package is for: its doors, its command, its updates.
 *
 * @returns the release that is the latest one then
 */
export async function tryPackage(step, place, library, consumer) {
  let latest = library;
  await step('exports of the package', async () => openDoors(consumer, library));
  await step('npx golden-path', async () => runCommand(consumer, library));
  await step(`npm update to ${UPDATE}`, async () => {
    latest = await publishNext(place, library, UPDATE);
    return update(place, library, consumer);
  });
  await step('an incomplete package is noticed', async () => noticeIncomplete(place, library, consumer));
  return latest;
}

/** Whether what a repository synthesises has a chart in it. */
export function usesChart({ folder }) {
  return filesBelow(join(folder, OUTPUT)).some((file) => file.endsWith('/Chart.yaml'));
}

/** Imports every door of the package as Node and as the compiler do. */
async function openDoors(consumer, { name }) {
  const output = await consumer.node(fileURLToPath(new URL('doors.mjs', import.meta.url)), name, 'build/index.js');
  const doors = JSON.parse(output.trim().split('\n').at(-1));
  const imports = doors.map(
    (door, index) => `import * as door${index} from '${door}';\nexport const names${index} = Object.keys(door${index});\n`,
  );
  consumer.write('doors.ts', imports.join(''));
  consumer.write('tsconfig.doors.json', JSON.stringify({ extends: './tsconfig.json', files: ['doors.ts'] }));
  await consumer.npx('tsc', '-p', 'tsconfig.doors.json');
  return { note: doors.join(', ') };
}

/** Runs the command as a team does, up to where it would write. */
async function runCommand(consumer, { version }) {
  const checkout = join(consumer.folder, 'gitops-checkout');
  mkdirSync(checkout);
  const help = await consumer.npx('golden-path', '--help');
  const said = await consumer.npx('golden-path', '--version');
  const dryRun = await consumer.npx('golden-path', 'sync', checkout, '--dry-run');
  return shown(
    [
      ...(/^ {2}sync /m.test(help) ? [] : ['--help does not list sync']),
      ...(said.trim() === version ? [] : [`--version says ${said.trim()}`]),
      ...(dryRun.includes('Nothing was written') ? [] : ['sync --dry-run does not say that it wrote nothing']),
      ...readdirSync(checkout).map((name) => `sync --dry-run wrote ${name}`),
    ],
    '--help, --version, sync --dry-run',
  );
}

/** Updates as the range in a team's package.json allows, and synthesises again. */
async function update(place, library, consumer) {
  await consumer.install('update', library.name);
  const { version } = consumer.installed(library.name);
  if (version !== UPDATE) return shown([`npm update leaves ${library.name} at ${version}`]);
  return synthesiseAgain(place, consumer);
}

/** The fault that these checks are there for, planted. */
async function noticeIncomplete(place, library, consumer) {
  const { version, absent } = INCOMPLETE;
  await publishNext(place, library, version, (folder) => absent.forEach((file) => rmSync(join(folder, file))));
  // A pre-release, which no range takes by itself.
  await consumer.install('install', '--no-save', `${library.name}@${version}`);
  const said = findAbsent(join(consumer.folder, 'node_modules', library.name)).map((problem) => problem.split(' ')[0]);
  const { failed, output = '' } = await synthesiseAgain(place, consumer).catch((error) => ({ failed: 1, output: error.output }));
  return shown(
    [
      ...absent.filter((file) => !said.includes(file)).map((file) => `nothing says that ${file} is not in the package`),
      ...(failed && output.includes('Cannot find module') ? [] : [`${consumer.name} is synthesised without ${absent[0]}`]),
    ],
    absent.join(', '),
  );
}

async function publishNext(place, library, version, change) {
  const next = await release(library.tarball, version, place.folder, change);
  await mustPublish(place, next.tarball, '--tag', version === UPDATE ? 'latest' : 'next');
  return next;
}

async function synthesiseAgain({ output }, consumer) {
  return compareOutput(readOutput(output), await consumer.synthesise());
}
