import { KafkaTopic, ObjectBucket, PostgresDatabase, RedisCache, ServiceSecret } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import { BUCKET, CACHE, DATABASE, legacyPlatform, SECRET, TOPIC } from '../support/data';
import { refusedData, synthData } from '../support/manifests';

/** What a team asks for, by the words of the tables below. */
const REQUESTS = {
  database: (stack: TerraformStack) => new PostgresDatabase(stack, 'Data', DATABASE).request!,
  cache: (stack: TerraformStack) => new RedisCache(stack, 'Data', CACHE).request,
  bucket: (stack: TerraformStack) => new ObjectBucket(stack, 'Data', BUCKET).request!,
  topic: (stack: TerraformStack) => new KafkaTopic(stack, 'Data', TOPIC).topic,
  secret: (stack: TerraformStack) => new ServiceSecret(stack, 'Data', SECRET).externalSecret,
};

type What = keyof typeof REQUESTS;
type Patch = (request: ApiObject) => void;

const replaced = (path: string, value: unknown): Patch => (request) => request.addJsonPatch(JsonPatch.replace(path, value));
const added = (path: string, value: unknown): Patch => (request) => request.addJsonPatch(JsonPatch.add(path, value));
const removed = (path: string): Patch => (request) => request.addJsonPatch(JsonPatch.remove(path));

const KEPT = '/metadata/annotations/argocd.argoproj.io~1sync-options';

/** What a team could do to its request, the kind of the document, and what the error says was found. */
const REFUSED: [what: What, plant: string, patch: Patch, kind: string, got: string][] = [
  ['database', 'lost with a mistake in Git', removed(KEPT), 'PostgreSQLInstance', 'sync-options: nothing'],
  ['database', 'pruned by Argo CD', replaced(KEPT, 'Delete=false'), 'PostgreSQLInstance', "sync-options: 'Delete=false'"],
  ['database', 'without annotations', removed('/metadata/annotations'), 'PostgreSQLInstance', 'sync-options: nothing'],
  ['database', 'in another namespace', replaced('/metadata/namespace', 'ledger-staging'), 'PostgreSQLInstance', "namespace: 'ledger-staging'"],
  ['database', 'of another name', replaced('/metadata/name', 'ledger'), 'PostgreSQLInstance', "name: 'ledger'"],
  ['database', 'of another kind', replaced('/kind', 'Instance'), 'Instance', "kind: 'Instance'"],
  ['database', 'served by another Composition', added('/spec/crossplane', { compositionRef: { name: 'own' } }), 'PostgreSQLInstance', 'the field crossplane: {"compositionRef":{"name":"own"}}'],
  ['database', 'served by another, in the old way', added('/spec/compositionRef', { name: 'own' }), 'PostgreSQLInstance', 'the field compositionRef: {"name":"own"}'],
  ['database', 'too large', replaced('/spec/parameters/storageGB', 501), 'PostgreSQLInstance', 'storageGB: 501'],
  ['database', 'of half a gigabyte', replaced('/spec/parameters/storageGB', 20.5), 'PostgreSQLInstance', 'storageGB: 20.5'],
  ['database', 'of a size in words', replaced('/spec/parameters/storageGB', '20'), 'PostgreSQLInstance', "storageGB: '20'"],
  ['database', 'without a size', removed('/spec/parameters/storageGB'), 'PostgreSQLInstance', 'storageGB: nothing'],
  ['database', 'of a class', replaced('/spec/parameters/tier', 'db.r6g.16xlarge'), 'PostgreSQLInstance', "tier: 'db.r6g.16xlarge'"],
  ['database', 'backed up for a day', replaced('/spec/parameters/backupRetentionDays', 1), 'PostgreSQLInstance', 'backupRetentionDays: 1'],
  ['database', 'of an old version', replaced('/spec/parameters/engineVersion', '9.6'), 'PostgreSQLInstance', "engineVersion: '9.6'"],
  ['database', 'with what nobody reads', added('/spec/parameters/encrypted', false), 'PostgreSQLInstance', 'the parameter encrypted'],
  ['database', 'without parameters', removed('/spec/parameters'), 'PostgreSQLInstance', 'storageGB: nothing'],
  ['cache', 'lost with a mistake in Git', removed(KEPT), 'RedisCache', 'sync-options: nothing'],
  ['cache', 'in another namespace', replaced('/metadata/namespace', 'ledger-staging'), 'RedisCache', "namespace: 'ledger-staging'"],
  ['cache', 'of an old version', replaced('/spec/parameters/engineVersion', '5.0'), 'RedisCache', "engineVersion: '5.0'"],
  ['bucket', 'lost with a mistake in Git', removed(KEPT), 'ObjectBucket', 'sync-options: nothing'],
  ['bucket', 'emptied every day', replaced('/spec/parameters/keepOldVersionsDays', 1), 'ObjectBucket', 'keepOldVersionsDays: 1'],
  ['bucket', 'that expires at once', added('/spec/parameters/expireAfterDays', 0), 'ObjectBucket', 'expireAfterDays: 0'],
  ['topic', 'lost with a mistake in Git', removed(KEPT), 'KafkaTopic', 'sync-options: nothing'],
];

test.each(REFUSED)('a %s is refused %s', (what, _, patch, kind, got) => {
  const error = refusedData(REQUESTS[what], patch);
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems).toHaveLength(1);
  const [problem] = error.problems;
  expect(problem.path).toBe(`checkout-staging/Data: ${kind}`);
  expect(problem.got).toContain(got);
  expect(problem.fix).toBe('remove the patch that changes it; this cannot be changed');
});

test('the claim of Crossplane 1.x keeps its secret, its fate and its Composition', () => {
  const platform = legacyPlatform();
  const CHANGES = [
    replaced('/spec/compositeDeletePolicy', 'Background'),
    replaced('/spec/writeConnectionSecretToRef/name', 'elsewhere'),
    added('/spec/compositionRef', { name: 'own' }),
    added('/spec/compositionSelector', { matchLabels: { own: 'yes' } }),
  ];
  for (const change of CHANGES) {
    const error = refusedData(REQUESTS.database, change, { platform });
    expect(error.code).toBe('LostNonNegotiable');
    expect(error.problems.map(({ path }) => path)).toEqual(['checkout-staging/Data: PostgreSQLInstance']);
  }
});

test('problems of several documents come in one error', () => {
  const error = refusedData(
    (stack) => [REQUESTS.database(stack), new KafkaTopic(stack, 'Topic', TOPIC).topic],
    (requests) => requests.forEach((request) => request.addJsonPatch(JsonPatch.remove(KEPT))),
  );
  expect(error.problems.map(({ path }) => path)).toEqual(['checkout-staging/Data: PostgreSQLInstance', 'checkout-staging/Topic: KafkaTopic']);
});

/** What the rest of the output would not know of, what the schema in the cluster refuses, and a name that leads out of its folder. */
const OTHER_OBJECTS: [what: What, plant: string, patch: Patch, got: string][] = [
  ['database', 'of another API, which nobody serves', replaced('/apiVersion', 'own.acme.io/v1'), "apiVersion: 'own.acme.io/v1'"],
  ['database', 'of a name that PostgreSQL keeps for itself', replaced('/spec/parameters/database', 'rdsadmin'), "database: 'rdsadmin'"],
  ['topic', 'of another namespace, where nobody makes it', replaced('/metadata/namespace', 'elsewhere'), "namespace: 'elsewhere'"],
  ['topic', 'of another name than its clients are told', replaced('/metadata/name', 'other.events'), "name: 'other.events'"],
  ['secret', 'in the namespace of another service', replaced('/metadata/namespace', 'ledger-staging'), "namespace: 'ledger-staging'"],
  ['secret', 'without a name', removed('/metadata/name'), 'name: nothing'],
  ['secret', 'of a name that leads out of its folder', replaced('/metadata/name', '../../../x'), "name: '../../../x'"],
];

test.each(OTHER_OBJECTS)('a %s is refused %s', (what, _, patch, got) => {
  const error = refusedData(REQUESTS[what], patch);
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems.map((problem) => problem.got)).toEqual([got]);
});

test('a database in production is refused with one zone and no reason', () => {
  const error = refusedData(REQUESTS.database, replaced('/spec/parameters/multiAZ', false), { environment: 'production' });
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems.map(({ got }) => got)).toEqual(['multiAZ: false without singleAZReason']);
});

test('the error names the field of the spec that is none of the library', () => {
  const [problem] = refusedData(REQUESTS.database, added('/spec/crossplane', { compositionRef: { name: 'own' } })).problems;
  expect(problem.got).toContain('crossplane');
});

describe('what takes nothing away goes through', () => {
  test('labels and annotations of their own', () => {
    const { manifests } = synthData((stack) => {
      const request = REQUESTS.database(stack);
      request.metadata.addLabel('own', 'label');
      request.metadata.addAnnotation('description', 'of all orders');
    });
    const { metadata } = manifests['postgresqlinstance-orders.yaml'];
    expect(metadata.labels).toMatchObject({ 'own': 'label', 'platform.acme.io/team': 'payments' });
    expect(metadata.annotations).toMatchObject({ 'description': 'of all orders', 'platform.acme.io/owner': 'payments-team' });
  });

  test('parameters within their limits', () => {
    const { manifests } = synthData((stack) => {
      replaced('/spec/parameters/storageGB', 500)(REQUESTS.database(stack));
    });
    expect(manifests['postgresqlinstance-orders.yaml'].spec.parameters.storageGB).toBe(500);
  });

  test('what may be left out', () => {
    const { manifests } = synthData((stack) => removed('/spec/parameters/engineVersion')(REQUESTS.database(stack)));
    expect(manifests['postgresqlinstance-orders.yaml'].spec.parameters).not.toHaveProperty('engineVersion');
  });

  test("a topic's own settings", () => {
    const { manifests } = synthData((stack) => added('/spec/config/max.message.bytes', 2_000_000)(REQUESTS.topic(stack)));
    expect(manifests['kafkatopic-orders.events.yaml'].spec.config['max.message.bytes']).toBe(2_000_000);
  });
});

test('taking the construct or the object out of its tree takes nothing out of the output', () => {
  const { manifests } = synthData((stack) => {
    const request = REQUESTS.database(stack);
    request.node.scope!.node.tryRemoveChild(request.node.id);
    stack.node.tryRemoveChild('Data');
  });
  expect(Object.keys(manifests)).toEqual(['postgresqlinstance-orders.yaml']);
});

test('whose it is cannot be changed: the owner is put on last', () => {
  const { manifests } = synthData((stack) => {
    const request = REQUESTS.database(stack);
    request.metadata.addLabel('platform.acme.io/team', 'nobody');
    request.metadata.addLabel('app.kubernetes.io/managed-by', 'me');
    request.metadata.addAnnotation('platform.acme.io/cost-center', 'free');
  });
  const { labels, annotations } = manifests['postgresqlinstance-orders.yaml'].metadata;
  expect(labels).toMatchObject({ 'platform.acme.io/team': 'payments', 'app.kubernetes.io/managed-by': 'argocd' });
  expect(annotations['platform.acme.io/cost-center']).toBe('cc-1');
});
