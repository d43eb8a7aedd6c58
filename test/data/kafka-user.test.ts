import { Access, KafkaTopic, Peer } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { platformWith, TOPIC } from '../support/data';
import { refusedData, synthData, synthTree } from '../support/manifests';
import type { DataOptions } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { aService, only, resources } from '../support/synth';
import type { Json } from '../support/synth';

/** What is written for a service that is connected to a topic of its own. */
const connected = (access?: Access, options: DataOptions = {}) =>
  synthData((stack, service) => service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC), { access }), options);

const acls = (manifests: Record<string, Json>) => manifests['kafkauser-checkout-staging.yaml'].spec.authorization.acls;
const ofTopic = (name: string, ...operations: string[]) => ({ resource: { type: 'topic', name, patternType: 'literal' }, operations });
const GROUP = { resource: { type: 'group', name: 'checkout.', patternType: 'prefix' }, operations: ['Read'] };

describe('the user of a service', () => {
  const { manifests, json } = connected();

  test('is known by the name of its namespace, and may do what it was connected for and nothing else', () => {
    expect(manifests['kafkauser-checkout-staging.yaml']).toMatchObject({
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'KafkaUser',
      metadata: { name: 'checkout-staging', namespace: 'kafka', labels: { 'strimzi.io/cluster': 'platform' } },
    });
    expect(manifests['kafkauser-checkout-staging.yaml'].spec).toEqual({
      authentication: { type: 'scram-sha-512' },
      authorization: { type: 'simple', acls: [ofTopic('orders.events', 'Describe', 'Read', 'Write'), GROUP] },
    });
  });

  test('has its password read by the account of the service alone, which may read two Secrets by name', () => {
    const [role, binding] = [only(json, 'kubernetes_role_v1'), only(json, 'kubernetes_role_binding_v1')];
    expect(role.metadata).toMatchObject({ name: 'checkout-staging-credentials', namespace: 'kafka' });
    expect(role.rule).toEqual([
      {
        api_groups: [''],
        resources: ['secrets'],
        resource_names: ['platform-cluster-ca-cert', 'checkout-staging'],
        verbs: ['get'],
      },
    ]);
    expect(binding.metadata).toMatchObject({ name: 'checkout-staging-credentials', namespace: 'kafka' });
    expect(binding.subject).toEqual([{ kind: 'ServiceAccount', name: 'checkout', namespace: 'checkout-staging' }]);
    const [address] = Object.keys(json.resource.kubernetes_role_v1);
    expect(binding.role_ref).toEqual({
      api_group: 'rbac.authorization.k8s.io',
      kind: 'Role',
      name: `\${kubernetes_role_v1.${address}.metadata[0].name}`,
    });
  });

  test('has its password copied through a store of the service, as that account', () => {
    expect(manifests['secretstore-checkout-kafka.yaml']).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'checkout-kafka', namespace: 'checkout-staging' },
    });
    expect(manifests['secretstore-checkout-kafka.yaml'].spec).toEqual({
      provider: {
        kubernetes: {
          remoteNamespace: 'kafka',
          server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
          auth: { serviceAccount: { name: 'checkout' } },
        },
      },
    });
    const { metadata, spec } = manifests['externalsecret-checkout-kafka.yaml'];
    expect(metadata).toMatchObject({ name: 'checkout-kafka', namespace: 'checkout-staging' });
    expect(spec.secretStoreRef).toEqual({ kind: 'SecretStore', name: 'checkout-kafka' });
    expect(spec.target).toEqual({
      name: 'checkout-kafka',
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        data: { 'username': 'checkout-staging', 'password': '{{ .password }}', 'ca.crt': '{{ .authority }}' },
      },
    });
    const how = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
    expect(spec.data).toEqual([
      { secretKey: 'authority', remoteRef: { key: 'platform-cluster-ca-cert', property: 'ca.crt', ...how } },
      { secretKey: 'password', remoteRef: { key: 'checkout-staging', property: 'password', ...how } },
    ]);
  });

  test('is there once it is connected, and not before', () => {
    const { manifests: alone, json: stack } = synthData((scope) => new KafkaTopic(scope, 'Topic', TOPIC));
    expect(Object.keys(alone)).toEqual(['kafkatopic-orders.events.yaml']);
    expect(stack.resource.kubernetes_role_v1).toBeUndefined();
  });
});

describe('access', () => {
  test.each<[access: Access | undefined, acl: object[]]>([
    [Access.READ, [ofTopic('orders.events', 'Describe', 'Read'), GROUP]],
    [Access.WRITE, [ofTopic('orders.events', 'Describe', 'Write')]],
    [Access.READ_WRITE, [ofTopic('orders.events', 'Describe', 'Read', 'Write'), GROUP]],
    [undefined, [ofTopic('orders.events', 'Describe', 'Read', 'Write'), GROUP]],
  ])('%s', (access, expected) => {
    expect(acls(connected(access).manifests)).toEqual(expected);
  });

  test('to two topics is that of one user', () => {
    const { manifests } = synthData((stack, service) => {
      service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC), { access: Access.WRITE });
      service.connectTo(KafkaTopic.fromTopicName(stack, 'Ledger', 'ledger.bookings'), { access: Access.READ });
    });
    expect(Object.keys(manifests).filter((file) => file.startsWith('kafkauser'))).toEqual(['kafkauser-checkout-staging.yaml']);
    expect(acls(manifests)).toEqual([ofTopic('ledger.bookings', 'Describe', 'Read'), ofTopic('orders.events', 'Describe', 'Write'), GROUP]);
  });

  const twice = (first: Access, second: Access) => (stack: TerraformStack, service: MicroserviceInfra) => {
    const topic = new KafkaTopic(stack, 'Topic', TOPIC);
    service.connectTo(topic, { access: first });
    service.connectTo(topic, { access: second });
  };

  test.each([
    [Access.READ, Access.WRITE],
    [Access.WRITE, Access.READ],
    [Access.READ_WRITE, Access.READ],
    [Access.WRITE, Access.READ_WRITE],
  ])('that is asked for twice, %s then %s, is all of it', (first, second) => {
    expect(acls(synthData(twice(first, second)).manifests)).toEqual([ofTopic('orders.events', 'Describe', 'Read', 'Write'), GROUP]);
  });

  test('that is asked for twice alike stays what it is', () => {
    expect(acls(synthData(twice(Access.READ, Access.READ)).manifests)).toEqual([ofTopic('orders.events', 'Describe', 'Read'), GROUP]);
  });
});

describe('a patch of the rights is refused', () => {
  const FOREIGN = { resource: { type: 'group', name: 'ledger.', patternType: 'prefix' }, operations: ['Read'] };
  const ACLS = '/spec/authorization/acls';
  const PATCHES: [what: string, patch: JsonPatch, got: string][] = [
    ['groups of another service', JsonPatch.add(`${ACLS}/-`, FOREIGN), 'the permission {"operations":["Read"],"resource":{"name":"ledger."'],
    ['groups that begin with another', JsonPatch.replace(`${ACLS}/1/resource/name`, 'c'), 'the permission {"operations":["Read"],"resource":{"name":"c"'],
    ['every group', JsonPatch.replace(`${ACLS}/1/resource/name`, '*'), 'the permission {"operations":["Read"],"resource":{"name":"*"'],
    ['a topic that is not connected', JsonPatch.add(`${ACLS}/0`, ofTopic('ledger.bookings', 'Read')), 'the permission {"operations":["Read"],"resource":{"name":"ledger.bookings"'],
    ['topics that begin alike', JsonPatch.replace(`${ACLS}/0/resource/patternType`, 'prefix'), 'the permission {"operations":["Describe","Read","Write"]'],
    ['all operations', JsonPatch.replace(`${ACLS}/0/operations`, ['All']), 'the permission {"operations":["All"]'],
    ['rights taken away', JsonPatch.remove(`${ACLS}/1`), '1 permissions instead of 2'],
    ['one rule that is no list', JsonPatch.replace(ACLS, ofTopic('ledger.bookings', 'All')), 'the permission {"operations":["All"]'],
    ['no authorization', JsonPatch.remove('/spec/authorization'), '0 permissions instead of 2'],
    ['rights of another kind', JsonPatch.replace('/spec/authorization/type', 'custom'), 'authorization: {"type":"custom"}'],
    ['another way to log in', JsonPatch.replace('/spec/authentication/type', 'tls-external'), 'authentication: {"type":"tls-external"}'],
  ];

  test.each(PATCHES)('%s', (_, patch, got) => {
    const error = refusedData(
      (stack) => TerraformStack.of(stack),
      (stack) => {
        const service = stack.node.findChild('Infra') as MicroserviceInfra;
        service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC));
        (service.node.findChild('KafkaUser') as unknown as { user: ApiObject }).user.addJsonPatch(patch);
      },
    );
    expect(error.code).toBe('LostNonNegotiable');
    expect(error.problems).toEqual([
      {
        path: 'checkout-staging/Infra/KafkaUser: KafkaUser',
        got: expect.stringContaining(got),
        allowed: "permissions for the topics that 'checkout' is connected to, and for consumer groups that start with 'checkout.'",
        fix: 'remove the patch that changes it; this cannot be changed',
      },
    ]);
  });

  test('and one of its limits is not', () => {
    const { manifests } = synthData((stack, service) => {
      service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC));
      const { user } = service.node.findChild('KafkaUser') as unknown as { user: ApiObject };
      user.addJsonPatch(JsonPatch.add('/spec/quotas', { requestPercentage: 20 }));
    });
    expect(manifests['kafkauser-checkout-staging.yaml'].spec.quotas).toEqual({ requestPercentage: 20 });
  });
});

test('a service that writes to the topic of another has a user of its own, in its own folder', () => {
  const { manifests } = synthTree((app) => {
    const platform = aPlatform();
    const ledger = aService(app, { serviceName: 'ledger' }, { platform });
    const topic = new KafkaTopic(ledger.node.scope!, 'Topic', { topicName: 'ledger.bookings' });
    aService(app, {}, { platform }).connectTo(topic, { access: Access.WRITE });
  });
  expect(Object.keys(manifests).sort()).toEqual([
    'apps/checkout/kafka/staging/kafkauser-checkout-staging.yaml',
    'apps/checkout/manifests/staging/externalsecret-checkout-kafka.yaml',
    'apps/checkout/manifests/staging/secretstore-checkout-kafka.yaml',
    'apps/ledger/kafka/staging/kafkatopic-ledger.bookings.yaml',
  ]);
  expect(acls({ 'kafkauser-checkout-staging.yaml': manifests['apps/checkout/kafka/staging/kafkauser-checkout-staging.yaml'] })).toEqual([
    ofTopic('ledger.bookings', 'Describe', 'Write'),
  ]);
});

test('where nobody says what for, a service reads and writes its own topics, and only reads those of others', () => {
  const { manifests } = synthTree((app) => {
    const platform = aPlatform();
    const ledger = aService(app, { serviceName: 'ledger' }, { platform });
    const service = aService(app, {}, { platform });
    const stack = service.node.scope!;
    service.connectTo(new KafkaTopic(stack, 'Own', TOPIC));
    service.connectTo(new KafkaTopic(ledger.node.scope!, 'Topic', { topicName: 'ledger.bookings' }));
    service.connectTo(KafkaTopic.fromTopicName(stack, 'Imported', 'shipping.parcels'));
  });
  expect(manifests['apps/checkout/kafka/staging/kafkauser-checkout-staging.yaml'].spec.authorization.acls).toEqual([
    ofTopic('ledger.bookings', 'Describe', 'Read'),
    ofTopic('orders.events', 'Describe', 'Read', 'Write'),
    ofTopic('shipping.parcels', 'Describe', 'Read'),
    GROUP,
  ]);
});

test('all of it is in the Kafka cluster of the environment', () => {
  const platform = platformWith({ kafkaNamespace: 'streaming', kafkaCluster: 'main', kafkaPort: 9094 });
  const { manifests, json } = connected(Access.READ, { platform });
  expect(manifests['kafkauser-checkout-staging.yaml'].metadata).toMatchObject({
    namespace: 'streaming',
    labels: { 'strimzi.io/cluster': 'main' },
  });
  expect(only(json, 'kubernetes_role_v1').metadata.namespace).toBe('streaming');
  expect(only(json, 'kubernetes_role_v1').rule[0].resource_names).toEqual(['main-cluster-ca-cert', 'checkout-staging']);
  const brokers = Peer.namespace('streaming', { 'strimzi.io/cluster': 'main', 'strimzi.io/name': 'main-kafka' });
  const policy = resources(json, 'kubernetes_network_policy_v1')[`allow-to-${brokers._slug}-9094`];
  expect(policy.spec.egress).toEqual([
    {
      to: [
        {
          namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'streaming' } },
          pod_selector: { match_labels: { 'strimzi.io/cluster': 'main', 'strimzi.io/name': 'main-kafka' } },
        },
      ],
      ports: [{ port: '9094', protocol: 'TCP' }],
    },
  ]);
});

describe('write access to a topic that another repository owns', () => {
  const writing = (name: string, reason?: string, dataNames: string[] = []) =>
    synthData(
      (stack, service) => {
        const topic = KafkaTopic.fromTopicName(stack, 'Theirs', name);
        service.connectTo(topic, { access: Access.WRITE });
        if (reason !== undefined) service.allowException(topic, reason);
      },
      { platform: aPlatform({ teams: [{ name: 'payments', dataNames }, { name: 'platform' }] }) },
    );

  test('is refused without a reason', () => {
    expect(() => writing('ledger.bookings')).toThrow(/got write access of 'checkout' to 'ledger\.bookings', which this app does not make/);
  });

  test('takes a reason', () => {
    expect(acls(writing('ledger.bookings', 'the ledger takes our bookings').manifests)).toEqual([ofTopic('ledger.bookings', 'Describe', 'Write')]);
  });

  test("needs none for what the platform gives to the service's own team", () => {
    expect(acls(writing('orders.events', undefined, ['orders.*']).manifests)).toEqual([ofTopic('orders.events', 'Describe', 'Write')]);
  });
});
