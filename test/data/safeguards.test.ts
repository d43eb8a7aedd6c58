import { ObjectBucket, PostgresDatabase } from '@golden-path/constructs';
import { FIXED_SETTINGS } from '../../lib/data/postgres/settings';
import { CACHE_SAFEGUARDS, DATABASE_SAFEGUARDS, PUBLIC_ACCESS_SAFEGUARDS } from '../../lib/guardrails/data-safeguards';
import { composedBy, COMPOSITIONS, synthDataPlatform } from '../support/compositions';
import { DATABASE, legacyPlatform, TERRAFORM_BUCKET, TERRAFORM_DATABASE } from '../support/data';
import { synthData, without } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { only } from '../support/synth';
import type { Json } from '../support/synth';

/** A value with its keys as Terraform writes them. */
function snakeCase(value: Json): Json {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  const key = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [key(name), snakeCase(part)]));
}

/** What a Composition's resource has of its own, and what a request decides. */
function compose({ base, patches }: Json): { settings: Json; patched: string[] } {
  const targets = patches.filter((patch: Json) => patch.type !== 'ToCompositeFieldPath').map((patch: Json) => patch.toFieldPath);
  const fields = targets.map((target: string) => /^spec\.forProvider\.(\w+)$/.exec(target)?.[1]).filter(Boolean);
  return {
    settings: snakeCase(without(base.spec.forProvider, 'region', 'tags')),
    patched: fields.map((field: string) => Object.keys(snakeCase({ [field]: 1 }))[0]).sort(),
  };
}

const platforms = { 'Crossplane 2.x': aPlatform(), 'Crossplane 1.x': legacyPlatform() };

/** From this size on, the performance of the storage is set too. */
const LARGE = { ...TERRAFORM_DATABASE, storageGb: 400 };

describe.each(Object.entries(platforms))('what %s sets for a database', (_, platform) => {
  const { documents } = synthDataPlatform({ platform });
  const file = Object.keys(documents).find((name) => /^composition-x?postgres/.test(name))!;
  const { settings, patched } = compose(composedBy(documents[file]).instance);
  const { json } = synthData((stack) => new PostgresDatabase(stack, 'Database', LARGE), { platform });
  const terraform = without(only(json, 'aws_db_instance'), '//', 'lifecycle');

  test('is what Terraform sets, key by key', () => {
    const own = Object.entries(terraform).filter(([argument]) => !patched.includes(argument));
    expect(Object.fromEntries(own)).toEqual(without(settings, 'vpc_security_group_ids', 'backup_retention_period'));
  });

  test('is decided by the request where a prop decides it in Terraform', () => {
    expect(patched).toEqual([
      'allocated_storage',
      'auto_minor_version_upgrade',
      'backup_retention_period',
      'db_name',
      'engine_version',
      'final_snapshot_identifier',
      'identifier',
      'instance_class',
      'iops',
      'multi_az',
      'parameter_group_name',
      'storage_throughput',
      'username',
    ]);
    expect(Object.keys(terraform).filter((argument) => !(argument in settings)).sort()).toEqual(
      patched.filter((argument) => argument !== 'backup_retention_period'),
    );
  });

  test('has every safeguard, and every setting that nobody chooses', () => {
    const rules = Object.fromEntries(DATABASE_SAFEGUARDS.map(({ field, value }) => [field, value]));
    expect(settings).toMatchObject(snakeCase({ ...rules, ...FIXED_SETTINGS }));
    expect(terraform).toMatchObject(snakeCase({ ...rules, ...FIXED_SETTINGS }));
  });
});

test('the safeguards are these: taking one away is a decision that shows in a test', () => {
  const asked = (safeguards: typeof DATABASE_SAFEGUARDS) =>
    Object.fromEntries(safeguards.map(({ field, value, minimum }) => [field, minimum ? `at least ${value}` : value]));
  expect(asked(DATABASE_SAFEGUARDS)).toEqual({
    storageEncrypted: true,
    deletionProtection: true,
    skipFinalSnapshot: false,
    deleteAutomatedBackups: false,
    backupRetentionPeriod: 'at least 7',
    copyTagsToSnapshot: true,
    performanceInsightsEnabled: true,
    publiclyAccessible: false,
    manageMasterUserPassword: true,
  });
  expect(asked(CACHE_SAFEGUARDS)).toEqual({
    atRestEncryptionEnabled: 'true',
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    snapshotRetentionLimit: 'at least 7',
  });
  expect(asked(PUBLIC_ACCESS_SAFEGUARDS)).toEqual({
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
});

describe.each(Object.entries(platforms))('what %s sets for a bucket', (_, platform) => {
  const { documents } = synthDataPlatform({ platform });
  const file = Object.keys(documents).find((name) => /^composition-x?objectbuckets/.test(name))!;
  const composed = composedBy(documents[file]);
  const { json } = synthData((stack) => new ObjectBucket(stack, 'Bucket', TERRAFORM_BUCKET), { platform });
  const terraform = (type: string) => Object.values<Json>(json.resource[`aws_s3_bucket_${type}`])[0];

  test.each([
    ['public-access-block', 'public_access_block'],
    ['ownership', 'ownership_controls'],
    ['encryption', 'server_side_encryption_configuration'],
    ['versioning', 'versioning'],
    ['lifecycle', 'lifecycle_configuration'],
  ])('is what Terraform sets: %s', (resource, type) => {
    expect(compose(composed[resource]).settings).toEqual(without(terraform(type), '//', 'bucket', 'depends_on'));
    expect(compose(composed[resource]).patched).toEqual(['bucket']);
  });

  test('is a policy of the same words', () => {
    const { fmt } = composed.policy.patches.find((patch: Json) => patch.toFieldPath === 'spec.forProvider.policy').transforms[0].string;
    expect(fmt.replaceAll('%[1]s', 'receipts')).toBe(terraform('policy').policy);
  });
});

test('a database of a request and one of Terraform have the same names in AWS', () => {
  const { patches } = composedBy(synthDataPlatform().documents[COMPOSITIONS.postgres]).instance;
  const made = (field: string, from: string) => {
    const { transforms } = patches.find((patch: Json) => patch.toFieldPath === `spec.forProvider.${field}`);
    const format = transforms.find((one: Json) => one.string?.type === 'Format').string.fmt as string;
    return format.replace('%s', from);
  };
  const { json } = synthData((stack) => new PostgresDatabase(stack, 'Database', TERRAFORM_DATABASE));
  const instance = only(json, 'aws_db_instance');
  expect(instance).toMatchObject({
    identifier: made('identifier', DATABASE.databaseName),
    final_snapshot_identifier: made('finalSnapshotIdentifier', DATABASE.databaseName),
    username: made('username', DATABASE.databaseName),
    parameter_group_name: made('parameterGroupName', '16'),
  });
});
