import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { acme } from '../../../apps/acme';
import { eject } from '../../../lib/cli/eject/eject';
import { EJECTED, sameAfterEject } from '../../support/ejected-documents';
import { thrownBy } from '../../support/errors';
import { ACME, documentFile, ejected, rendered, silent, synthesised } from '../../support/service-documents';

const PAYMENT_SERVICE = path.join(__dirname, 'payment-service.yaml');

test('the program of a document gives the same bytes, and reads like one of a person', () => {
  const program = ejected(PAYMENT_SERVICE);
  expect(synthesised(program)).toEqual(rendered(PAYMENT_SERVICE));
  expect(program).toContain("      replicaCount: environment === 'production' ? 3 : 1,\n");
  expect(program).toContain("    service.connectTo(new KafkaTopic(stack, 'payments.events', { topicName: 'payments.events' }));\n");
  expect(program.split('\n').filter((line) => line.length > 140)).toEqual([]);
});

test('what an environment leaves out stays in the order of the others', () => {
  const companions = 'data: { payments-z: { kind: cache, tier: dev }, payments-a: { kind: cache, tier: dev } }\n';
  const file = documentFile(
    `platform: '@acme/platform'\nname: payment-service\nteam: payments\n${companions}environments: { staging: { data: { payments-z: null } } }\n`,
  );
  expect(synthesised(ejected(file))).toEqual(rendered(file));
});

test('a login for a registry is named where images are pulled, in a document and in its program', () => {
  const file = documentFile(`platform: '@acme/platform'
name: payment-service
team: payments
data: { ghcr: { kind: secret, registry: ghcr.io } }
app: { image: ghcr.io/acme/payment-service, imageTag: 1.0.0, port: 8080, imagePullSecrets: [ghcr] }
environments: { staging: { data: { ghcr: { registry: null, keys: [token] } }, app: { imagePullSecrets: null } } }
`);
  const files = rendered(file);
  expect(files['gitops/apps/payment-service/values-production.yaml']).toMatch(/imagePullSecrets:\n +- (name: )?ghcr\n/);
  expect(files['gitops/apps/payment-service/values-staging.yaml']).toContain('GHCR_TOKEN');
  const program = ejected(file);
  expect(program).toContain("      new ServiceSecret(stack, 'ghcr', { secretName: 'ghcr', registry: 'ghcr.io' });\n");
  expect(synthesised(program)).toEqual(files);
});

test('a program that differs in one value is found', () => {
  const program = ejected(PAYMENT_SERVICE).replace('storageGb: environment ===', 'storageGb: environment !==');
  expect(synthesised(program)).not.toEqual(rendered(PAYMENT_SERVICE));
});

test('whatever a document says, its program gives the same bytes', () => {
  const counts = { same: 0, refused: 0 };
  fc.assert(fc.property(EJECTED, (document) => void (counts[sameAfterEject(document)] += 1)), { numRuns: 8, seed: 17 });
  expect(counts.same).toBeGreaterThan(4);
}, 120_000);

test('without a platform the program has the same example', () => {
  const folder = path.dirname(documentFile('name: shop\nteam: commerce\n'));
  const printed: string[] = [];
  eject(path.join(folder, 'service.yaml'), {}, silent(printed), ACME);
  expect(fs.readdirSync(folder).sort()).toEqual(['main.ts', 'platform.ts', 'service.yaml', 'stacks.ts']);
  expect(fs.readFileSync(path.join(folder, 'stacks.ts'), 'utf8')).toContain("import { platform } from './platform.ts';");
  expect(printed.join('')).toContain('node --import tsx main.ts');
});

test('a service that nothing else asks for has no name, which the compiler would not accept', () => {
  const program = ejected(documentFile("platform: '@acme/platform'\nname: payment-service\nteam: payments\n"));
  expect(program).toContain("\n    new MicroserviceInfra(stack, 'Infra', { serviceName: 'payment-service', teamName: 'payments' });\n");
});

test.each(['default', 'app', 'service', 'stack', 'environment', 'a-b', 'PostgresDatabase'])('a platform can be the export %s', (name) => {
  const machine = { ...ACME, load: () => ({ __esModule: true, [name]: acme }) };
  const data = 'data: { payments-db: { kind: database, storageGb: 20, tier: dev } }\n';
  const file = documentFile(`platform: '@acme/platform'\nname: payment-service\nteam: payments\n${data}`);
  expect(synthesised(ejected(file, machine), machine)).toEqual(rendered(file, machine));
});

test('what the library refuses becomes no program', () => {
  const file = documentFile('name: "x*/`;${y}"\nteam: commerce\nreplicas: 0\n');
  const { problems } = thrownBy(() => eject(file, {}, silent(), ACME));
  expect(problems[0].got).toBe("'x*/`;${y}-staging'");
  expect(fs.readdirSync(path.dirname(file))).toEqual(['service.yaml']);
});

test('no file is overwritten', () => {
  const file = documentFile('name: shop\nteam: commerce\n');
  fs.writeFileSync(path.join(path.dirname(file), 'main.ts'), '');
  const { problems } = thrownBy(() => eject(file, {}, silent(), ACME));
  expect(problems).toEqual([expect.objectContaining({ path: 'main.ts', got: 'a file', allowed: 'nothing: eject overwrites no file' })]);
});
