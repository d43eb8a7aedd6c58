import type { KubernetesObject } from '../support/documents';
import { CHECKED_ELSEWHERE, definedKinds, kindOf, withinCompositions } from '../support/schemas/checked-kinds';
import { servedIn } from '../support/schemas/compositions';
import { setAt } from '../support/schemas/field-paths';
import { modelProblems } from '../support/schemas/models';
import { find, TREES } from '../support/schemas/trees';
import type { Json } from '../support/synth';

const DOCUMENTS = Object.values(TREES).flatMap((tree) => tree.map(({ document }) => document));

/** The kinds of documents that nothing checks, and those of the list that there are none of. */
function unchecked(documents: readonly KubernetesObject[]): { unknown: string[]; stale: string[] } {
  const all = withinCompositions(documents);
  const verdicts = modelProblems(all);
  const elsewhere = all.filter((_, index) => verdicts[index] === undefined).map(kindOf).filter((kind) => !definedKinds(all).includes(kind));
  return {
    unknown: [...new Set(elsewhere)].filter((kind) => !(kind in CHECKED_ELSEWHERE)),
    stale: Object.keys(CHECKED_ELSEWHERE).filter((kind) => !elsewhere.includes(kind)),
  };
}

test('every kind in the output has a schema here, or is on the list of those that are checked elsewhere', () => {
  expect(unchecked(DOCUMENTS)).toEqual({ unknown: [], stale: [] });
});

test('a kind that nobody has thought of is found out', () => {
  const created = { apiVersion: 'keda.sh/v1alpha1', kind: 'TriggerAuthentication' };
  const misspelt = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoles' };
  const composed: Json = find(TREES['the examples'], 'staging', 'Composition', 'rediscaches.aws.platform.acme.io');
  composed.spec.pipeline[0].input.resources[0].base.kind = 'Cluster';
  expect(unchecked([...DOCUMENTS, created, misspelt, composed]).unknown).toEqual([
    'keda.sh/TriggerAuthentication', 'rbac.authorization.k8s.io/ClusterRoles', 'elasticache.aws.m.upbound.io/Cluster',
  ]);
});

test('every document that there is a published schema of is what the schema says', () => {
  const verdicts = modelProblems(DOCUMENTS);
  const checked = DOCUMENTS.filter((_, index) => verdicts[index] !== undefined);
  expect([...new Set(checked.map(kindOf))].sort()).toEqual([
    'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
    'apps/DaemonSet',
    'argoproj.io/AppProject',
    'argoproj.io/ApplicationSet',
    'external-secrets.io/ClusterSecretStore',
    'external-secrets.io/ExternalSecret',
    'external-secrets.io/SecretStore',
    'monitoring.coreos.com/AlertmanagerConfig',
    'monitoring.coreos.com/PodMonitor',
    'monitoring.coreos.com/PrometheusRule',
    'rbac.authorization.k8s.io/ClusterRole',
    'v1/ConfigMap',
    'v1/Namespace',
    'v1/ServiceAccount',
  ]);
  expect(checked.length).toBeGreaterThan(20);
  expect(verdicts.flatMap((problems) => problems ?? [])).toEqual([]);
});

/** What a Composition makes of a template: every field that it patches has some text. */
function composedSecret(): KubernetesObject {
  const folder = TREES['the examples'].filter(({ path }) => path.startsWith('platform/production/')).map(({ document }) => document);
  const templates = servedIn(folder).flatMap((served) => served.templates);
  const { base, patches } = structuredClone(templates.find(({ base: { kind } }) => kind === 'ExternalSecret')!);
  for (const { toFieldPath } of patches) setAt(base, toFieldPath, 'text');
  return base;
}

test('the ExternalSecret that the Composition of databases makes is what the schema says', () => {
  expect(modelProblems([composedSecret()])).toEqual([[]]);
});

const tree = TREES['every kind for Crossplane 2.x'];
const secret = (name: string) => find(tree, 'production', 'ExternalSecret', name);
const GOOD = {
  stripe: secret('stripe'),
  connection: composedSecret(),
  kafka: find(tree, 'production', 'SecretStore'),
  vault: find(tree, 'production', 'ClusterSecretStore', 'platform-secrets'),
  aws: find(tree, 'production', 'ClusterSecretStore', 'platform-secrets-aws'),
  role: find(tree, 'production', 'ClusterRole'),
  project: find(TREES['the examples'], 'production', 'AppProject', 'kafka'),
  applications: find(TREES['the examples'], 'production', 'ApplicationSet', 'services'),
};

const FAULTS: [fault: string, of: keyof typeof GOOD, plant: (document: Json) => void, says: string][] = [
  ['a misspelt field at the top', 'stripe', (document) => { document.sepc = {}; }, 'sepc: unknown field'],
  ['a misspelt field of the metadata', 'stripe', ({ metadata }) => { metadata.label = {}; }, 'metadata.label: unknown field'],
  ['a label that is a number', 'stripe', ({ metadata }) => { metadata.labels.a = 1; }, 'metadata.labels.a: must be string'],
  ['a misspelt interval', 'stripe', ({ spec }) => { spec.refreshIntervall = '1h'; }, 'spec.refreshIntervall: unknown field'],
  ['an interval as a number', 'stripe', ({ spec }) => { spec.refreshInterval = 300; }, 'spec.refreshInterval: must be string'],
  ['no key of a remote value', 'stripe', ({ spec }) => { delete spec.data[0].remoteRef.key; }, 'spec.data.0.remoteRef: must have required property key'],
  ['no name of a value', 'stripe', ({ spec }) => { delete spec.data[0].secretKey; }, 'spec.data.0: must have required property secretKey'],
  ['a misspelt field of a remote value', 'stripe', ({ spec }) => { spec.data[0].remoteRef.propery = 'x'; }, 'spec.data.0.remoteRef.propery: unknown field'],
  ['an unknown decoding', 'stripe', ({ spec }) => { spec.data[0].remoteRef.decodingStrategy = 'Base32'; }, 'spec.data.0.remoteRef.decodingStrategy: must be equal to one of the allowed values (Auto, Base64, Base64URL, None)'],
  ['an unknown policy', 'stripe', ({ spec }) => { spec.target.creationPolicy = 'Owned'; }, 'spec.target.creationPolicy: must be equal to one of the allowed values (Owner, Orphan, Merge, None)'],
  ['a store of an unknown kind', 'stripe', ({ spec }) => { spec.secretStoreRef.kind = 'SecretsStore'; }, 'spec.secretStoreRef.kind: must be equal to one of the allowed values (SecretStore, ClusterSecretStore)'],
  ['values that are no list', 'stripe', ({ spec }) => { spec.data = {}; }, 'spec.data: must be array'],
  ['an unknown engine of templates', 'connection', ({ spec }) => { spec.target.template.engineVersion = 'v3'; }, 'spec.target.template.engineVersion: must be equal to one of the allowed values'],
  ['a port that is a number', 'connection', ({ spec }) => { spec.target.template.data.port = 5432; }, 'spec.target.template.data.port: must be string'],
  ['no key to extract', 'connection', ({ spec }) => { delete spec.dataFrom[0].extract.key; }, 'spec.dataFrom.0.extract: must have required property key'],
  ['a misspelt way to extract', 'connection', ({ spec }) => { spec.dataFrom[0].extrakt = {}; }, 'spec.dataFrom.0.extrakt: unknown field'],
  ['an unknown provider', 'kafka', ({ spec }) => { spec.provider = { kubernets: {} }; }, 'spec.provider.kubernets: unknown field'],
  ['two providers', 'kafka', ({ spec }) => { spec.provider.fake = { data: [] }; }, 'spec.provider: must NOT have more than 1 property'],
  ['a namespace in the wrong place', 'kafka', ({ spec }) => { spec.provider.kubernetes.namespace = 'kafka'; }, 'spec.provider.kubernetes.namespace: unknown field'],
  ['an authority from nowhere', 'kafka', ({ spec }) => { spec.provider.kubernetes.server.caProvider.type = 'File'; }, 'spec.provider.kubernetes.server.caProvider.type: must be equal to one of the allowed values'],
  ['an account without a name', 'kafka', ({ spec }) => { delete spec.provider.kubernetes.auth.serviceAccount.name; }, 'spec.provider.kubernetes.auth.serviceAccount: must have required property name'],
  ['no address of Vault', 'vault', ({ spec }) => { delete spec.provider.vault.server; }, 'spec.provider.vault: must have required property server'],
  ['an unknown engine of Vault', 'vault', ({ spec }) => { spec.provider.vault.version = '2'; }, 'spec.provider.vault.version: must be equal to one of the allowed values (v1, v2)'],
  ['no mount of Vault', 'vault', ({ spec }) => { delete spec.provider.vault.auth.kubernetes.mountPath; }, 'spec.provider.vault.auth.kubernetes: must have required property mountPath'],
  ['no region', 'aws', ({ spec }) => { delete spec.provider.aws.region; }, 'spec.provider.aws: must have required property region'],
  ['another service of AWS', 'aws', ({ spec }) => { spec.provider.aws.service = 'S3'; }, 'spec.provider.aws.service: must be equal to one of the allowed values (SecretsManager, ParameterStore)'],
  ['a misspelt selector', 'aws', ({ spec }) => { spec.conditions[0].namespaceSelektor = {}; }, 'spec.conditions.0.namespaceSelektor: unknown field'],
  ['a condition without its operator', 'aws', ({ spec }) => { delete spec.conditions[0].namespaceSelector.matchExpressions[0].operator; }, 'spec.conditions.0.namespaceSelector.matchExpressions.0: must have required property operator'],
  ['a misspelt rule', 'role', ({ rules }) => { rules[0].resource = ['x']; }, 'rules.0.resource: unknown field'],
  ['no verbs', 'role', ({ rules }) => { delete rules[0].verbs; }, 'rules.0: must have required property verbs'],
  ['a misspelt list of kinds', 'project', ({ spec }) => { spec.namespaceResourceWhitlist = []; }, 'spec.namespaceResourceWhitlist: unknown field'],
  ['a kind without its group', 'project', ({ spec }) => { delete spec.namespaceResourceWhitelist[0].group; }, 'spec.namespaceResourceWhitelist.0: must have required property group'],
  ['a misspelt generator', 'applications', ({ spec }) => { spec.generators[0].gitt = {}; }, 'spec.generators.0.gitt: unknown field'],
  ['applications of no project', 'applications', ({ spec }) => { delete spec.template.spec.project; }, 'spec.template.spec: must have required property project'],
  ['pruning as text', 'applications', ({ spec }) => { spec.template.spec.syncPolicy.automated.prune = 'true'; }, 'spec.template.spec.syncPolicy.automated.prune: must be boolean'],
  ['one verb that is no list', 'role', ({ rules }) => { rules[0].verbs = '*'; }, 'rules.0.verbs: must be array'],
];

const VERDICTS = modelProblems(FAULTS.map(([, of, plant]) => {
  const document = structuredClone(GOOD[of]);
  plant(document);
  return document;
}));

test('the documents that faults are planted in have none', () => {
  expect(modelProblems(Object.values(GOOD))).toEqual(Object.values(GOOD).map(() => []));
});

test.each(FAULTS.map(([fault, of, , says], index) => ({ fault, of, says, verdict: VERDICTS[index] })))('a check fails for $fault ($of)', ({ says, verdict }) => {
  expect(verdict).toContainEqual(expect.stringContaining(says));
});
