import * as fs from 'node:fs';
import * as path from 'node:path';
import { DatabaseTier, PostgresDatabase } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { load, JSON_SCHEMA } from 'js-yaml';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { command } from './fixture';
import type { Ended } from './fixture';
import { locked } from './repository';
import type { Repository } from './repository';

const WORDS = ['--reason', 'nobody buys on paper any more', '--date', '2026-11-27'];
const LINE = { reason: 'nobody buys on paper any more', date: '2026-11-27' };

function build(app: App, withCheckout = true): void {
  const platform = aPlatform();
  for (const environment of ['production', 'staging']) {
    aService(app, { serviceName: 'catalog' }, { platform, environment });
    if (!withCheckout) continue;
    const { scope } = aService(app, {}, { platform, environment }).node;
    new PostgresDatabase(scope!, 'Orders', { databaseName: 'orders', storageGb: 50, tier: DatabaseTier.STANDARD, multiAz: true });
  }
}

const retiredIn = ({ root }: Repository) => path.join(root, 'retired.yaml');
const read = (repository: Repository) => load(fs.readFileSync(retiredIn(repository), 'utf8'), { schema: JSON_SCHEMA });

async function retire({ lockFile }: Repository, ...args: string[]): Promise<Ended> {
  return command('retire', '--lock', lockFile, ...args);
}

/** A lock as an earlier version wrote it. */
function withoutData(repository: Repository): void {
  const { stacks, ...lock } = JSON.parse(repository.readLock()) as { stacks: Record<string, object> };
  const without = Object.entries(stacks).map(([name, stack]) => [name, { ...stack, data: undefined }]);
  repository.editLock(() => JSON.stringify({ ...lock, stacks: Object.fromEntries(without), lockVersion: 1 }));
}

test('everything that holds data of a service may go, and nothing else', async () => {
  const repository = await locked(build);
  expect(await retire(repository, 'checkout', ...WORDS, '--yes')).toMatchObject({ status: 0, complaint: '' });
  const request = (environment: string) =>
    `checkout-${environment}/apps/checkout/manifests/${environment}/postgresqlinstance-orders.yaml`;
  const kind = 'PostgreSQLInstance.platform.acme.io';
  expect(read(repository)).toEqual({
    'checkout-production/kubernetes_namespace_v1.namespace': { what: 'kubernetes_namespace_v1 checkout-production', ...LINE },
    [request('production')]: { what: `${kind} checkout-production/orders`, ...LINE },
    'checkout-staging/kubernetes_namespace_v1.namespace': { what: 'kubernetes_namespace_v1 checkout-staging', ...LINE },
    [request('staging')]: { what: `${kind} checkout-staging/orders`, ...LINE },
  });
  fs.rmSync(repository.outdir, { recursive: true });
  repository.synth((app) => build(app, false));
  expect(await repository.lock()).toMatchObject({ status: 0, complaint: '' });
});

test('one environment alone, below what is there, and a second time nothing', async () => {
  const repository = await locked(build);
  const before =
    '# Reviewed by the leads.\nshop-production/aws_sqs_queue.Jobs: { what: aws_sqs_queue jobs, reason: drained by hand, date: 2025-01-31 }';
  fs.writeFileSync(retiredIn(repository), before);
  await retire(repository, 'checkout', ...WORDS, '--environment', 'staging', '--yes');
  const text = fs.readFileSync(retiredIn(repository), 'utf8');
  expect(text.startsWith(`${before}\n`)).toBe(true);
  expect(Object.keys(read(repository) as object).map((key) => key.split('/')[0])).toEqual([
    'shop-production',
    'checkout-staging',
    'checkout-staging',
  ]);
  const again = await retire(repository, 'checkout', ...WORDS, '--environment', 'staging', '--yes');
  expect(again).toEqual({ status: 0, printed: 'Nothing changes.\n', complaint: '' });
  expect(fs.readFileSync(retiredIn(repository), 'utf8')).toBe(text);
});

test('it is shown first, and written only once somebody agreed', async () => {
  const repository = await locked(build);
  expect(await retire(repository, 'checkout', ...WORDS, '--dry-run')).toMatchObject({
    status: 0,
    printed: expect.stringContaining('added    retired.yaml'),
  });
  expect(await retire(repository, 'checkout', ...WORDS)).toMatchObject({
    status: 2,
    complaint: expect.stringContaining('Pass --yes'),
  });
  expect(fs.existsSync(retiredIn(repository))).toBe(false);
});

test.each([
  [
    'an unknown service',
    ['chekout', ...WORDS],
    "service: got 'chekout'\n     allowed: a name in the lock: 'catalog', 'checkout'\n     fix: did you mean 'checkout'?",
  ],
  ['an unknown environment', ['checkout', ...WORDS, '--environment', 'prod'], "--environment: got 'prod'"],
  ['a reason without words', ['checkout', '--reason', '.', '--date', '2026-11-27'], "--reason: got '.'"],
  ['a day that there is not', ['checkout', '--reason', 'nobody needs it', '--date', '2026-02-30'], "--date: got '2026-02-30'"],
])('%s is refused', async (_, args, message) => {
  const repository = await locked(build);
  expect(await retire(repository, ...args, '--yes')).toMatchObject({ status: 1, complaint: expect.stringContaining(message) });
  expect(fs.existsSync(retiredIn(repository))).toBe(false);
});

test('all that is wrong is said at once', async () => {
  const repository = await locked(build);
  const { complaint } = await retire(repository, 'chekout', '--reason', '', '--date', 'today', '--yes');
  expect(complaint).toMatch(/3 problems, nothing was written/);
});

test('a line about something else at the same address is refused, and so is a file that nothing can be added to', async () => {
  const repository = await locked(build);
  const key = 'checkout-staging/kubernetes_namespace_v1.namespace';
  const other = { [key]: { what: 'kubernetes_namespace_v1 shop', ...LINE } };
  fs.writeFileSync(retiredIn(repository), JSON.stringify(other));
  const { status, complaint } = await retire(repository, 'checkout', ...WORDS, '--yes');
  expect({ status, complaint }).toEqual({
    status: 1,
    complaint: expect.stringContaining("got an entry for 'kubernetes_namespace_v1 shop', which no longer exists"),
  });
  expect(complaint).toContain('got a flow mapping, to which no line can be added');
  expect(fs.readFileSync(retiredIn(repository), 'utf8')).toBe(JSON.stringify(other));
});

test.each([
  ['no lock', (repository: Repository) => fs.rmSync(repository.lockFile), 'got nothing'],
  ['a lock that does not say what is held', withoutData, 'a stack whose content is not in the lock'],
])('%s is refused', async (_, change, message) => {
  const repository = await locked(build);
  change(repository);
  expect(await retire(repository, 'checkout', ...WORDS, '--yes')).toMatchObject({
    status: 1,
    complaint: expect.stringContaining(message),
  });
});
