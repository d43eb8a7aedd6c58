import type { ServiceStack } from '@golden-path/constructs';
import { DatabaseTier } from '@golden-path/constructs';
import { allowedBy } from '../../lib/core/limits';
import type { Limit } from '../../lib/core/limits';
import { bucketApi } from '../../lib/data/bucket/crossplane';
import { BUCKET_LIMITS } from '../../lib/data/bucket/limits';
import { definitionOf } from '../../lib/data/crossplane/data-api';
import { postgresApi } from '../../lib/data/postgres/crossplane';
import { POSTGRES_LIMITS } from '../../lib/data/postgres/limits';
import { resolvePostgres } from '../../lib/data/postgres/settings';
import { addInstance } from '../../lib/data/postgres/terraform';
import { redisApi } from '../../lib/data/redis/crossplane';
import { REDIS_LIMITS } from '../../lib/data/redis/limits';
import { serviceScopeOf } from '../../lib/data/shared/service-scope';
import { aPlatform } from '../support/platform';
import { libraryWith } from '../support/schemas/changed-library';
import { FrontDoors } from '../support/schemas/front-doors';
import { sentencesOf } from '../support/schemas/props-docs';
import { find } from '../support/schemas/trees';
import { aService, synthApp } from '../support/synth';
import type { Json } from '../support/synth';

const platform = aPlatform();
const [staging] = platform.environments;
const few: Limit = { type: 'integer', minimum: 3, maximum: 4 };

test.each([
  ['PostgreSQLInstance', 'storageGB', postgresApi(platform, staging, { ...POSTGRES_LIMITS, storageGb: few })],
  ['ObjectBucket', 'expireAfterDays', bucketApi({ ...BUCKET_LIMITS, expireAfterDays: few })],
])('the schema of a %s is made of the limits that it is given', (_, parameter, api) => {
  const { spec }: Json = definitionOf(api, platform, staging);
  const { properties } = spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.parameters;
  expect(properties[parameter]).toMatchObject({ type: 'integer', minimum: 3, maximum: 4, description: 'an integer from 3 to 4' });
});

test('the schema of a RedisCache is made of the limits that it is given', () => {
  const { spec }: Json = definitionOf(redisApi(platform, staging, { ...REDIS_LIMITS, engineVersion: { type: 'string', enum: ['8.0'] } }), platform, staging);
  const { properties } = spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.parameters;
  expect(properties.engineVersion).toMatchObject({ enum: ['8.0'], description: "one of '8.0'" });
});

test('the conditions of an instance in Terraform are made of the limits that it is given', () => {
  const limits = { ...POSTGRES_LIMITS, storageGb: few, backupRetentionDays: few };
  const { 'checkout-staging': json } = synthApp((app) => {
    const service = aService(app);
    const stack = service.node.scope as ServiceStack;
    const props = { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.DEV };
    addInstance(stack, resolvePostgres(stack, serviceScopeOf(stack), props), limits);
  });
  const [instance] = Object.values<Json>(json.resource.aws_db_instance);
  expect(instance.lifecycle.postcondition.slice(0, 2)).toEqual([
    { condition: '${self.allocated_storage >= 3 && self.allocated_storage <= 4}', error_message: 'allocated_storage has to be an integer from 3 to 4.' },
    { condition: '${self.backup_retention_period >= 3 && self.backup_retention_period <= 4}', error_message: 'backup_retention_period has to be an integer from 3 to 4.' },
  ]);
});

const LIMITS: [file: string, limits: Record<string, Limit>][] = [
  ['data/postgres/postgres-database-props.ts', POSTGRES_LIMITS],
  ['data/redis/redis-cache.ts', REDIS_LIMITS],
  ['data/bucket/object-bucket.ts', BUCKET_LIMITS],
];

/** What a reader has to be told of a limit: every number, and every word of a list that is no enum of its own. */
function facts({ minLength, maxLength, minimum, maximum, enum: words = [] }: Limit): string[] {
  const listed = words.every((word) => /^\d/.test(word)) ? words : [];
  return [minLength, maxLength, minimum, maximum, ...listed].filter((fact) => fact !== undefined).map(String);
}

/** The limits whose words leave a number out. */
function untold(limits: Record<string, Limit>, words: (name: string, limit: Limit) => string | undefined): string[] {
  return Object.entries(limits).flatMap(([name, limit]) => {
    const said = words(name, limit);
    if (said === undefined) return [];
    return facts(limit).filter((fact) => !new RegExp(`(^|\\D)${fact.replace('.', '\\.')}(\\D|$)`).test(said)).map((fact) => `${name}: ${fact}`);
  });
}

test.each(LIMITS)('a message about a limit says every number of it: %s', (_, limits) => {
  expect(untold(limits, (__, limit) => allowedBy(limit))).toEqual([]);
});

/** Free text, whose length no team needs to know before it is too long. */
const NOT_IN_DOCUMENTATION = ['singleAzReason', 'database'];

test.each(LIMITS)('the documentation of the props says every number of their limits: %s', (file, limits) => {
  const sentences = sentencesOf(file);
  const props = Object.keys(limits).filter((name) => !NOT_IN_DOCUMENTATION.includes(name));
  expect(Object.keys(sentences)).toEqual(expect.arrayContaining(props));
  expect(untold(limits, (name) => (props.includes(name) ? sentences[name] : undefined))).toEqual([]);
});

test('a check fails for documentation that says another number than the limit', () => {
  const { storageGb } = sentencesOf('data/postgres/postgres-database-props.ts');
  expect(storageGb).toBe('The storage in GiB, from 20 to 500. It can grow, but not shrink.');
  expect(untold({ storageGb: { type: 'integer', minimum: 20, maximum: 1000 } }, () => storageGb)).toEqual(['storageGb: 1000']);
  expect(untold({ storageGb: { type: 'integer', minimum: 20, maximum: 50 } }, () => storageGb)).toEqual(['storageGb: 50']);
});

test('every version that a database may have has its parameter group', () => {
  const { parameterGroups } = new FrontDoors(libraryWith([]));
  const { pattern, description } = POSTGRES_LIMITS.engineVersion;
  const allowed = [...Array(100).keys()].map(String).filter((major) => new RegExp(pattern).test(major));
  expect(parameterGroups).toEqual(allowed.map((major) => `staging-postgres${major}`));
  const range = `from ${allowed[0]} to ${allowed.at(-1)}`;
  expect([description, sentencesOf('data/postgres/postgres-database-props.ts').engineVersion]).toEqual([expect.stringContaining(range), expect.stringContaining(range)]);
});

describe('a limit that is written twice', () => {
  let edited: FrontDoors;
  beforeAll(() => {
    edited = new FrontDoors(libraryWith([
      { file: 'data/postgres/limits.ts', from: "'17', '18']", to: "'17', '18', '19']" },
      { file: 'data/postgres/limits.ts', from: 'NAME_LENGTH = 40', to: 'NAME_LENGTH = 45' },
      { file: 'data/bucket/limits.ts', from: 'resourceName(37)', to: 'resourceName(32)' },
    ]));
  });

  test('as the pattern of the versions and as a list of them: a new version has a parameter group', () => {
    expect(edited.parameterGroups).toContain('staging-postgres19');
  });

  test('as the length of two names: a longer database is written', () => {
    expect(edited.isWritten({ databaseName: 'a'.repeat(41) })).toBe(true);
  });

  test('as a number and in words: what is said of a name follows', () => {
    const xrd: Json = find(edited.platform, 'staging', 'CompositeResourceDefinition', 'objectbuckets.platform.acme.io');
    const [{ message }] = xrd.spec.versions[0].schema.openAPIV3Schema['x-kubernetes-validations'];
    expect(message).toContain('3 to 32');
  });
});
