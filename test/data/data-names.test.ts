import { KafkaTopic, MicroserviceInfra, ObjectBucket, PostgresDatabase, RedisCache, ServiceStack } from '@golden-path/constructs';
import type { Platform } from '@golden-path/constructs';
import type { App, TerraformStack } from 'cdktf';
import { BUCKET, CACHE, DATABASE, TERRAFORM_BUCKET, TERRAFORM_DATABASE, TOPIC } from '../support/data';
import { thrownBy } from '../support/errors';
import { inMemory, synthTree } from '../support/manifests';
import { aPlatform } from '../support/platform';

const LEDGER = { name: 'ledger', dataNames: ['ledger-*', 'ledger.*'] };
const platformOf = (ledger = LEDGER) => aPlatform({ teams: [{ name: 'payments' }, { name: 'platform' }, ledger] });

type Make = (stack: TerraformStack, name: string) => unknown;
const KINDS: [kind: string, prop: string, claimed: string, free: string, make: Make][] = [
  ['database', 'databaseName', 'ledger-db', 'ledgers-db', (stack, name) => new PostgresDatabase(stack, 'It', { ...DATABASE, databaseName: name })],
  ['database of Terraform', 'databaseName', 'ledger-db', 'orders', (stack, name) => new PostgresDatabase(stack, 'It', { ...TERRAFORM_DATABASE, databaseName: name })],
  ['cache', 'cacheName', 'ledger-cache', 'sessions', (stack, name) => new RedisCache(stack, 'It', { ...CACHE, cacheName: name })],
  ['bucket', 'bucketName', 'ledger-exports', 'ledger', (stack, name) => new ObjectBucket(stack, 'It', { ...BUCKET, bucketName: name })],
  ['bucket of Terraform', 'bucketName', 'ledger-exports', 'my-ledger-exports', (stack, name) => new ObjectBucket(stack, 'It', { ...TERRAFORM_BUCKET, bucketName: name })],
  ['topic', 'topicName', 'ledger.bookings', 'ledgers.bookings', (stack, name) => new KafkaTopic(stack, 'It', { ...TOPIC, topicName: name })],
];

const problem = (path: string, name: string, by: string) => ({
  path,
  got: `'${name}', made by ${by}`,
  allowed: "a name that no other team has alone: the platform gives it to 'ledger'",
  fix: "rename it, or ask the platform team to change the dataNames of 'ledger'",
});

test.each(KINDS)("a %s of another team's name is refused, by its prop %s", (_, prop, claimed, free, make) => {
  const error = thrownBy(() => inMemory((stack) => make(stack, claimed), { platform: platformOf() }));
  expect(error).toMatchObject({ code: 'InvalidProps', problems: [problem(prop, claimed, "the team 'payments'")] });
  expect(() => inMemory((stack) => make(stack, free), { platform: platformOf() })).not.toThrow();
});

test.each(KINDS)('a %s of a name that the own team has alone, or that no team has, is made', (_, __, claimed, ___, make) => {
  const own = { platform: platformOf(), props: { teamName: 'ledger' } };
  expect(() => inMemory((stack) => make(stack, claimed), own)).not.toThrow();
  expect(() => inMemory((stack) => make(stack, claimed))).not.toThrow();
});

/** Data that is made before its service, whose team is not known yet. */
const before = (platform: Platform, teamName?: string) => (app: App) => {
  const stack = new ServiceStack(app, 'checkout-staging', { platform, environment: 'staging' });
  new PostgresDatabase(stack, 'Database', { ...DATABASE, databaseName: 'ledger-db' });
  if (teamName !== undefined) new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName });
};

test('data before its service is judged when the whole app is known', () => {
  const { problems } = thrownBy(() => synthTree(before(platformOf(), 'payments')));
  expect(problems).toEqual([problem('checkout-staging/Database databaseName', 'ledger-db', "the team 'payments'")]);
  expect(() => synthTree(before(platformOf(), 'ledger'))).not.toThrow();
});

test('data before a service that the platform gives to a team is judged at once', () => {
  const platform = aPlatform({ teams: [{ name: 'payments', services: ['checkout'] }, { name: 'platform' }, LEDGER] });
  expect(thrownBy(() => synthTree(before(platform))).problems).toEqual([problem('databaseName', 'ledger-db', "the team 'payments'")]);
});

test('anybody may read a topic of another team', () => {
  const read = () => inMemory((stack, service) => service.connectTo(KafkaTopic.fromTopicName(stack, 'It', 'ledger.bookings')), { platform: platformOf() });
  expect(read().dependencies).toEqual([expect.objectContaining({ name: 'ledger.bookings' })]);
});
