import * as fs from 'node:fs';
import * as path from 'node:path';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { DatabaseTier, MicroserviceInfra, PostgresDatabase, Provisioner, ServiceStack } from '@golden-path/constructs';
import type { App } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { testWithGit } from '../support/with-git';
import { locked, retire } from './repository';
import type { Repository } from './repository';

/** A service with a database in an environment, and a queue that its team wrote itself. */
interface Shape {
  readonly environment?: string;
  readonly serviceName?: string;
  readonly domain?: string;
  readonly provisioner?: Provisioner;
  readonly database?: string;
  readonly queue?: string;
  readonly storageGb?: number;
}

function shop({ environment = 'production', serviceName = 'checkout', domain, queue, ...shape }: Shape = {}): (app: App) => void {
  const { provisioner = Provisioner.CROSSPLANE, database = 'orders', storageGb = 50 } = shape;
  return (app) => {
    const platform = aPlatform(domain === undefined ? {} : { domain });
    const service = aService(app, { serviceName }, { platform, environment });
    const stack = service.node.scope!;
    new PostgresDatabase(stack, 'Database', { databaseName: database, storageGb, tier: DatabaseTier.STANDARD, multiAz: true, provisioner });
    if (queue !== '') new SqsQueue(stack, 'Jobs', { name: queue ?? 'jobs' });
  };
}

/** What is refused of a change, as `<where>: <what>`. */
async function refused(before: Shape, after: Shape | ((app: App) => void)): Promise<string[]> {
  const repository = await locked(shop(before));
  change(repository, after);
  const complaints = [await repository.lock(), await repository.affected()].map(({ status, complaint }) => {
    expect(status).toBe(1);
    return [...complaint.matchAll(/^ {2}\d+\. ([^:]+): got (.*)$/gm)].map(([, where, got]) => `${where}: ${got}`);
  });
  expect(complaints[1]).toEqual(complaints[0]);
  retire(repository);
  expect(await repository.affected()).toMatchObject({ status: 0, complaint: '' });
  expect(await repository.lock()).toMatchObject({ status: 0, complaint: '' });
  return complaints[0];
}

function change(repository: Repository, after: Shape | ((app: App) => void)): void {
  fs.rmSync(repository.outdir, { recursive: true });
  repository.synth(typeof after === 'function' ? after : shop(after));
}

describe('in production', () => {
  test.each<[string, Shape | ((app: App) => void), RegExp[]]>([
    ['a queue of its own that goes', { queue: '' }, [/aws_sqs_queue\.Jobs: aws_sqs_queue jobs, .* is gone from the code/]],
    ['a queue of another name', { queue: 'jobs2' }, [/aws_sqs_queue\.Jobs: aws_sqs_queue jobs, .* its name becomes 'jobs2'/]],
    ['a database of another name', { database: 'invoices' }, [/postgresqlinstance-orders\.yaml: .* nothing owns what it stands for/]],
    ['a database with less storage', { storageGb: 20 }, [/postgresqlinstance-orders\.yaml: .* its storage goes from 50 down to 20 GiB/]],
    ['another domain', { domain: 'platform.example.com' }, [/its kind becomes 'PostgreSQLInstance\.platform\.example\.com'/]],
    ['another provisioner', { provisioner: Provisioner.TERRAFORM }, [/nothing owns what it stands for; the same name is in .*aws_db_instance\./]],
    ['no stack at all', () => undefined, [/_namespace_v1\./, /aws_sqs_queue\./, /orders\.yaml/]],
    ['another service', { serviceName: 'shop' }, [/_namespace_v1\..*its stack is gone/, /aws_sqs_queue\..* renamed or moved/, /orders\.yaml/]],
    ['another environment', { environment: 'staging' }, [/_namespace_v1\..*its stack is gone/, /aws_sqs_queue\./, /orders\.yaml/]],
    ['no such service', (app) => void aService(app, { serviceName: 'other' }), [/_namespace_v1\./, /aws_sqs_queue\./, /orders\.yaml/]],
  ])('%s is refused', async (_, after, expected) => {
    const found = await refused({}, after);
    expect(found).toHaveLength(expected.length);
    for (const pattern of expected) expect(found).toContainEqual(expect.stringMatching(pattern));
  });

  test('the provisioner is refused the other way round, too', async () => {
    const found = await refused({ provisioner: Provisioner.TERRAFORM }, {});
    expect(found).toEqual([expect.stringMatching(/aws_db_instance\..* renamed or moved\?$/), expect.stringMatching(/orders-endpoint/)]);
  });

  test('a renamed construct is no loss with a move, and one without', async () => {
    const rename = (withMove: boolean) => (app: App) => {
      shop({ queue: '' })(app);
      const stack = app.node.findChild('checkout-production') as TerraformStack;
      new SqsQueue(stack, 'Work', { name: 'jobs' });
      if (withMove) stack.addOverride('moved', [{ from: 'aws_sqs_queue.Jobs', to: 'aws_sqs_queue.Work' }]);
    };
    const repository = await locked(shop());
    change(repository, rename(true));
    expect(await repository.lock()).toMatchObject({ status: 0, complaint: '' });
    expect(await refused({}, rename(false))).toEqual([expect.stringMatching(/the same name is in checkout-production\/aws_sqs_queue\.Work/)]);
  });
});

test('elsewhere a loss is said, and written', async () => {
  const repository = await locked(shop({ environment: 'staging' }));
  change(repository, shop({ environment: 'staging', queue: '' }));
  const { status, printed } = await repository.lock();
  expect({ status, printed }).toEqual({
    status: 0,
    printed: expect.stringMatching(/^loses {5}checkout-staging\/aws_sqs_queue\.Jobs: aws_sqs_queue jobs, .* is gone from the code/),
  });
  expect((await repository.lock('--check')).status).toBe(0);
});

test('what may go is said with its reason', async () => {
  const repository = await locked(shop());
  retire(repository);
  change(repository, shop({ queue: '' }));
  expect((await repository.lock()).printed).toContain(
    "loses     checkout-production/aws_sqs_queue.Jobs: aws_sqs_queue jobs, because 'nobody needs it' (2026-11-27)\n",
  );
});

test.each([
  ['a date', { what: 'aws_sqs_queue jobs', reason: 'nobody needs it' }],
  ['a day', { what: 'aws_sqs_queue jobs', reason: 'nobody needs it', date: '2026-02-30' }],
  ['words', { what: 'aws_sqs_queue jobs', reason: '. .', date: '2026-11-27' }],
  ['what it is', { reason: 'nobody needs it', date: '2026-11-27' }],
])('a line without %s is refused', async (_, line) => {
  const repository = await locked(shop());
  fs.writeFileSync(path.join(repository.root, 'retired.yaml'), JSON.stringify({ 'checkout-production/aws_sqs_queue.Jobs': line }));
  expect(await repository.lock('--check')).toMatchObject({
    status: 1,
    complaint: expect.stringMatching(/retired\.yaml': got no \{ what, reason in words, date as YYYY-MM-DD \} for 'checkout-production/),
  });
});

testWithGit('a lock that was written anew is found out by the one that everybody agreed to', async () => {
  const repository = await locked(shop());
  repository.commit();
  change(repository, shop({ queue: '' }));
  fs.rmSync(repository.lockFile);
  await repository.lock();
  expect((await repository.lock('--check')).status).toBe(0);
  expect(await repository.lock('--check', '--base', 'HEAD')).toMatchObject({
    status: 1,
    complaint: expect.stringContaining('1. checkout-production/aws_sqs_queue.Jobs: got aws_sqs_queue jobs, which holds data'),
  });
});

test('a lock of the form of before is read, and holds nothing that is known', async () => {
  const repository = await locked(shop());
  repository.editLock((text) => {
    const lock = JSON.parse(text, (key, value: unknown) => (['data', 'production'].includes(key) ? undefined : value)) as object;
    return JSON.stringify({ ...lock, lockVersion: 1 });
  });
  change(repository, shop({ queue: '' }));
  expect(await repository.affected()).toMatchObject({ status: 0, complaint: '' });
  expect(await repository.lock()).toMatchObject({ status: 0, complaint: '' });
});

test('a second stack of the service holds what is in its own JSON', async () => {
  const repository = await locked((app) => {
    shop()(app);
    const platform = aPlatform();
    const stack = new ServiceStack(app, 'jobs-production', { platform, environment: 'production' });
    new MicroserviceInfra(stack, 'Infra', { serviceName: 'jobs', teamName: 'payments' });
  });
  const { stacks } = JSON.parse(repository.readLock()) as { stacks: Record<string, { data: { kind: string }[] }> };
  expect(stacks['jobs-production'].data.map(({ kind }) => kind)).toEqual(['kubernetes_namespace_v1']);
  expect(stacks['checkout-production'].data.map(({ kind }) => kind)).toEqual([
    'aws_sqs_queue', 'kubernetes_namespace_v1', 'PostgreSQLInstance.platform.acme.io',
  ]);
});
