import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTPUT } from '../../../scripts/steps/synth.mjs';
import { run } from '../../../scripts/support/run.mjs';
import { compareOutput, findMissing, readOutput, withoutMetadata } from '../output.mjs';
import { shown } from '../shown.mjs';
import { Consumer } from './consumer.mjs';
import { lockProblems, withPublished, withTerrain } from './manifests.mjs';

/**
 * How the apps are tried: as they are, and with CDK Terrain, which names itself in what it writes. The command line is CDKTF's,
 * so it is used with CDKTF.
 */
const AS_IS = { suffix: '', change: (manifest) => manifest, core: 'cdktf', cli: true };
const TERRAIN = { suffix: ' on CDK Terrain', change: withTerrain, core: 'cdktn', cli: false, normalise: withoutMetadata };

/**
 * Makes a repository of each app, one after the other, and tries what a team does there.
 *
 * @returns the repositories; the last one has what is installed. Nothing where something went wrong
 */
export async function tryApps(step, place, releases) {
  const consumers = await tryEach(step, place, releases, AS_IS);
  if (consumers) await step('terraform validate and plan', async () => plan(place, consumers));
  return consumers;
}

/** Tries the apps once more on CDK Terrain, with what is installed in a repository to begin with. */
export async function tryAppsOnTerrain(step, place, releases, from) {
  return tryEach(step, place, releases, TERRAIN, from);
}

async function tryEach(step, place, releases, { suffix, change, core, cli, normalise }, from) {
  const own = readOutput(place.output, normalise);
  const published = new Map(releases.map(({ name, version }) => [name, version]));
  const consumers = [];
  const outputs = [];
  let good = true;
  for (const app of place.apps.filter(({ command }) => command)) {
    const name = `${app.name}${suffix}`;
    const folder = join(place.folder, name.replaceAll(' ', '-'));
    const consumer = new Consumer(folder, app, change(withPublished(app.manifest, published)), place.access);
    (consumers.at(-1) ?? from)?.handOver(consumer);
    if (!(await step(`${name}: npm install`, async () => install(consumer, releases, core)))) return undefined;
    consumers.push(consumer);
    const checks = {
      tsc: async () => void (await consumer.npx('tsc', '--noEmit')),
      ...(consumer.tested && { 'npm test': async () => consumer.test() }),
      [cli ? 'cdktf synth' : 'synth']: async () => {
        outputs.push(await consumer.synthesise({ cli, normalise }));
        return compareOutput(own, outputs.at(-1));
      },
    };
    for (const [what, check] of Object.entries(checks)) good = (await step(`${name}: ${what}`, check)) && good;
  }
  return (await step(`every file was written${suffix}`, async () => findMissing(own, outputs))) && good ? consumers : undefined;
}

/** Installs, and looks at what it gave: the packages that were published, no folder, and the core that was asked for. */
async function install(consumer, releases, core) {
  await consumer.install();
  const lock = JSON.parse(readFileSync(join(consumer.folder, 'package-lock.json'), 'utf8'));
  const needed = releases.filter(({ name }) => `node_modules/${name}` in lock.packages);
  const { name, version } = consumer.installed('cdktf');
  const problems = [...lockProblems(lock, needed), ...(name === core ? [] : [`cdktf is ${name}, and should be ${core}`])];
  return shown(problems, [...needed, { name, version }].map((each) => `${each.name}@${each.version}`).join(', '));
}

/** Plans the stacks of all repositories at once: the schemas of the providers take longer than the plans. */
async function plan({ folder }, consumers) {
  const together = join(folder, 'stacks-of-all');
  for (const consumer of consumers) cpSync(join(consumer.folder, OUTPUT, 'stacks'), join(together, 'stacks'), { recursive: true });
  const output = await run([process.execPath, '--import', 'tsx', 'conformance/checks/check-stacks.ts', together]);
  return JSON.parse(output.trim().split('\n').at(-1));
}
