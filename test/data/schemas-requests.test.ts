import { REPLICATION_GROUP_LENGTH } from '../../lib/data/redis/limits';
import type { KubernetesObject } from '../support/documents';
import { refusals } from '../support/schemas/api-server';
import type { Review } from '../support/schemas/api-server';
import { requestSchema } from '../support/schemas/schema';
import type { DefinitionSpec, Schema } from '../support/schemas/schema';
import { find, TREES } from '../support/schemas/trees';
import type { Manifest } from '../support/schemas/trees';
import type { Json } from '../support/synth';

const CROSSPLANE_2 = TREES['every kind for Crossplane 2.x'];
const CROSSPLANE_1 = TREES['every kind for Crossplane 1.x'];

/** The schemas that the definitions in an environment's folder give, by the kind that teams write. */
function readSchemas(tree: readonly Manifest[], environment: string): Record<string, Schema> {
  const definitions = tree.filter(({ path, document }) => path.includes(`/${environment}/`) && document.kind === 'CompositeResourceDefinition');
  const specs = definitions.map(({ document }) => document.spec as DefinitionSpec);
  return Object.fromEntries(specs.map((spec) => [(spec.claimNames ?? spec.names).kind, requestSchema(spec)]));
}

const ENVIRONMENTS = ['staging', 'production'];
const inEach = (tree: readonly Manifest[]) => Object.fromEntries(ENVIRONMENTS.map((name) => [name, readSchemas(tree, name)]));
const SCHEMAS = new Map(Object.values(TREES).map((tree) => [tree, inEach(tree)]));
const schemasIn = (tree: readonly Manifest[], environment: string) => SCHEMAS.get(tree)![environment];

const CASES = Object.entries(TREES).flatMap(([tree, manifests]) => ENVIRONMENTS.map((environment) => ({ tree, environment, manifests })));

test.each(CASES)('every request of $tree in $environment is what its definition asks for', ({ manifests, environment }) => {
  const schemas = schemasIn(manifests, environment);
  const requests = manifests.filter(({ path, document }) => path.startsWith('apps/') && path.includes(`/${environment}/`) && document.kind in schemas);
  const kinds = new Set(requests.map(({ document }) => document.kind));
  const reviews = requests.map(({ document }) => ({ schema: schemas[document.kind], document }));
  // A request may be applied again as it is.
  const again = reviews.map((review) => ({ ...review, old: review.document }));

  expect(Object.keys(schemas).sort()).toEqual(['ObjectBucket', 'PostgreSQLInstance', 'RedisCache']);
  expect([...kinds]).toEqual(expect.arrayContaining(['PostgreSQLInstance', 'RedisCache']));
  expect(refusals([...reviews, ...again]).flat()).toEqual([]);
});

test('every kind of request is among those that were checked', () => {
  for (const tree of [CROSSPLANE_1, CROSSPLANE_2]) {
    for (const environment of ENVIRONMENTS) {
      const kinds = ['PostgreSQLInstance', 'RedisCache', 'ObjectBucket'].map((kind) => [kind, tree.filter(({ path, document }) => path.includes(`/${environment}/`) && document.kind === kind).length]);
      expect(Object.fromEntries(kinds)).toEqual({ PostgreSQLInstance: 1, RedisCache: 2, ObjectBucket: 1 });
    }
  }
});

const PARAMETERS = 'spec.parameters';

/** What somebody could write into a request, and what an API server says of it. */
const FAULTS: [fault: string, kind: string, plant: (request: Json) => void, says: string][] = [
  ['storage below the least', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.storageGB = 19; }, `${PARAMETERS}.storageGB: must be >= 20`],
  ['storage above the most', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.storageGB = 501; }, `${PARAMETERS}.storageGB: must be <= 500`],
  ['storage as text', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.storageGB = '100'; }, `${PARAMETERS}.storageGB: must be integer`],
  ['half a gigabyte', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.storageGB = 20.5; }, `${PARAMETERS}.storageGB: must be integer`],
  ['no storage', 'PostgreSQLInstance', ({ spec }) => { delete spec.parameters.storageGB; }, `${PARAMETERS}.storageGB: must have required property 'storageGB'`],
  ['no tier', 'PostgreSQLInstance', ({ spec }) => { delete spec.parameters.tier; }, `${PARAMETERS}.tier: must have required property 'tier'`],
  ['a misspelt tier', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.tier = 'standart'; }, `${PARAMETERS}.tier: must be equal to one of the allowed values`],
  ['an unknown parameter', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.storageGb = 100; }, `${PARAMETERS}.storageGb: must NOT have additional properties`],
  ['an unknown field beside the parameters', 'PostgreSQLInstance', ({ spec }) => { spec.paramters = {}; }, 'spec.paramters: must NOT have additional properties'],
  ['no parameters', 'PostgreSQLInstance', (request) => { request.spec = {}; }, "spec.parameters: must have required property 'parameters'"],
  ['no spec', 'PostgreSQLInstance', (request) => { delete request.spec; }, "spec: must have required property 'spec'"],
  ['multiAZ as text', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.multiAZ = 'true'; }, `${PARAMETERS}.multiAZ: must be boolean`],
  ['a blank reason', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.singleAZReason = ' '; }, `${PARAMETERS}.singleAZReason: must match pattern "\\S"`],
  ['a version that RDS has no more', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.engineVersion = '13'; }, `${PARAMETERS}.engineVersion: must match pattern`],
  ['a version as a number', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.engineVersion = 16; }, `${PARAMETERS}.engineVersion: must be string`],
  ['backups for less than a week', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.backupRetentionDays = 6; }, `${PARAMETERS}.backupRetentionDays: must be >= 7`],
  ['a database that PostgreSQL keeps for itself', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.database = 'template1'; }, `${PARAMETERS}.database: database is a name that PostgreSQL keeps for itself`],
  ['a database with a hyphen', 'PostgreSQLInstance', ({ spec }) => { spec.parameters.database = 'payments-db'; }, `${PARAMETERS}.database: must match pattern`],
  ['a name with a capital', 'PostgreSQLInstance', ({ metadata }) => { metadata.name = 'Payments'; }, 'metadata.name: must match pattern'],
  ['a name with a hyphen at its end', 'PostgreSQLInstance', ({ metadata }) => { metadata.name = 'payments-'; }, 'metadata.name: must match pattern'],
  ['no namespace', 'PostgreSQLInstance', ({ metadata }) => { delete metadata.namespace; }, "metadata.namespace: must have required property 'namespace'"],
  ['a cache of a version that there is not', 'RedisCache', ({ spec }) => { spec.parameters.engineVersion = '6.2'; }, `${PARAMETERS}.engineVersion: must be equal to one of the allowed values`],
  ['a cache with storage', 'RedisCache', ({ spec }) => { spec.parameters.storageGB = 20; }, `${PARAMETERS}.storageGB: must NOT have additional properties`],
  ['a bucket that forgets at once', 'ObjectBucket', ({ spec }) => { spec.parameters.keepOldVersionsDays = 6; }, `${PARAMETERS}.keepOldVersionsDays: must be >= 7`],
  ['a bucket that empties itself', 'ObjectBucket', ({ spec }) => { spec.parameters.expireAfterDays = 0; }, `${PARAMETERS}.expireAfterDays: must be >= 1`],
];

/** The document that faults are planted in. */
function good(tree: readonly Manifest[], environment: string, kind: string): KubernetesObject {
  const name = kind === 'RedisCache' ? 'payments-cache' : undefined;
  return find(tree, environment, kind, name);
}

function planted(tree: readonly Manifest[], environment: string, kind: string, plant: (request: Json) => void): Review {
  const document = good(tree, environment, kind);
  plant(document);
  return { schema: schemasIn(tree, environment)[kind], document };
}

const named = (tree: readonly Manifest[], environment: string, kind: string, name: string) => (
  planted(tree, environment, kind, ({ metadata }) => { metadata.name = name; })
);

describe.each([['2.x', CROSSPLANE_2], ['1.x', CROSSPLANE_1]])('an API server with Crossplane %s refuses', (_, tree) => {
  const found = refusals(FAULTS.map(([, kind, plant]) => planted(tree, 'production', kind, plant)));

  test.each(FAULTS.map(([fault, kind, , says], index) => ({ fault, kind, says, refusal: found[index] })))('$fault in a $kind', ({ says, refusal }) => {
    expect(refusal).toEqual([expect.stringContaining(says)]);
  });

  test.each(['PostgreSQLInstance', 'RedisCache'])('a %s in one zone of production without a reason, and takes it with one', (kind) => {
    const oneZone = ({ spec }: Json) => { spec.parameters.multiAZ = false; };
    const withReason = ({ spec }: Json) => { spec.parameters.multiAZ = false; spec.parameters.singleAZReason = 'it can be rebuilt'; };
    const reviews = [planted(tree, 'production', kind, oneZone), planted(tree, 'production', kind, withReason), planted(tree, 'staging', kind, oneZone)];

    expect(refusals(reviews)).toEqual([[`${PARAMETERS}: multiAZ may be false in production only with a singleAZReason`], [], []]);
  });

  test('storage that shrinks, and takes storage that grows', () => {
    const schema = schemasIn(tree, 'production').PostgreSQLInstance;
    const old = good(tree, 'production', 'PostgreSQLInstance');
    const changedTo = (storageGB: number) => {
      const document: Json = structuredClone(old);
      document.spec.parameters.storageGB = storageGB;
      return { schema, document, old };
    };

    expect((old as Json).spec.parameters.storageGB).toBe(100);
    expect(refusals([changedTo(99), changedTo(100), changedTo(101)])).toEqual([
      [`${PARAMETERS}.storageGB: storageGB may grow and not shrink: RDS cannot take storage away`],
      [],
      [],
    ]);
  });
});

describe.each([['2.x', CROSSPLANE_2], ['1.x', CROSSPLANE_1]])('an API server with Crossplane %s and storage of 400 GiB', (_, tree) => {
  const schema = schemasIn(tree, 'production').PostgreSQLInstance;
  const withStorage = (parameters: Json) => {
    const document: Json = structuredClone(good(tree, 'production', 'PostgreSQLInstance'));
    Object.assign(document.spec.parameters, parameters);
    return document;
  };
  const FAST = { iops: 12_000, storageThroughput: 500 };
  const GROWS = `${PARAMETERS}: storageGB that grows to 400 or more needs iops: 12000 and storageThroughput: 500: RDS refuses lower values there`;
  const TOO_SMALL = `${PARAMETERS}: iops and storageThroughput need a storageGB of 400 or more: RDS refuses them below`;

  test.each<[string, Json, Json | undefined, string[]]>([
    ['takes a request that says no performance', { storageGB: 400 }, undefined, []],
    ['takes the performance of the size', { storageGB: 400, ...FAST }, undefined, []],
    ['refuses the performance for less storage', { storageGB: 399, ...FAST }, undefined, [TOO_SMALL]],
    ['refuses half of it for less storage', { storageGB: 399, iops: 12_000 }, undefined, [TOO_SMALL]],
    ['refuses the lower performance of less storage', { storageGB: 400, iops: 3000 }, undefined, [`${PARAMETERS}.iops: must be >= 12000`]],
    ['refuses performance that costs more', { storageGB: 400, storageThroughput: 501 }, undefined, [`${PARAMETERS}.storageThroughput: must be <= 500`]],
    ['refuses growth to it without its performance', { storageGB: 400 }, { storageGB: 399 }, [GROWS]],
    ['refuses growth to it with half of its performance', { storageGB: 400, iops: 12_000 }, { storageGB: 399 }, [GROWS]],
    ['takes growth to it with its performance', { storageGB: 400, ...FAST }, { storageGB: 100 }, []],
    ['takes growth above it', { storageGB: 500 }, { storageGB: 400 }, []],
    ['takes growth below it', { storageGB: 399 }, { storageGB: 100 }, []],
  ])('%s', (_case, parameters, old, problems) => {
    expect(refusals([{ schema, document: withStorage(parameters), ...(old && { old: withStorage(old) }) }])).toEqual([problems]);
  });
});

describe('a name that a resource in AWS cannot have is refused', () => {
  const A_NAME = 'the document: metadata.name has to be';
  const NAMES: [fault: string, kind: string, name: string, says: string][] = [
    ['with two hyphens in a row', 'PostgreSQLInstance', 'payments--db', `${A_NAME} 3 to 40 lowercase letters, digits and single hyphens`],
    ['with a digit at its beginning', 'PostgreSQLInstance', '1-payments', `${A_NAME} 3 to 40 lowercase letters`],
    ['with a dot', 'PostgreSQLInstance', 'payments.db', `${A_NAME} 3 to 40 lowercase letters`],
    ['too long for a database', 'PostgreSQLInstance', 'a'.repeat(41), 'metadata.name'],
    ['too long for a cache', 'RedisCache', 'a'.repeat(31), 'metadata.name'],
    ['too long for a bucket', 'ObjectBucket', 'a'.repeat(38), 'metadata.name'],
  ];
  const found = refusals(NAMES.map(([, kind, name]) => named(CROSSPLANE_2, 'production', kind, name)));

  test.each(NAMES.map(([fault, kind, , says], index) => ({ fault, kind, says, refusal: found[index] })))('$fault ($kind)', ({ says, refusal }) => {
    expect(refusal).toEqual([expect.stringContaining(says)]);
  });

  test('too short', () => {
    expect(refusals([named(CROSSPLANE_2, 'production', 'PostgreSQLInstance', 'ab')])).toEqual([[expect.stringContaining('metadata.name')]]);
  });

  test('too long for a cache with the name of its environment', () => {
    expect('-production'.length + 30).toBeGreaterThan(REPLICATION_GROUP_LENGTH);
    expect(refusals([named(CROSSPLANE_2, 'production', 'RedisCache', 'a'.repeat(30))])).toEqual([[expect.stringContaining('metadata.name')]]);
  });

  // Crossplane before 2.2 keeps of the schema above spec no rule, and of the name the length alone.
  test('too long for a database in Crossplane 1.x', () => {
    expect(refusals([named(CROSSPLANE_1, 'production', 'PostgreSQLInstance', 'a'.repeat(47))])).toEqual([[expect.stringContaining('metadata.name')]]);
  });
});
