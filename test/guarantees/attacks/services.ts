import { acme } from '@acme/platform';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { Access, DatabaseTier, GitOpsApp, KafkaTopic, MicroserviceInfra, ObjectBucket, PlatformStack, PostgresDatabase, ServiceSecret, ServiceStack } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import type { ServiceApp } from '../service-app';
import { ADMINISTRATOR, attacksOn, manifests, ROLE } from './entry';

const { refused, allowed } = attacksOn('services', 'services');
const requests = attacksOn('requests', 'data');
const topics = attacksOn('topics', 'data');
const secrets = attacksOn('secrets', 'services');

const request = ({ stack }: ServiceApp) =>
  new PostgresDatabase(stack, 'Rq', { databaseName: 'payments-db', storageGb: 50, tier: DatabaseTier.STANDARD }).request!;
const patched = (name: string, at: string, value: unknown) =>
  requests.refused(name, (it) => request(it).addJsonPatch(JsonPatch.add(at, value)));
type Make = (it: ServiceApp) => ApiObject;
const annotated = (name: string, annotations: Record<string, string>, group = requests, make: Make = request) =>
  group.refused(name, (it) => {
    const { metadata } = make(it);
    for (const [key, value] of Object.entries(annotations)) metadata.addAnnotation(key, value);
  });
const topic = ({ stack }: ServiceApp) =>
  (new KafkaTopic(stack, 'T', { topicName: 'payments.events' }) as unknown as { topic: ApiObject }).topic;
const set = (name: string, at: string, value: unknown) =>
  topics.refused(name, (it) => topic(it).addJsonPatch(JsonPatch.replace(at, value)));
const secret = ({ stack }: ServiceApp, more = {}) => new ServiceSecret(stack, 'S', { secretName: 'all', keys: ['a'], ...more });
/** What the user of Kafka makes for its password. */
const kafka = ({ stack, service }: ServiceApp) => {
  service.connectTo(new KafkaTopic(stack, 'T', { topicName: 'payments.events' }));
  return service.node.findChild('KafkaUser') as unknown as Record<'externalSecret' | 'secretStore' | 'user', ApiObject>;
};
const ofKafka = (name: string, which: 'externalSecret' | 'secretStore' | 'user', at: string, value: unknown) =>
  secrets.refused(`of Kafka: ${name}`, (it) => kafka(it)[which].addJsonPatch(JsonPatch.add(at, value)));
const ownExternalSecret = ({ stack, service }: ServiceApp, spec: object) =>
  new Manifest(stack, 'E', {
    manifest: { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'own', namespace: service.namespaceName }, spec },
  });
const PLATFORM_STORE = { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' } };
const LEDGER_KEY = { key: 'production/ledger-worker/ledger-db' };
const anotherService = ({ app }: ServiceApp, teamName: string) => {
  const stack = new ServiceStack(app, 'ledger-worker-production', { platform: acme, environment: 'production' });
  return { stack, service: new MicroserviceInfra(stack, 'Infra', { serviceName: 'ledger-worker', teamName }) };
};
const ARGO = 'argocd.argoproj.io';

export const SERVICES = [
  refused("a stack of the platform's", ({ app }) => {
    const stack = new PlatformStack(app, 'platform-production', { platform: acme, environment: 'production', teamName: 'payments' });
    new IamRolePolicyAttachment(stack, 'X', { role: ROLE, policyArn: ADMINISTRATOR });
  }),
  refused("a stack of the platform's that says that it is", ({ app }) => {
    const stack = new PlatformStack(app, 'platform-production', { platform: acme, environment: 'production' });
    new IamRolePolicyAttachment(stack, 'X', { role: ROLE, policyArn: ADMINISTRATOR });
  }),
  refused("another team's service under the own team", (it) => void anotherService(it, 'payments')),
  refused('a stack of another team', ({ app }) => {
    const stack = new TerraformStack(app, 'extra');
    acme.applyTo(stack, 'production', 'ledger');
    new IamRolePolicyAttachment(stack, 'X', { role: ROLE, policyArn: ADMINISTRATOR });
  }),
  refused('a stack whose state is that of another service', ({ app }) => {
    const stack = new TerraformStack(app, 'ledger-worker-production');
    acme.applyTo(stack, 'production', 'payments');
    stack.addOverride('resource.aws_sqs_queue.Q', { name: 'x' });
  }),
  refused('two services with one host', (it) => {
    const other = anotherService(it, 'ledger');
    for (const { stack, service, name } of [{ ...it, name: 'payment-service' }, { ...other, name: 'ledger-worker' }]) {
      new GitOpsApp(stack, 'App', { service, image: `ghcr.io/acme/${name}`, imageTag: '1', port: 8080, host: 'same.acme.io' });
    }
  }),
  refused("a database of another service's name", ({ stack }) => {
    new PostgresDatabase(stack, 'Rq', { databaseName: 'ledger-db', storageGb: 50, tier: DatabaseTier.STANDARD });
  }),
  refused("a bucket of another service's name", ({ stack }) => void new ObjectBucket(stack, 'B', { bucketName: 'ledger-exports' })),
  refused('an object in the namespace of another service', ({ stack }) => {
    stack.addOverride('resource.kubernetes_config_map_v1.X', { metadata: { name: 'x', namespace: 'ledger-worker-production' }, data: { a: 'b' } });
  }),
  patched('another composition', '/spec/crossplane', { compositionRef: { name: 'evil' } }),
  patched('a composition by labels', '/spec/crossplane', { compositionSelector: { matchLabels: { a: 'b' } } }),
  patched('an old revision', '/spec/crossplane', { compositionUpdatePolicy: 'Manual', compositionRevisionRef: { name: 'x' } }),
  patched('credentials to another namespace', '/spec/writeConnectionSecretToRef', { name: 'x', namespace: 'other' }),
  patched('an owner that takes it along', '/metadata/ownerReferences', [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'y' }]),
  patched('the namespace of another service', '/metadata/namespace', 'ledger-worker-production'),
  annotated('pruned by Argo CD', { [`${ARGO}/sync-options`]: 'Prune=true' }),
  annotated('replaced by force', { [`${ARGO}/sync-options`]: 'Prune=false,Delete=false,Replace=true,Force=true' }),
  annotated('a hook that is deleted', { [`${ARGO}/hook`]: 'Sync', [`${ARGO}/hook-delete-policy`]: 'HookSucceeded' }),
  annotated('a hook of Helm', { 'helm.sh/hook': 'pre-install', 'helm.sh/hook-delete-policy': 'before-hook-creation' }),
  annotated("another service's database", { 'crossplane.io/external-name': 'ledger-db-production' }),
  set('kept for a millisecond', '/spec/config/retention.ms', 1),
  set('one replica', '/spec/replicas', 1),
  set('one replica in sync', '/spec/config/min.insync.replicas', 1),
  topics.refused('kept by size', (it) => topic(it).addJsonPatch(JsonPatch.add('/spec/config/retention.bytes', 1))),
  topics.refused('another topic', (it) => topic(it).addJsonPatch(JsonPatch.add('/spec/topicName', 'ledger.bookings'))),
  topics.refused("write access to another team's topic", ({ stack, service }) =>
    service.connectTo(KafkaTopic.fromTopicName(stack, 'T', 'ledger.bookings'), { access: Access.WRITE })),
  topics.refused("all access to a topic that is nobody's", ({ stack, service }) =>
    service.connectTo(KafkaTopic.fromTopicName(stack, 'T', 'orders.events'), { access: Access.READ_WRITE })),
  topics.refused('a reason for another topic', ({ stack, service }) => {
    service.connectTo(KafkaTopic.fromTopicName(stack, 'T', 'ledger.bookings'), { access: Access.WRITE });
    service.allowException(KafkaTopic.fromTopicName(stack, 'O', 'ledger.other'), 'the ledger takes our bookings');
  }),
  topics.allowed("write access to another team's topic, with a written reason", 'a written reason allows it, and is recorded', ({ stack, service }) => {
    const ledger = KafkaTopic.fromTopicName(stack, 'T', 'ledger.bookings');
    service.connectTo(ledger, { access: Access.WRITE });
    service.allowException(ledger, 'the ledger takes our bookings');
  }),
  annotated('a topic that is a hook', { [`${ARGO}/hook`]: 'Sync' }, topics, topic),
  annotated('a topic that is pruned', { [`${ARGO}/sync-options`]: 'Prune=true' }, topics, topic),
  annotated('a topic that Strimzi forgets', { 'strimzi.io/managed': 'false' }, topics, topic),
  secrets.refused("another service's secret", (it) => it.service.connectTo(secret(it, { remoteKey: 'production/ledger-worker/ledger-db' }))),
  secrets.refused("another environment's secret", (it) => it.service.connectTo(secret(it, { remoteKey: 'staging/payment-service/stripe' }))),
  secrets.refused('every secret there is', (it) => {
    secret(it).externalSecret.addJsonPatch(JsonPatch.add('/spec/dataFrom', [{ find: { name: { regexp: '.*' } } }]));
  }),
  secrets.refused('a token of a service account', (it) => {
    secret(it).externalSecret.addJsonPatch(JsonPatch.add('/spec/target/template', {
      type: 'kubernetes.io/service-account-token', metadata: { annotations: { 'kubernetes.io/service-account.name': 'payment-service' } },
    }));
  }),
  secrets.refused("another service's secret by a patch", (it) => {
    secret(it).externalSecret.addJsonPatch(JsonPatch.replace('/spec/data/0/remoteRef/key', 'production/ledger-worker/ledger-db'));
  }),
  secrets.refused("another service's secret, all of it", (it) => {
    secret(it).externalSecret.addJsonPatch(JsonPatch.add('/spec/dataFrom', [{ extract: { key: 'production/ledger-worker/ledger-db' } }]));
  }),
  secrets.refused('a key of another store', (it) => {
    secret(it).externalSecret.addJsonPatch(JsonPatch.add('/spec/data/0/sourceRef', { storeRef: { name: 'evil', kind: 'SecretStore' } }));
  }),
  secrets.allowed('all fields of the own secret', 'the secret belongs to the service, whichever fields are read', (it) =>
    secret(it).externalSecret.addJsonPatch(JsonPatch.add('/spec/dataFrom', [{ extract: { key: 'production/payment-service/all' } }]))),
  secrets.refused('another store', (it) => secret(it).externalSecret.addJsonPatch(JsonPatch.replace('/spec/secretStoreRef/name', 'evil'))),
  ofKafka("another service's password", 'externalSecret', '/spec/data/1/remoteRef/key', 'ledger-worker-production'),
  ofKafka("another service's secret of the platform", 'externalSecret', '/spec/secretStoreRef', { kind: 'ClusterSecretStore', name: 'aws' }),
  ofKafka("another service's secret besides", 'externalSecret', '/spec/dataFrom', [{ extract: LEDGER_KEY }]),
  ofKafka('a key of another store', 'externalSecret', '/spec/data/0/sourceRef', { storeRef: { kind: 'ClusterSecretStore', name: 'aws' } }),
  ofKafka('a store of another namespace', 'secretStore', '/spec/provider/kubernetes/remoteNamespace', 'ledger-worker-production'),
  ofKafka('a store with another account', 'secretStore', '/spec/provider/kubernetes/auth/serviceAccount', { name: 'x', namespace: 'ledger-worker-production' }),
  ofKafka('a store of another system', 'secretStore', '/spec/provider', { aws: { service: 'SecretsManager', region: 'eu-west-1' } }),
  ofKafka('a password that somebody knows', 'user', '/spec/authentication/password', { valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } }),
  secrets.refused("another service's secret in a manifest", (it) => {
    ownExternalSecret(it, { ...PLATFORM_STORE, data: [{ secretKey: 'a', remoteRef: LEDGER_KEY }] });
  }),
  secrets.refused("another service's secret in a manifest, all of it", (it) => {
    ownExternalSecret(it, { ...PLATFORM_STORE, dataFrom: [{ extract: LEDGER_KEY }] });
  }),
  secrets.refused("another service's password by the tag of its database", (it) => {
    ownExternalSecret(it, {
      ...PLATFORM_STORE, dataFrom: [{ find: { tags: { 'aws:rds:primaryDBInstanceArn': 'arn:aws:rds:eu-west-1:444455556666:db:ledger-db-production' } } }],
    });
  }),
  secrets.refused("another service's secret, one of many stores", (it) => {
    ownExternalSecret(it, {
      secretStoreRef: { kind: 'SecretStore', name: 'own' },
      data: [{ secretKey: 'a', remoteRef: LEDGER_KEY, sourceRef: { storeRef: { kind: 'ClusterSecretStore', name: 'aws' } } }],
    });
  }),
  secrets.refused('a secret whose key only Terraform knows', (it) => {
    ownExternalSecret(it, { ...PLATFORM_STORE, data: [{ secretKey: 'a', remoteRef: { key: '${aws_iam_role.Infra_Role.id}' } }] });
  }),
  secrets.allowed("another service's secret, with a written reason", 'a written reason allows it, and is recorded', (it) =>
    it.service.connectTo(secret(it, { remoteKey: 'production/ledger-worker/ledger-db', remoteKeyReason: 'the ledger team lets us read it' }))),
  allowed('two services of one app', 'an app may compose every service, each in a stack and a state of its own', (it) => void anotherService(it, 'ledger')),
  requests.allowed('a finalizer that nobody removes', 'the request is kept longer, and nothing is lost', (it) =>
    request(it).addJsonPatch(JsonPatch.add('/metadata/finalizers', ['x/y']))),
  requests.allowed('a name that the API server makes', 'the API server generates none if there is a name', (it) =>
    request(it).addJsonPatch(JsonPatch.add('/metadata/generateName', 'x-'))),
  requests.allowed('paused', 'nothing changes until the annotation is removed', (it) =>
    request(it).metadata.addAnnotation('crossplane.io/paused', 'true')),
  requests.safe('a label of the team', (it) => request(it).metadata.addLabel('acme.io/tier', 'gold'), (output) =>
    manifests(output, 'postgresqlinstance').includes('acme.io/tier: gold')),
];
