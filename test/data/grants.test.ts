import {
  Access,
  DynamoTable,
  KafkaTopic,
  MicroserviceInfra,
  ObjectBucket,
  PostgresDatabase,
  RedisCache,
  ServiceSecret,
  SnsTopic,
  SqsQueue,
  TableKeyType,
} from '@golden-path/constructs';
import type { ConnectOptions, IConnectable } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { COMPANIONS } from '../../lib/data/companions';
import { BUCKET, CACHE, DATABASE, SECRET, TERRAFORM_BUCKET, TOPIC } from '../support/data';
import { thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';

type Verb = 'grantRead' | 'grantWrite' | 'grantReadWrite';
type Target = IConnectable & Partial<Record<Verb, (service: MicroserviceInfra) => void>>;

const ACCESS: Record<Verb, Access> = { grantRead: Access.READ, grantWrite: Access.WRITE, grantReadWrite: Access.READ_WRITE };
const VERBS = Object.keys(ACCESS) as Verb[];

/** Everything that a service can be connected to, by its class, with the verbs that it has. */
const TARGETS: [name: string, verbs: Verb[], make: (stack: TerraformStack) => Target][] = [
  ['ObjectBucket', VERBS, (stack) => new ObjectBucket(stack, 'Data', BUCKET)],
  ['ObjectBucket', VERBS, (stack) => new ObjectBucket(stack, 'Data', TERRAFORM_BUCKET)],
  ['KafkaTopic', VERBS, (stack) => new KafkaTopic(stack, 'Data', TOPIC)],
  ['SqsQueue', VERBS, (stack) => new SqsQueue(stack, 'Data', { queueName: 'mails' })],
  [
    'DynamoTable',
    VERBS,
    (stack) => new DynamoTable(stack, 'Data', { tableName: 'sessions', partitionKey: { name: 'id', type: TableKeyType.STRING } }),
  ],
  ['SnsTopic', ['grantWrite'], (stack) => new SnsTopic(stack, 'Data', { topicName: 'orders' })],
  ['ServiceSecret', ['grantRead'], (stack) => new ServiceSecret(stack, 'Data', SECRET)],
  ['PostgresDatabase', [], (stack) => new PostgresDatabase(stack, 'Data', DATABASE)],
  ['RedisCache', [], (stack) => new RedisCache(stack, 'Data', CACHE)],
];
const IMPORTED: [name: string, verbs: Verb[], make: (stack: TerraformStack) => Target][] = [
  ['ObjectBucket.fromBucketName', VERBS, (stack) => ObjectBucket.fromBucketName(stack, 'Data', 'receipts')],
  ['KafkaTopic.fromTopicName', VERBS, (stack) => KafkaTopic.fromTopicName(stack, 'Data', 'orders.events')],
];
const GRANTS = [...TARGETS, ...IMPORTED].flatMap(([name, verbs, make]) =>
  verbs.map((verb) => [`${name}.${verb}`, verb, make] as const),
);

const claimed = () => aPlatform({ teams: [{ name: 'payments', dataNames: ['receipts', 'orders.events'] }, { name: 'platform' }] });

/** The files of a synth in which something is done with data of the service, or of another one. */
function synth(
  make: (stack: TerraformStack) => Target,
  connect: (service: MicroserviceInfra, target: Target) => void,
  foreign = false,
) {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const platform = claimed();
  const owner = aService(app, {}, { platform });
  const target = make(TerraformStack.of(owner));
  connect(foreign ? aService(app, { serviceName: 'ledger' }, { platform }) : owner, target);
  app.synth();
  return filesIn(outdir);
}

const refusal = (...given: Parameters<typeof synth>) => thrownBy(() => synth(...given));
const optionsOf = (target: Target, verb: Verb): ConnectOptions => (target.connectOptions?.length ? { access: ACCESS[verb] } : {});

test('every companion of the library is here, and has the verbs that its options of connectTo say', () => {
  expect([...new Set(TARGETS.map(([name]) => name))].sort()).toEqual(COMPANIONS.map(({ construct }) => construct).sort());
  for (const [name, verbs, make] of [...TARGETS, ...IMPORTED]) {
    const target = make(TerraformStack.of(aService(new App({ outdir: temporaryFolder() }), {}, { platform: claimed() })));
    expect([name, VERBS.filter((verb) => verb in target)]).toEqual([name, verbs]);
  }
});

test.each(TARGETS)('%s has no verb that connectTo would refuse, and each that it would not', (_, verbs, make) => {
  const allowed = VERBS.filter((verb) => {
    try {
      synth(make, (service, target) => service.connectTo(target, { access: ACCESS[verb] }));
      return true;
    } catch {
      return false;
    }
  });
  // What accepts no access is read as a whole by its own service: a secret can be, a database is also written.
  const withoutAccess = verbs.length === 1 && verbs[0] === 'grantRead' ? ['grantRead'] : [];
  expect(verbs).toEqual(allowed.length > 0 ? allowed : withoutAccess);
});

test.each(GRANTS)('%s is the same as connectTo', (_, verb, make) => {
  const none = synth(make, () => undefined);
  const granted = synth(make, (service, target) => target[verb]!(service));
  expect(granted).not.toEqual(none);
  expect(granted).toEqual(synth(make, (service, target) => service.connectTo(target, optionsOf(target, verb))));
});

test.each(GRANTS.filter(([name]) => !name.startsWith('ServiceSecret')))('%s is the same for another service', (_, verb, make) => {
  const connect = (service: MicroserviceInfra, target: Target) => service.connectTo(target, optionsOf(target, verb));
  expect(synth(make, (service, target) => target[verb]!(service), true)).toEqual(synth(make, connect, true));
});

test('read and write one after the other add up', () => {
  const make = (stack: TerraformStack) => new SqsQueue(stack, 'Data', { queueName: 'mails' });
  const policyOf = (files: Record<string, string>) =>
    JSON.parse(JSON.parse(files['stacks/checkout-staging/cdk.tf.json']).resource.aws_iam_role_policy.grants.policy).Statement as {
      Action: string[];
    }[];
  const both = policyOf(
    synth(make, (service, target) => {
      target.grantRead!(service);
      target.grantWrite!(service);
    }),
  );
  const actions = [...new Set(both.flatMap(({ Action }) => Action))].sort();
  const [{ Action: atOnce }] = policyOf(synth(make, (service, target) => target.grantReadWrite!(service)));
  expect(actions).toEqual(atOnce);
});

describe('a grant is refused as connectTo is', () => {
  test('the secret of another service', () => {
    const [name, , make] = TARGETS.find(([each]) => each === 'ServiceSecret')!;
    const error = refusal(make, (service, target) => target.grantRead!(service), true);
    expect(name).toBe('ServiceSecret');
    expect(error).toMatchObject({ code: 'InvalidRule', where: 'connectTo at ledger-staging/Infra' });
    expect(error).toEqual(refusal(make, (service, target) => service.connectTo(target), true));
  });

  test('a topic that nobody said could be written', () => {
    const make = (stack: TerraformStack) => KafkaTopic.fromTopicName(stack, 'Data', 'stock.events');
    const error = refusal(make, (service, target) => target.grantWrite!(service));
    expect(error.message).toContain("write access of 'checkout' to 'stock.events'");
    expect(error).toEqual(refusal(make, (service, target) => service.connectTo(target, { access: Access.WRITE })));
  });

  test('a service of another environment', () => {
    const app = new App({ outdir: temporaryFolder() });
    const platform = claimed();
    const [staging, production] = ['staging', 'production'].map((environment) => aService(app, {}, { platform, environment }));
    const bucket = new ObjectBucket(TerraformStack.of(staging), 'Data', BUCKET);
    expect(thrownBy(() => bucket.grantRead(production))).toEqual(
      thrownBy(() => production.connectTo(bucket, { access: Access.READ })),
    );
  });
});

describe('what gets access is a service', () => {
  const given = (make: (stack: TerraformStack) => unknown) =>
    refusal(
      (stack) => new ObjectBucket(stack, 'Data', BUCKET),
      (service, target) => target.grantWrite!(make(TerraformStack.of(service)) as MicroserviceInfra),
    );
  const where = { code: 'InvalidRule', where: 'grantWrite at checkout-staging/Data' };

  test('of this app', () => {
    const error = given((stack) => MicroserviceInfra.fromServiceName(stack, 'Ledger', 'ledger'));
    expect(error).toMatchObject(where);
    expect(error.problems).toEqual([
      {
        path: 'service',
        got: 'ImportedService at checkout-staging/Ledger',
        allowed: 'a MicroserviceInfra of this app',
        fix: 'grant it in the app that makes this service: only there its role gets permissions',
      },
    ]);
  });

  test.each([
    ['text', 'ledger', "'ledger'"],
    ['nothing', undefined, 'nothing'],
  ])('and not %s', (_, value, got) => {
    const error = given(() => value);
    expect(error).toMatchObject(where);
    expect(error.problems).toEqual([
      {
        path: 'service',
        got,
        allowed: 'a MicroserviceInfra of this app',
        fix: 'pass the service itself, as in bucket.grantRead(service)',
      },
    ]);
  });
});
