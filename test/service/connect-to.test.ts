import {
  Access,
  KafkaTopic,
  MicroserviceInfra,
  ObjectBucket,
  PostgresDatabase,
  RedisCache,
  ServiceSecret,
} from '@golden-path/constructs';
import type { ConnectOptions, IConnectable } from '@golden-path/constructs';
import type { TerraformStack } from 'cdktf';
import { BUCKET, CACHE, DATABASE, platformWith, SECRET, TERRAFORM_DATABASE, TOPIC } from '../support/data';
import { inMemory, synthData, synthTree } from '../support/manifests';
import type { DataOptions } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { aService, only, resources } from '../support/synth';
import type { Json } from '../support/synth';

/** What a service may be connected to, by what it is. */
const TARGETS: Record<string, (stack: TerraformStack) => IConnectable> = {
  'a database': (stack) => new PostgresDatabase(stack, 'Data', DATABASE),
  'a database of Terraform': (stack) => new PostgresDatabase(stack, 'Data', TERRAFORM_DATABASE),
  'a cache': (stack) => new RedisCache(stack, 'Data', CACHE),
  'a bucket': (stack) => new ObjectBucket(stack, 'Data', BUCKET),
  'a topic': (stack) => new KafkaTopic(stack, 'Data', TOPIC),
  'an imported topic': (stack) => KafkaTopic.fromTopicName(stack, 'Data', TOPIC.topicName),
  'a secret': (stack) => new ServiceSecret(stack, 'Data', { ...SECRET, keys: ['api-key', 'webhookSecret'] }),
  'an imported service': (stack) => MicroserviceInfra.fromServiceName(stack, 'Data', 'ledger'),
};

const connected = (what: string, options: ConnectOptions = {}) =>
  inMemory((stack, service) => service.connectTo(TARGETS[what](stack), options));

/** What a service gets by a connection, beside what it has without. */
function gained(what: string, options: ConnectOptions = {}, data: DataOptions = {}) {
  const before = synthData(() => undefined, data).json;
  const { json } = synthData((stack, service) => service.connectTo(TARGETS[what](stack), options), data);
  const policies = Object.entries<Json>(resources(json, 'kubernetes_network_policy_v1'));
  const statements = (stack: Json) => JSON.parse(only(stack, 'aws_iam_role_policy').policy).Statement;
  return {
    policies: Object.fromEntries(policies.filter(([name]) => !(name in resources(before, 'kubernetes_network_policy_v1')))),
    statements: json.resource.aws_iam_role_policy ? statements(json) : [],
  };
}

const secret = (name: string, secretName: string, secretKey: string) => ({ name, secretName, secretKey });

/** What the pods get, by what it is. */
const VARIABLES: [what: string, variables: object[]][] = [
  ...['a database', 'a database of Terraform'].map((what): [string, object[]] => [
    what,
    [
      secret('ORDERS_HOST', 'orders-connection', 'host'),
      secret('ORDERS_PORT', 'orders-connection', 'port'),
      secret('ORDERS_DATABASE', 'orders-connection', 'database'),
      secret('ORDERS_USERNAME', 'orders-connection', 'username'),
      secret('ORDERS_PASSWORD', 'orders-connection', 'password'),
      { name: 'ORDERS_SSLMODE', value: 'require' },
    ],
  ]),
  [
    'a cache',
    [
      secret('SESSIONS_HOST', 'sessions-connection', 'primary_endpoint_address'),
      secret('SESSIONS_PORT', 'sessions-connection', 'port'),
      secret('SESSIONS_PASSWORD', 'sessions-connection', 'attribute.auth_token'),
      { name: 'SESSIONS_TLS', value: 'true' },
    ],
  ],
  [
    'a bucket',
    [
      { name: 'RECEIPTS_BUCKET', value: 'receipts-staging-111122223333' },
      { name: 'RECEIPTS_REGION', value: 'eu-west-1' },
    ],
  ],
  ...['a topic', 'an imported topic'].map((what): [string, object[]] => [
    what,
    [
      { name: 'KAFKA_BOOTSTRAP_SERVERS', value: 'platform-kafka-bootstrap.kafka.svc:9093' },
      { name: 'KAFKA_SECURITY_PROTOCOL', value: 'SASL_SSL' },
      { name: 'KAFKA_SASL_MECHANISM', value: 'SCRAM-SHA-512' },
      secret('KAFKA_USERNAME', 'checkout-kafka', 'username'),
      secret('KAFKA_PASSWORD', 'checkout-kafka', 'password'),
      secret('KAFKA_CA_CERT', 'checkout-kafka', 'ca.crt'),
      { name: 'KAFKA_GROUP_PREFIX', value: 'checkout.' },
      { name: 'ORDERS_EVENTS_TOPIC', value: 'orders.events' },
    ],
  ]),
  ['a secret', [secret('STRIPE_API_KEY', 'stripe', 'api-key'), secret('STRIPE_WEBHOOK_SECRET', 'stripe', 'webhookSecret')]],
];

test.each(VARIABLES)('%s gives its pods these variables', (what, variables) => {
  expect(connected(what).environmentVariables).toEqual(variables);
});

test.each(VARIABLES)('%s gives them under another prefix', (what, variables) => {
  const renamed = (variables as { name: string }[]).map(({ name, ...rest }) => ({
    name: name.startsWith('KAFKA_') ? name : name.replace(/^(ORDERS_EVENTS|[A-Z]+)_/, 'MAIN_'),
    ...rest,
  }));
  expect(connected(what, { envPrefix: 'MAIN_' }).environmentVariables).toEqual(renamed);
});

test.each([
  ['a database', 'database', 'orders'],
  ['a cache', 'cache', 'sessions'],
  ['a bucket', 'bucket', 'receipts'],
  ['a topic', 'topic', 'orders.events'],
  ['an imported topic', 'topic', 'orders.events'],
  ['a secret', 'secret', 'stripe'],
])('%s is recorded as a dependency, once', (what, kind, name) => {
  const service = inMemory((stack, made) => {
    const target = TARGETS[what](stack);
    made.connectTo(target);
    made.connectTo(target);
  });
  expect(service.dependencies).toEqual([{ kind: { name: kind }, name, environmentName: 'staging' }]);
});

describe('the network', () => {
  const to = (cidr: string, port: string) => [{ to: [{ ip_block: { cidr } }], ports: [{ port, protocol: 'TCP' }] }];

  test.each([
    ['a database', '5432'],
    ['a database of Terraform', '5432'],
    ['a cache', '6379'],
  ])('%s: the VPC on port %s and nothing else', (what, port) => {
    const platform = platformWith({ vpcCidr: '10.10.0.0/16' });
    const { policies } = gained(what, {}, { platform });
    expect(Object.keys(policies)).toEqual([`allow-to-cidr.10.10.0.0-16-${port}`]);
    expect(Object.values(policies)[0].spec).toMatchObject({ policy_types: ['Egress'], egress: to('10.10.0.0/16', port) });
  });

  test('a topic: the brokers on their port, and nothing else', () => {
    const { policies } = gained('a topic');
    expect(Object.keys(policies)).toEqual([expect.stringMatching(/^allow-to-namespace\.kafka\.[a-z0-9-]+-9093$/)]);
    expect(Object.values(policies)[0].spec.egress).toEqual([
      {
        to: [
          {
            namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'kafka' } },
            pod_selector: { match_labels: { 'strimzi.io/cluster': 'platform', 'strimzi.io/name': 'platform-kafka' } },
          },
        ],
        ports: [{ port: '9093', protocol: 'TCP' }],
      },
    ]);
  });

  test.each(['a bucket', 'a secret'])('%s: nothing beside the AWS APIs, which IRSA has opened already', (what) => {
    expect(gained(what).policies).toEqual({});
  });

  test.each([
    ['a bucket', ['allow-aws-apis']],
    ['a secret', ['allow-aws-apis']],
    ['a database', ['allow-to-cidr.10.0.0.0-8-5432']],
  ])('%s: with EKS Pod Identity exactly %p', (what, names) => {
    expect(Object.keys(gained(what, {}, { platform: platformWith({ oidcProviderArn: undefined }) }).policies)).toEqual(names);
  });

  test('the reader of the output is told why, in words of the team or of the library', () => {
    const why = (options: ConnectOptions) => Object.values(gained('a database', options).policies)[0].metadata.annotations['platform.acme.io/why'];
    expect(why({})).toBe('the service uses the database orders');
    expect(why({ why: 'orders are kept here' })).toBe('orders are kept here');
  });
});

describe('the role', () => {
  const S3 = 'arn:aws:s3:::receipts-staging-111122223333';
  const allow = (Action: string[], Resource: string) => ({ Effect: 'Allow', Action, Resource: [Resource] });

  test.each<[access: Access | undefined, objects: string[], bucket: string[]]>([
    [Access.READ, ['s3:GetObject'], ['s3:GetBucketLocation', 's3:ListBucket']],
    [Access.WRITE, ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'], ['s3:GetBucketLocation']],
    [
      Access.READ_WRITE,
      ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      ['s3:GetBucketLocation', 's3:ListBucket'],
    ],
    [undefined, ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'], ['s3:GetBucketLocation', 's3:ListBucket']],
  ])('a bucket with access %s: these actions on this bucket', (access, objects, bucket) => {
    expect(gained('a bucket', { access }).statements).toEqual([allow(objects, `${S3}/*`), allow(bucket, S3)]);
  });

  test.each(['a database', 'a cache', 'a topic'])('%s: nothing', (what) => {
    expect(gained(what).statements).toEqual([]);
  });
});

describe('another service', () => {
  test('is called by the name of its Kubernetes Service, on the port that is asked for', () => {
    const service = connected('an imported service', { port: 8080 });
    expect(service.environmentVariables).toEqual([
      { name: 'LEDGER_HOST', value: 'ledger.ledger-staging.svc.cluster.local' },
      { name: 'LEDGER_PORT', value: '8080' },
    ]);
    expect(service.dependencies).toEqual([{ kind: { name: 'service' }, name: 'ledger', environmentName: 'staging' }]);
  });

  test.each(['caller first', 'callee first'])('opens both sides, %s', (order) => {
    const { stacks } = synthTree((app) => {
      const platform = aPlatform();
      const make = (serviceName: string) => aService(app, { serviceName }, { platform });
      const [caller, callee] = order === 'caller first' ? [make('checkout'), make('ledger')] : [make('ledger'), make('checkout')].reverse();
      caller.connectTo(callee, { port: 8080, why: 'orders are booked' });
    });
    const out = resources(stacks['checkout-staging'], 'kubernetes_network_policy_v1')['allow-to-ledger-8080'];
    const into = resources(stacks['ledger-staging'], 'kubernetes_network_policy_v1')['allow-from-checkout-8080'];
    for (const { metadata } of [out, into]) expect(metadata.annotations['platform.acme.io/why']).toBe('orders are booked');
    expect(out.spec.egress[0].ports).toEqual([{ port: '8080', protocol: 'TCP' }]);
    expect(into.spec.ingress[0].ports).toEqual([{ port: '8080', protocol: 'TCP' }]);
  });
});

test('connecting twice alike changes nothing in the output', () => {
  for (const what of Object.keys(TARGETS)) {
    const write = (times: number) =>
      synthData((stack, service) => {
        const target = TARGETS[what](stack);
        const options = what.endsWith('service') ? { port: 8080 } : {};
        for (let time = 0; time < times; time += 1) service.connectTo(target, options);
      });
    expect(write(2)).toEqual(write(1));
  }
});

test('dependencies and variables stand in the order in which they were connected, and cannot be changed', () => {
  const service = inMemory((stack, made) => {
    made.connectTo(new ServiceSecret(stack, 'Secret', SECRET));
    made.connectTo(new ObjectBucket(stack, 'Bucket', BUCKET));
  });
  expect(service.dependencies.map(({ kind }) => kind.name)).toEqual(['secret', 'bucket']);
  expect(() => service.dependencies.pop()).toThrow(TypeError);
  expect(() => service.environmentVariables.pop()).toThrow(TypeError);
  expect(service.dependencies).toHaveLength(2);
  expect(service.environmentVariables.map(({ name }) => name)).toEqual(['STRIPE_API_KEY', 'RECEIPTS_BUCKET', 'RECEIPTS_REGION']);
});
