import { KafkaTopic, ObjectBucket, PostgresDatabase, RedisCache, ServiceSecret } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { TerraformStack } from 'cdktf';
import { BUCKET, CACHE, DATABASE, SECRET, TERRAFORM_BUCKET, TERRAFORM_DATABASE, TOPIC } from '../support/data';
import { thrownBy } from '../support/errors';
import { synthData, synthTree } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';

type Add = (stack: TerraformStack, id: string) => unknown;

/** The problems of two services that each add something. */
const clash = (first: Add, second: Add) =>
  thrownBy(() =>
    synthTree((app: App) => {
      const platform = aPlatform();
      first(TerraformStack.of(aService(app, { serviceName: 'first' }, { platform })), 'Data');
      second(TerraformStack.of(aService(app, { serviceName: 'second' }, { platform })), 'Data');
    }),
  );

const ALIKE: [what: string, add: Add, kind: string, prop: string][] = [
  ['databases', (stack, id) => new PostgresDatabase(stack, id, DATABASE), "RDS instance 'orders-staging'", 'databaseName'],
  ['databases of Terraform', (stack, id) => new PostgresDatabase(stack, id, TERRAFORM_DATABASE), "RDS instance 'orders-staging'", 'databaseName'],
  ['caches', (stack, id) => new RedisCache(stack, id, CACHE), "replication group 'sessions-staging'", 'cacheName'],
  ['buckets', (stack, id) => new ObjectBucket(stack, id, BUCKET), "bucket 'receipts-staging-111122223333'", 'bucketName'],
  ['buckets of Terraform', (stack, id) => new ObjectBucket(stack, id, TERRAFORM_BUCKET), "bucket 'receipts-staging-111122223333'", 'bucketName'],
  ['topics', (stack, id) => new KafkaTopic(stack, id, TOPIC), "Kafka topic 'staging/orders.events'", 'topicName'],
];

test.each(ALIKE)('two %s of one name in an environment are refused, since they would be one', (_, add, kind, prop) => {
  const error = clash(add, add);
  expect(error.code).toBe('StackConflict');
  expect(error.problems).toEqual([
    {
      path: 'first-staging/Data, second-staging/Data',
      got: `two constructs for the ${kind}`,
      allowed: 'one: they would fight over it',
      fix: `give one of them another ${prop}`,
    },
  ]);
});

test('a database of Crossplane and one of Terraform are one too', () => {
  const error = clash(ALIKE[0][1], ALIKE[1][1]);
  expect(error.problems.map(({ got }) => got)).toEqual(["two constructs for the RDS instance 'orders-staging'"]);
});

test.each<[what: string, add: (stack: TerraformStack) => unknown, secret: string, prop: string]>([
  [
    'a database and a cache',
    (stack) => [new PostgresDatabase(stack, 'One', DATABASE), new RedisCache(stack, 'Two', { ...CACHE, cacheName: 'orders' })],
    'orders-connection',
    'cacheName',
  ],
  [
    'a secret and a database',
    (stack) => [new ServiceSecret(stack, 'One', { ...SECRET, secretName: 'orders-connection' }), new PostgresDatabase(stack, 'Two', DATABASE)],
    'orders-connection',
    'databaseName',
  ],
])('%s of one service cannot have the same Secret', (_, add, secret, prop) => {
  expect(thrownBy(() => synthData(add)).problems).toEqual([
    {
      path: 'checkout-staging/One, checkout-staging/Two',
      got: `two constructs for the Secret 'checkout-staging/${secret}'`,
      allowed: 'one: they would fight over it',
      fix: `give one of them another ${prop}`,
    },
  ]);
});

test('a secret cannot have the name of that of the Kafka user', () => {
  const error = thrownBy(() =>
    synthData((stack, service) => {
      service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC));
      new ServiceSecret(stack, 'Secret', { ...SECRET, secretName: 'checkout-kafka' });
    }),
  );
  expect(error.code).toBe('StackConflict');
  expect(error.problems[0].path).toBe('checkout-staging/Infra/KafkaUser, checkout-staging/Secret');
});

test('a secret cannot have the name of that in which a cache keeps its token', () => {
  const both = (stack: TerraformStack) => [
    new RedisCache(stack, 'Cache', CACHE),
    new ServiceSecret(stack, 'Secret', { ...SECRET, secretName: 'sessions-auth-token' }),
  ];
  expect(thrownBy(() => synthData(both)).code).toBe('StackConflict');
});

test('the same names in two environments are no matter', () => {
  const { manifests } = synthTree((app) => {
    const platform = aPlatform();
    for (const environment of ['staging', 'production']) {
      const stack = TerraformStack.of(aService(app, {}, { platform, environment }));
      ALIKE.filter(([what]) => !what.includes('Terraform')).forEach(([what, add]) => add(stack, what));
    }
  });
  expect(Object.keys(manifests)).toHaveLength(8);
});

test('secrets of one name in two services are two', () => {
  const { manifests } = synthTree((app) => {
    const platform = aPlatform();
    for (const serviceName of ['first', 'second']) {
      new ServiceSecret(TerraformStack.of(aService(app, { serviceName }, { platform })), 'Secret', SECRET);
    }
  });
  expect(Object.keys(manifests)).toEqual([
    'apps/first/manifests/staging/externalsecret-stripe.yaml',
    'apps/second/manifests/staging/externalsecret-stripe.yaml',
  ]);
});
