import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acme } from '@acme/platform';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import { COMPANIONS } from '../../lib/data/companions';
import type { CompanionDescription } from '../../lib/data/shared/companion-description';
import { SAMPLES } from '../support/companion-samples';
import { EXAMPLES, ROOT } from '../support/examples';
import { expectGolden } from '../support/golden';
import { temporaryFolder } from '../support/synth';

const DATA = join(ROOT, 'lib/data');

/** The folders of companions, each with what it says about itself. */
const FOLDERS = readdirSync(DATA)
  .filter((name) => name !== 'shared' && existsSync(join(DATA, name, 'companion.ts')))
  .map((name) => [name, Object.values(jest.requireActual<Record<string, CompanionDescription>>(join(DATA, name, 'companion.ts')))[0]] as const);

/** What the examples use, by the text of their programs. */
const USED = Object.keys(EXAMPLES)
  .flatMap((name) => readdirSync(join(ROOT, 'apps', name)).filter((file) => file.endsWith('.ts')).map((file) => join(ROOT, 'apps', name, file)))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const OWN = FOLDERS.filter(([, { construct }]) => !USED.includes(`new ${construct}(`));

/** Synthesises a service that is connected to one companion. */
function synthCompanion(folder: string, { construct }: CompanionDescription): string {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const stack = new ServiceStack(app, `${folder}-example-production`, { platform: acme, environment: 'production' });
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName: `${folder}-example`, teamName: 'payments' });
  service.connectTo(SAMPLES[construct](stack));
  app.synth();
  return outdir;
}

test('every companion is in the list, and in an example or a golden folder of its own', () => {
  expect(FOLDERS.map(([, { construct }]) => construct).sort()).toEqual(COMPANIONS.map(({ construct }) => construct).sort());
  const golden = readdirSync(join(ROOT, 'test/golden'));
  expect(golden.sort()).toEqual([...Object.keys(EXAMPLES), ...OWN.map(([name]) => name)].sort());
});

test.each(OWN)('%s gives the reviewed output', (name, description) => {
  expectGolden(synthCompanion(name, description), name);
});
