import * as fs from 'node:fs';
import * as path from 'node:path';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { DatabaseTier, PlatformStack, PostgresDatabase, RedisCache, CacheTier } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import type { SynthRecord } from '../../lib/output/record';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';

const PLATFORM = () => aPlatform({ environments: [anEnvironment(), anEnvironment({ name: 'production', production: true, clusterEndpoint: 'https://production.eks.example' })] });

function recordText(build: (app: App) => void, outdir = temporaryFolder()): string {
  const app = new App({ outdir });
  build(app);
  app.synth();
  return fs.readFileSync(path.join(outdir, 'golden-path.json'), 'utf8');
}

function recordOf(build: (app: App) => void): SynthRecord {
  return JSON.parse(recordText(build)) as SynthRecord;
}

/** What stands on record of a service in production, as `construct: what (reason)`. */
function exceptionsOf(build: (service: MicroserviceInfra) => void): string[] {
  const { stacks } = recordOf((app) => aService(app, {}, { platform: PLATFORM(), environment: 'production', build }));
  return stacks['checkout-production'].exceptions.map(({ construct, what, reason }) => `${construct}: ${what} (${reason})`);
}

test('says what each stack of the platform is', () => {
  const platform = PLATFORM();
  const record = recordOf((app) => {
    aService(app, {}, { platform, environment: 'production' });
    new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
    platform.applyTo(new TerraformStack(app, 'plain'), 'staging');
    new TerraformStack(app, 'foreign');
  });
  const place = { awsAccountId: '111122223333', region: 'eu-west-1' };
  const staging = { environment: 'staging', production: false, ...place, exceptions: [], data: [] };
  const stacks = ['checkout-production', 'foreign', 'plain', 'platform-staging'];
  const { guarantees } = record.stacks['checkout-production'];
  expect(guarantees).toMatchObject({ kind: 'service', namespace: 'checkout-production', role: 'checkout-production' });
  expect(guarantees.lifted).toEqual([{ guardrail: 'network.wide', address: 'kubernetes_network_policy_v1.allow-workload-identity', what: 'egress 0.0.0.0/0' }]);
  expect(guarantees.expected).toContainEqual({
    guardrail: 'own.namespace.name',
    address: 'kubernetes_namespace_v1.namespace',
    path: 'checkout-production/Infra/Namespace',
    expected: { name: 'checkout-production' },
  });
  const described = Object.entries(record.stacks).map(([name, stack]) => [name, { ...stack, guarantees: undefined }]);
  expect({ ...record, stacks: Object.fromEntries(described) }).toEqual({
    recordVersion: 2,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    stacks: {
      'checkout-production': {
        ...staging,
        service: 'checkout',
        team: 'payments', codeOwner: '@acme/payments-team',
        environment: 'production',
        production: true,
        directory: 'stacks/checkout-production',
        data: [{
          kind: 'kubernetes_namespace_v1',
          address: expect.stringMatching(/^kubernetes_namespace_v1\.\w+$/),
          name: 'checkout-production',
          protected: true,
        }],
      },
      'plain': { ...staging, directory: 'stacks/plain' },
      'platform-staging': { ...staging, team: 'platform', codeOwner: '@acme/platform', directory: 'stacks/platform-staging' },
    },
    files: Object.fromEntries(stacks.map((stack) => [`stacks/${stack}/cdk.tf.json`, expect.stringMatching(/^sha256:[0-9a-f]{64}$/)])),
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

test('is the same text in any folder, any order of the stacks, and after a second synth', () => {
  const services = ['checkout', 'billing', 'zoo'];
  const build = (names: string[]) => (app: App) => names.forEach((serviceName) => aService(app, { serviceName }));
  const outdir = temporaryFolder();
  const first = recordText(build(services), outdir);
  expect(recordText(build([...services].reverse()))).toBe(first);
  expect(recordText(build(services), outdir)).toBe(first);
  expect(Object.keys((JSON.parse(first) as SynthRecord).stacks)).toEqual(['billing-staging', 'checkout-staging', 'zoo-staging']);
});

test('keeps every exception with its reason, as it was written, once', () => {
  const exceptions = exceptionsOf((service) => {
    for (const bucket of ['b', 'b', 'a']) { service.grant(['s3:List*', 's3:*'], [`arn:aws:s3:::${bucket}`], 'backups read ${everything}'); }
    service.attachPolicy('arn:aws:iam::111122223333:policy/read-invoices');
    service.attachPolicy('arn:aws:iam::aws:policy/AmazonS3FullAccess', 'until\n"June"');
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] });
    service.allowWildcards(new IamPolicy(service, 'Own', { policy }), 'the vendor asks for it');
  });
  expect(exceptions).toEqual([
    'Infra: s3:*, s3:List* on arn:aws:s3:::a (backups read ${everything})',
    'Infra: s3:*, s3:List* on arn:aws:s3:::b (backups read ${everything})',
    'Infra/AwsPolicy:AmazonS3FullAccess: arn:aws:iam::aws:policy/AmazonS3FullAccess (until\n"June")',
    'Infra/Own: sqs:* on * (the vendor asks for it)',
  ]);
});

test('names the resource that a reference stands for, and no token', () => {
  const [exception] = exceptionsOf((service) =>
    service.grant(['sqs:*'], [new SqsQueue(service, 'Queue', {}).arn], 'drains the queue'),
  );
  expect(exception).toMatch(/^Infra: sqs:\* on \$\{aws_sqs_queue\.Infra_Queue_\w+\.arn\} \(drains the queue\)$/);
});

test('names data in one zone in production, and only there', () => {
  const data = { multiAz: false, singleAzReason: 'can be rebuilt' };
  const build = (service: MicroserviceInfra) => {
    const { scope } = service.node;
    new PostgresDatabase(scope!, 'Database', { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.STANDARD, ...data });
    new RedisCache(scope!, 'Cache', { cacheName: 'sessions', tier: CacheTier.STANDARD, singleAzReason: 'a cache' });
    new RedisCache(scope!, 'Other', { cacheName: 'others', tier: CacheTier.STANDARD });
  };
  expect(exceptionsOf(build)).toEqual(['Cache: one zone (a cache)', 'Database: one zone (can be rebuilt)']);
  const staging = recordOf((app) => aService(app, {}, { platform: PLATFORM(), build }));
  expect(staging.stacks['checkout-staging'].exceptions).toEqual([]);
});

test('stays as it was where a synth is refused', () => {
  const outdir = temporaryFolder();
  const before = recordText((app) => aService(app), outdir);
  const app = new App({ outdir });
  aService(app, { serviceName: 'other' }, { build: (service) => service.node.tryRemoveChild('DefaultDeny') });
  expect(thrownBy(() => app.synth()).code).toBe('LostNonNegotiable');
  expect(fs.readFileSync(path.join(outdir, 'golden-path.json'), 'utf8')).toBe(before);
});
