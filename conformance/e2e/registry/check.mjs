import { join } from 'node:path';
import { OUTPUT } from '../../../scripts/steps/synth.mjs';
import { ROOT } from '../../../scripts/support/run.mjs';
import { readApps } from '../apps.mjs';
import { stepsOf } from '../steps.mjs';
import { inTemporaryFolder } from '../temporary.mjs';
import { tryApps, tryAppsOnTerrain } from './consumers.mjs';
import { tryPackage, usesChart } from './package-use.mjs';
import { publishAll } from './publishing.mjs';
import { PUBLISHER, READER, Registry } from './server.mjs';
import { fetchVerdaccio, VERDACCIO_VERSION } from './verdaccio.mjs';

/** The scope of the library, and that of the organisation that the examples are about. */
const SCOPES = ['@golden-path', '@acme'];

/**
 * Publishes the library to a private registry and uses it from there, as teams do.
 *
 * @param report takes each check as a step: `step(name, action)` and `notRun(name, reason)`
 * @param output this repository's own output, to compare theirs with
 */
export async function checkFromRegistry(report, output = join(ROOT, OUTPUT)) {
  const step = stepsOf(report);
  await inTemporaryFolder('registry', async (folder) => {
    let registry;
    let tokens;
    const started = await step('private registry', async (say) => {
      registry = await Registry.start(await fetchVerdaccio(say), join(folder, 'registry'), SCOPES);
      tokens = { publisher: await registry.login(PUBLISHER), reader: await registry.login(READER) };
      return { note: `Verdaccio ${VERDACCIO_VERSION} on ${registry.url}` };
    });
    try {
      if (started) await useRegistry(step, { folder, registry, tokens, output });
    } finally {
      await registry?.stop();
    }
  });
}

async function useRegistry(step, { folder, registry, tokens, output }) {
  const access = { url: registry.url, scopes: SCOPES, token: tokens.reader };
  const place = { folder, registry, tokens, access, output, apps: await readApps() };
  const releases = await publishAll(step, place);
  const consumers = releases && (await tryApps(step, place, releases));
  if (!consumers) return;

  // One of them has what is installed, and hands it on.
  const [library, ...others] = releases;
  const consumer = consumers.find(usesChart);
  if (consumer !== consumers.at(-1)) consumers.at(-1).handOver(consumer);
  if (!(await step(`${consumer.name}: npm install, locked`, async () => consumer.install()))) return;
  const latest = await tryPackage(step, place, library, consumer);
  await tryAppsOnTerrain(step, place, [latest, ...others], consumer);
}
