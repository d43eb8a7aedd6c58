import {
  Access,
  KafkaTopic,
  MicroserviceInfra,
  ObjectBucket,
  Peer,
  PostgresDatabase,
  RedisCache,
  ServiceSecret,
} from '@golden-path/constructs';
import type { ConnectOptions, IConnectable } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import type { GoldenPathError } from '../../lib/core/errors';
import { BUCKET, CACHE, DATABASE, SECRET, TOPIC } from '../support/data';
import { thrownBy } from '../support/errors';
import { inMemory, synthData } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';

const unused = () => new App({ outdir: '/nonexistent-but-unused' });
const WHERE = 'connectTo at checkout-staging/Infra';

/** The error of a connection, which has to leave the service as it was. */
function refused(target: (stack: TerraformStack) => unknown, options?: unknown): GoldenPathError {
  let error: GoldenPathError | undefined;
  const service = inMemory((stack, made) => {
    const what = target(stack) as IConnectable;
    error = thrownBy(() => made.connectTo(what, options as ConnectOptions));
  });
  expect([service.dependencies, service.environmentVariables]).toEqual([[], []]);
  return error!;
}

const database = (stack: TerraformStack) => new PostgresDatabase(stack, 'Data', DATABASE);

describe('what is connected', () => {
  test.each([
    ['orders', "'orders'", "pass the construct itself; for a service of another repository, MicroserviceInfra.fromServiceName(stack, 'Peer', 'orders')"],
    [undefined, 'nothing'],
    [null, 'null'],
    [5432, '5432'],
    [{}, '{}'],
    [[], '[]'],
    [Peer.service('ledger'), expect.any(String), 'use allowTo(peer, port, reason): a peer has an address, and no variables or permissions'],
  ])('has to be a construct: %p', (target, got, fix = 'pass the construct itself') => {
    const error = refused(() => target);
    expect(error).toMatchObject({ code: 'InvalidRule', where: WHERE });
    expect(error.problems).toEqual([
      { path: 'target', got, allowed: 'a construct that implements IConnectable, such as a database or another service', fix },
    ]);
  });

  test('has to be a construct, and not only look like one', () => {
    expect(refused(() => ({ connectionFor: () => ({ kind: 'database', name: 'own' }) })).code).toBe('InvalidRule');
  });
});

describe('how it is connected', () => {
  const KNOWN = "'envPrefix', 'access', 'port', 'reason', 'why'";
  const PREFIX = 'capital letters, digits and underscores, beginning with a letter, such as ORDERS_';
  const REASON = 'a sentence that says why, at most 16384 characters';

  test.each([
    [{ prefix: 'X_' }, { path: 'options.prefix', got: 'a prop that does not exist', allowed: KNOWN, fix: "did you mean 'envPrefix'?" }],
    [{ envPrefix: 'orders_' }, { path: 'options.envPrefix', got: "'orders_'", allowed: PREFIX, fix: "did you mean 'ORDERS_'?" }],
    [{ envPrefix: '' }, { path: 'options.envPrefix', got: "''", allowed: PREFIX, fix: "write it like 'ORDERS_'" }],
    [
      { access: 'readonly' },
      { path: 'options.access', got: "'readonly'", allowed: "one of 'read', 'write', 'read-write'", fix: "did you mean 'read'?" },
    ],
    [{ port: 0 }, { path: 'options.port', got: '0', allowed: 'an integer from 1 to 65535', fix: 'use 1' }],
    [{ port: '8080' }, { path: 'options.port', got: "'8080'", allowed: 'an integer from 1 to 65535', fix: 'use 8080, a number without quotes' }],
    [{ why: ' ' }, { path: 'options.why', got: "' '", allowed: REASON, fix: "write it like 'the nightly report reads the orders'" }],
  ])('is checked: %p', (options, problem) => {
    const error = refused(database, options);
    expect(error).toMatchObject({ code: 'InvalidRule', where: WHERE });
    expect(error.problems).toEqual([problem]);
  });

  test('has to be an object', () => {
    expect(refused(database, 'ORDERS_').problems).toEqual([
      { path: 'options', got: "'ORDERS_'", allowed: 'an object', fix: 'write { envPrefix: ... }' },
    ]);
    expect(refused(database, null).problems.map(({ path }) => path)).toEqual(['options']);
  });

  test('is checked together with what is connected', () => {
    const paths = refused(() => 'orders', { access: 1, port: -1 }).problems.map(({ path }) => path);
    expect(paths).toEqual(['target', 'options.access', 'options.port']);
  });

  const unread = (option: string, value: string, kind: string) => ({
    path: `options.${option}`,
    got: value,
    allowed: `no ${option}: a ${kind} does not read it`,
    fix: `remove ${option}`,
  });

  test.each<[target: (stack: TerraformStack) => IConnectable, options: ConnectOptions, problem: object]>([
    [database, { port: 5433 }, unread('port', "5433 for 'orders'", 'database')],
    [database, { access: Access.READ }, unread('access', "'read' for 'orders'", 'database')],
    [(stack) => new RedisCache(stack, 'Data', CACHE), { access: Access.WRITE }, unread('access', "'write' for 'sessions'", 'cache')],
    [(stack) => new ServiceSecret(stack, 'Data', SECRET), { port: 80 }, unread('port', "80 for 'stripe'", 'secret')],
    [(stack) => new ObjectBucket(stack, 'Data', BUCKET), { port: 443 }, unread('port', "443 for 'receipts'", 'bucket')],
    [
      (stack) => MicroserviceInfra.fromServiceName(stack, 'Ledger', 'ledger'),
      { port: 80, access: Access.READ },
      unread('access', "'read' for 'ledger'", 'service'),
    ],
  ])('is refused where nobody reads it: %#', (target, options, problem) => {
    const error = refused(target, options);
    expect(error).toMatchObject({ code: 'InvalidRule', where: WHERE });
    expect(error.problems).toEqual([problem]);
  });

  test('needs a port for another service', () => {
    const error = refused((stack) => MicroserviceInfra.fromServiceName(stack, 'Ledger', 'ledger'));
    expect(error).toMatchObject({ code: 'InvalidRule', where: WHERE });
    expect(error.problems).toEqual([
      { path: 'options.port', got: 'nothing', allowed: 'an integer from 1 to 65535', fix: 'give port' },
    ]);
  });
});

test('what stands in another environment is refused, with the reason', () => {
  const app = unused();
  const platform = aPlatform();
  const production = aService(app, {}, { platform, environment: 'production' });
  const staging = aService(app, {}, { platform });
  const error = thrownBy(() => staging.connectTo(database(TerraformStack.of(production))));
  expect(error).toMatchObject({ code: 'InvalidRule', where: WHERE });
  expect(error.problems).toEqual([
    {
      path: 'checkout-production/Data',
      got: "something of the environment 'production'",
      allowed: "what stands in the service's own environment, 'staging': each has a cluster, network and account of its own",
      fix: "connect it to the service in 'production', or make one in 'staging'",
    },
  ]);
  expect(thrownBy(() => staging.connectTo(production, { port: 80 })).problems[0].got).toContain("'production'");
});

describe('what belongs to another service', () => {
  /** A thing of ledger's that checkout asks for. */
  const ofLedger = (make: (stack: TerraformStack) => IConnectable) => {
    const app = unused();
    const platform = aPlatform();
    const target = make(TerraformStack.of(aService(app, { serviceName: 'ledger' }, { platform })));
    const service = aService(app, {}, { platform });
    return { service, connect: () => service.connectTo(target) };
  };

  test.each<[what: string, make: (stack: TerraformStack) => IConnectable, secret: string]>([
    ['a database', database, 'orders-connection'],
    ['a cache', (stack) => new RedisCache(stack, 'Data', CACHE), 'sessions-connection'],
    ['a secret', (stack) => new ServiceSecret(stack, 'Data', SECRET), 'stripe'],
  ])('%s is refused, since pods cannot read the Secrets of another namespace', (_, make, secret) => {
    const { service, connect } = ofLedger(make);
    const error = thrownBy(connect);
    expect(error).toMatchObject({ code: 'InvalidRule', where: WHERE });
    expect(error.problems).toEqual([
      {
        path: 'ledger-staging/Data',
        got: "something of the service 'ledger'",
        allowed: `what belongs to 'checkout': the Secret ${secret} lies in the namespace 'ledger-staging', which its pods cannot read`,
        fix: "call the service instead: service.connectTo(other, { port: 8080 }), or make one for 'checkout'",
      },
    ]);
    expect(service.dependencies).toEqual([]);
  });

  test.each<[what: string, make: (stack: TerraformStack) => IConnectable]>([
    ['a bucket', (stack) => new ObjectBucket(stack, 'Data', BUCKET)],
    ['a topic', (stack) => new KafkaTopic(stack, 'Data', TOPIC)],
  ])('%s may be used by all, each by its own role or user', (_, make) => {
    const { service, connect } = ofLedger(make);
    connect();
    expect(service.dependencies).toHaveLength(1);
  });
});

describe('a variable', () => {
  const taken = (by: string, name: string, allowed: string) => ({
    path: by,
    got: `the environment variable ${name}`,
    allowed: `a name that ${allowed} does not give`,
    fix: "give one of the two another prefix: service.connectTo(x, { envPrefix: 'OTHER_' })",
  });

  test('that two things give is refused, and the first stays', () => {
    const service = inMemory((stack, made) => {
      made.connectTo(new KafkaTopic(stack, 'One', { topicName: 'orders.events' }));
      const other = new KafkaTopic(stack, 'Other', { topicName: 'orders-events' });
      const error = thrownBy(() => made.connectTo(other));
      expect(error).toMatchObject({ code: 'InvalidRule', where: WHERE });
      expect(error.problems).toEqual([taken('checkout-staging/Other', 'ORDERS_EVENTS_TOPIC', 'checkout-staging/One')]);
    });
    expect(service.dependencies.map(({ name }) => name)).toEqual(['orders.events']);
    expect(service.environmentVariables).toContainEqual({ name: 'ORDERS_EVENTS_TOPIC', value: 'orders.events' });
  });

  test('is named with all others that are taken, in one error', () => {
    inMemory((stack, made) => {
      made.connectTo(database(stack), { envPrefix: 'STORE_' });
      const error = thrownBy(() => made.connectTo(new RedisCache(stack, 'Cache', CACHE), { envPrefix: 'STORE_' }));
      expect(error.problems).toEqual(
        ['HOST', 'PORT', 'PASSWORD'].map((suffix) => taken('checkout-staging/Cache', `STORE_${suffix}`, 'checkout-staging/Data')),
      );
    });
  });

  test('that two things give alike is no matter: both topics are on one Kafka cluster', () => {
    const service = inMemory((stack, made) => {
      for (const topicName of ['orders.events', 'orders.commands']) made.connectTo(new KafkaTopic(stack, topicName, { topicName }));
    });
    expect(service.environmentVariables.map(({ name }) => name)).toEqual([
      'KAFKA_BOOTSTRAP_SERVERS',
      'KAFKA_SECURITY_PROTOCOL',
      'KAFKA_SASL_MECHANISM',
      'KAFKA_USERNAME',
      'KAFKA_PASSWORD',
      'KAFKA_CA_CERT',
      'KAFKA_GROUP_PREFIX',
      'ORDERS_EVENTS_TOPIC',
      'ORDERS_COMMANDS_TOPIC',
    ]);
  });

  test('has a name that Kubernetes takes, which does not begin with a digit', () => {
    const service = inMemory((stack, made) => {
      made.connectTo(new ServiceSecret(stack, 'Secret', { secretName: '3scale', keys: ['token'] }));
      made.connectTo(new KafkaTopic(stack, 'Topic', { topicName: '2024.events' }));
    });
    for (const { name } of service.environmentVariables) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
  });
});

test('a refused connection leaves no permission behind in Kafka', () => {
  const { manifests } = synthData((stack, service) => {
    service.connectTo(new KafkaTopic(stack, 'One', { topicName: 'orders.events' }));
    const other = new KafkaTopic(stack, 'Other', { topicName: 'orders-events' });
    thrownBy(() => service.connectTo(other));
  });
  const { acls } = manifests['kafkauser-checkout-staging.yaml'].spec.authorization;
  expect(acls.map(({ resource }: { resource: { name: string } }) => resource.name)).not.toContain('orders-events');
});
