import type { Json } from '../../../lib/core/json';
import { stepsOf } from '../../../lib/guardrails/composed';
import { separationOf } from '../../../lib/guardrails/rows/own-argo-cd';
import { compositionExpectations } from '../../../lib/guardrails/rows/own-compositions';
import { NAMESPACE } from './plant';

/** An object as the library writes it, what is promised of it, and what breaks the promise. */
export interface ObjectPlant {
  readonly sound: Json;
  readonly broken: Json;
  readonly expected: Json;
}

const whole = (kind: string, spec: Json, apiVersion = 'x.io/v1'): Json => ({ apiVersion, kind, metadata: { name: 'x', namespace: NAMESPACE }, spec });

/** Violations of one row in the spec of an object of a kind. */
function inSpec(kind: string, expected: Json, sound: Json, ...broken: readonly Json[]): ObjectPlant[] {
  return broken.map((spec) => ({ sound: whole(kind, sound), broken: whole(kind, spec), expected }));
}

const LIMITS = { storageGB: { type: 'integer', minimum: 20, maximum: 500 }, tier: { type: 'string', enum: ['dev', 'standard'] } };
const REQUEST = { parameters: { storageGB: 20, tier: 'dev' }, compositeDeletePolicy: 'Foreground' };

const KEPT = { 'replicas': 3, 'cleanup.policy': 'delete', 'min.insync.replicas': 2, 'retention.ms': 604_800_000 };
const topic = (changes: Json): Json => {
  const { replicas, ...config } = { ...KEPT, ...changes };
  return { partitions: 6, replicas, config };
};

const LOGIN = { type: 'scram-sha-512' };
const RIGHT = { resource: { type: 'topic', name: 'payments.events', patternType: 'literal' }, operations: ['Read'] };
const OTHER_RIGHT = { resource: { type: 'topic', name: 'ledger.bookings', patternType: 'literal' }, operations: ['Read'] };
const rights = (...acls: Json[]): Json => ({ authentication: LOGIN, authorization: { type: 'simple', acls } });

const STORE = { kind: 'ClusterSecretStore', name: 'aws' };
const FOUND = { find: { tags: { db: 'own' } } };
const secret = (store: Json, key: string, ...dataFrom: Json[]): Json => ({
  secretStoreRef: store, data: [{ secretKey: 'a', remoteRef: { key, property: 'a' } }], dataFrom: [FOUND, ...dataFrom],
});
const SECRET = secret(STORE, 'production/own/stripe');

const set = (changes: Json = {}, separation: Json = {}): Json => ({
  goTemplateOptions: ['missingkey=error'],
  generators: [{ git: { revision: 'HEAD', directories: [{ path: 'apps/*' }] } }],
  syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
  template: { spec: { project: 'own', destination: { namespace: 'own' }, ...separation } },
  ...changes,
});

const PROJECT = { destinations: [{ namespace: 'own' }], clusterResourceWhitelist: [], namespaceResourceWhitelist: [{ kind: 'Pod' }] };
const projects = (name: string, project: Json = {}): Json => ({
  template: { spec: { source: { helm: { valuesObject: { name, spec: { ...PROJECT, ...project } } } } } },
});

const PATCH = { fromFieldPath: 'spec.parameters.storageGB', toFieldPath: 'spec.forProvider.allocatedStorage' };
const INSTANCE = { forProvider: { dbSubnetGroupName: 'private' }, managementPolicies: ['Create', 'Update'] };

const composition = ({ name = 'instance', spec = INSTANCE, patches = [PATCH], kind = 'PostgreSQLInstance', steps = [] as Json[] } = {}): Json => ({
  compositeTypeRef: { kind },
  pipeline: [{ step: 'patch-and-transform', functionRef: { name: 'patches' }, input: { resources: [{ name, base: { spec }, patches }] } }, ...steps],
});
const COMPOSITION = composition();
const promised = new Map(
  compositionExpectations('PostgreSQLInstance', { spec: COMPOSITION }).map(({ guardrail, expected }) => [JSON.stringify([guardrail.id, expected().field]), expected()]),
);
const ofComposition = (id: string, field?: string): Json => promised.get(JSON.stringify([`own.composition.${id}`, field]))!;
const compositions = (id: string, field: string | undefined, ...broken: readonly Json[]) =>
  inSpec('Composition', ofComposition(id, field), COMPOSITION, ...broken);
const patched = (toFieldPath: string, more: Json = {}) => composition({ patches: [PATCH, { ...PATCH, toFieldPath, ...more }] });

const HOST_POLICY = {
  endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'own' } },
  egress: [{ toFQDNs: [{ matchName: 'api.stripe.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }],
  egressDeny: [{ toCIDR: ['169.254.169.254/32', 'fd00:ec2::254/128'] }],
};

/** What breaks each promise of what the library writes for Argo CD, by the id of its row. */
export const OBJECT_PLANTED: Readonly<Record<string, readonly ObjectPlant[]>> = {
  'own.object': [
    {
      sound: whole('KafkaTopic', {}),
      broken: whole('KafkaTopic', {}, 'x.io/v1beta2'),
      expected: { apiVersion: 'x.io/v1', kind: 'KafkaTopic', name: 'x', namespace: NAMESPACE },
    },
  ],
  'own.request': inSpec(
    'PostgreSQLInstance', { fields: { compositeDeletePolicy: 'Foreground' }, limits: LIMITS, required: ['storageGB'] }, REQUEST,
    { ...REQUEST, compositeDeletePolicy: 'Background' },
    { ...REQUEST, compositionRef: { name: 'own' } },
    { ...REQUEST, parameters: { storageGB: 501 } },
    { ...REQUEST, parameters: { storageGB: '20' } },
    { ...REQUEST, parameters: { storageGB: 20, tier: 'db.r6g.16xlarge' } },
    { ...REQUEST, parameters: { storageGB: 20, encrypted: false } },
    { ...REQUEST, parameters: { tier: 'dev' } },
  ),
  'own.cilium-policy': inSpec(
    'CiliumNetworkPolicy', { spec: HOST_POLICY }, HOST_POLICY,
    { ...HOST_POLICY, egressDeny: [] },
    { ...HOST_POLICY, endpointSelector: {} },
    { ...HOST_POLICY, egress: [...HOST_POLICY.egress, { toEntities: ['world'] }] },
    { ...HOST_POLICY, egress: [{ ...HOST_POLICY.egress[0], toFQDNs: [{ matchPattern: '*.stripe.com' }] }] },
  ),
  'own.topic': inSpec(
    'KafkaTopic', { kept: KEPT }, topic({}),
    topic({ 'replicas': 1 }), topic({ 'retention.ms': 1 }), topic({ 'cleanup.policy': 'compact' }),
    topic({ 'min.insync.replicas': 1 }), topic({ 'retention.bytes': 1024 }),
  ),
  'own.kafka.rights': inSpec(
    'KafkaUser', { service: 'own', groupPrefix: 'own.', authentication: LOGIN, acls: [RIGHT] }, rights(RIGHT),
    rights(RIGHT, OTHER_RIGHT), rights(OTHER_RIGHT), rights(),
    { ...rights(RIGHT), authentication: { type: 'tls-external' } },
    { authentication: LOGIN, authorization: { type: 'custom', acls: [RIGHT] } },
  ),
  'own.kafka.store': inSpec(
    'SecretStore', { provider: { kubernetes: { remoteNamespace: 'kafka' } } }, { provider: { kubernetes: { remoteNamespace: 'kafka' } } },
    { provider: { kubernetes: { remoteNamespace: 'kube-system' } } }, { provider: { vault: { server: 'https://vault' } } }, {},
  ),
  'own.secret': inSpec(
    'ExternalSecret', { store: STORE, keys: ['production/own/stripe'], found: [FOUND] }, SECRET,
    secret({ ...STORE, name: 'other' }, 'production/own/stripe'),
    secret(STORE, 'production/other/stripe'),
    secret(STORE, 'production/own/stripe', { extract: { key: 'production/other/stripe' } }),
    secret(STORE, 'production/own/stripe', { find: { name: { regexp: '.*' } } }),
  ),
  'own.composition.steps': compositions('steps', undefined,
    composition({ steps: [{ step: 'own', functionRef: { name: 'own' } }] }), { ...COMPOSITION, pipeline: [] }),
  'own.composition.resources': compositions('resources', undefined,
    composition({ kind: 'Other' }), composition({ name: 'other' }),
    { ...COMPOSITION, pipeline: [...stepsOf({ spec: COMPOSITION }), ...stepsOf({ spec: COMPOSITION })] }),
  'own.composition.setting': [
    ...compositions('setting', 'dbSubnetGroupName', composition({ spec: { ...INSTANCE, forProvider: { dbSubnetGroupName: 'public' } } })),
    ...compositions('setting', 'password', composition({ spec: { ...INSTANCE, forProvider: { dbSubnetGroupName: 'private', password: 'x' } as never } })),
  ],
  'own.composition.patches': compositions('patches', undefined,
    composition({ patches: [] }), patched('spec.forProvider.storageEncrypted'), patched('spec'), patched('spec[forProvider]'),
    patched('spec.managementPolicies'), patched('spec.forProvider.region', { type: 'PatchSet' })),
  'own.composition.fate': compositions('fate', undefined,
    composition({ spec: { ...INSTANCE, managementPolicies: ['*'] } }), composition({ spec: { ...INSTANCE, deletionPolicy: 'Delete' } as never })),
  'own.application-set.separated': inSpec('ApplicationSet', separationOf(set()), set(),
    set({ goTemplateOptions: ['missingkey=zero'] }), set({ generators: [{ git: { files: [{ path: 'apps/*/x.yaml' }] } }] }),
    set({}, { project: 'default' }), set({}, { destination: { namespace: 'kube-system' } })),
  'own.application-set.kept': inSpec(
    'ApplicationSet', { applicationsSync: 'create-update', preserveResourcesOnDeletion: true }, set(),
    set({ syncPolicy: { applicationsSync: 'sync', preserveResourcesOnDeletion: true } }), set({ syncPolicy: undefined }),
  ),
  'own.application-set.projects': inSpec(
    'ApplicationSet', { namespace: 'own' }, projects('own'),
    projects('other'), projects('own', { destinations: [{ namespace: 'kube-system' }] }), projects('own', { sourceRepos: ['*'] }),
    projects('own', { clusterResourceWhitelist: [{ kind: 'Namespace' }] }),
  ),
};
