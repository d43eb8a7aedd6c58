import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { ObjectBucket, PostgresDatabase } from '@golden-path/constructs';
import { Aspects } from 'cdktf';
import type { TerraformElement, TerraformStack } from 'cdktf';
import { TERRAFORM_BUCKET, TERRAFORM_DATABASE } from '../support/data';
import { refusedData, synthData } from '../support/manifests';
import { only } from '../support/synth';

const database = (stack: TerraformStack) => new PostgresDatabase(stack, 'Database', TERRAFORM_DATABASE);
const bucket = (stack: TerraformStack) => new ObjectBucket(stack, 'Bucket', TERRAFORM_BUCKET);
const address = (element: TerraformElement & { terraformResourceType: string }) =>
  `resource.${element.terraformResourceType}.${element.friendlyUniqueId}`;

type Plant<T> = (data: T, stack: TerraformStack) => unknown;

/** What a team could do to a database, and what the error says was found. */
const DATABASES: [what: string, plant: Plant<PostgresDatabase>, got: string][] = [
  ['encryption overridden', ({ instance }) => instance!.addOverride('storage_encrypted', false), 'storage_encrypted: false'],
  ['encryption taken out', ({ instance }) => instance!.addOverride('storage_encrypted', null), 'storage_encrypted: nothing'],
  ['encryption reset', ({ instance }) => instance!.resetStorageEncrypted(), 'storage_encrypted: nothing'],
  ['deletion protection set', ({ instance }) => { instance!.deletionProtection = false; }, 'deletion_protection: false'],
  ['no final snapshot', ({ instance }) => { instance!.skipFinalSnapshot = true; }, 'skip_final_snapshot: true'],
  ['backups that go with it', ({ instance }) => { instance!.deleteAutomatedBackups = true; }, 'delete_automated_backups: true'],
  ['backups of one day', ({ instance }) => { instance!.backupRetentionPeriod = 1; }, 'backup_retention_period: 1'],
  ['no backups', ({ instance }) => instance!.resetBackupRetentionPeriod(), 'backup_retention_period: nothing'],
  ['snapshots without tags', ({ instance }) => { instance!.copyTagsToSnapshot = false; }, 'copy_tags_to_snapshot: false'],
  ['no Performance Insights', ({ instance }) => { instance!.performanceInsightsEnabled = false; }, 'performance_insights_enabled: false'],
  ['open to the internet', ({ instance }) => { instance!.publiclyAccessible = true; }, 'publicly_accessible: true'],
  ['open by an expression', ({ instance }) => instance!.addOverride('publicly_accessible', '${var.open}'), 'publicly_accessible: ${var.open}, which cannot be read here'],
  ['a password of their own', ({ instance }) => instance!.addOverride('password', 'hunter2'), 'the argument password'],
  ['a password that is only written', ({ instance }) => instance!.addOverride('password_wo', 'x'), 'the argument password_wo'],
  ['no managed password', ({ instance }) => instance!.resetManageMasterUserPassword(), 'manage_master_user_password: nothing'],
  ['another identifier', ({ instance }) => { instance!.identifier = 'other'; }, "identifier: 'other'"],
  ['public subnets', ({ instance }) => { instance!.dbSubnetGroupName = 'public'; }, "db_subnet_group_name: 'public'"],
  ['parameters without TLS', ({ instance }) => { instance!.parameterGroupName = 'default.postgres16'; }, "parameter_group_name: 'default.postgres16'"],
  ['another final snapshot', ({ instance }) => instance!.resetFinalSnapshotIdentifier(), 'final_snapshot_identifier: nothing'],
  ['more storage than allowed', ({ instance }) => { instance!.allocatedStorage = 501; }, 'allocated_storage: 501'],
  ['storage that only Terraform knows', ({ instance }) => instance!.addOverride('allocated_storage', '${var.size}'), 'allocated_storage: ${var.size}'],
  ['a plan that may destroy it', ({ instance }) => { instance!.lifecycle = undefined; }, 'an instance that a plan may destroy'],
  ['the same, overridden', ({ instance }) => instance!.addOverride('lifecycle.prevent_destroy', false), 'an instance that a plan may destroy'],
  ['drift that is ignored', ({ instance }) => instance!.addOverride('lifecycle.ignore_changes', 'all'), 'changes that Terraform ignores'],
  ['no copy of it', ({ instance }) => { instance!.count = 0; }, 'the argument count'],
  ['copies by for_each', ({ instance }) => instance!.addOverride('for_each', {}), 'the argument for_each'],
  ['another account', ({ instance }) => instance!.addOverride('provider', 'aws.other'), 'the argument provider'],
  ['taken out of its construct', (data) => data.node.tryRemoveChild('Instance'), 'no such resource in the output'],
  ['the construct taken out of its stack', (_, stack) => stack.node.tryRemoveChild('Database'), 'no such resource in the output'],
  ['overridden at its stack', ({ instance }, stack) => stack.addOverride(`${address(instance!)}.storage_encrypted`, false), 'storage_encrypted: false'],
  ['taken out at its stack', ({ instance }, stack) => stack.addOverride(address(instance!), null), 'no such resource in the output'],
  [
    'changed by an aspect',
    (_, stack) => Aspects.of(stack).add({ visit: (node) => { if (node instanceof DbInstance) node.deletionProtection = false; } }),
    'deletion_protection: false',
  ],
];

test.each(DATABASES)('a database is refused with %s', (_, plant, got) => {
  const error = refusedData(database, plant);
  expect(error.code).toBe('LostNonNegotiable');
  for (const { path, fix } of error.problems) {
    expect(path).toBe('checkout-staging/Database/Instance');
    expect(fix).toContain('this is not up for change');
  }
  expect(error.problems.map((problem) => problem.got).join()).toContain(got);
});

/** What a team could do to a bucket, the child that the problem is of, and what the error says was found. */
const BUCKETS: [what: string, plant: Plant<ObjectBucket>, child: string, got: string][] = [
  ['emptied by a destroy', (data) => { data.bucket!.forceDestroy = true; }, 'Bucket', 'force_destroy: true'],
  ['a plan that may destroy it', (data) => data.bucket!.addOverride('lifecycle.prevent_destroy', false), 'Bucket', 'a bucket that a plan may destroy'],
  ['public ACLs', (data) => child(data, 'PublicAccessBlock').addOverride('block_public_acls', false), 'PublicAccessBlock', 'block_public_acls: false'],
  ['public policies', (data) => child(data, 'PublicAccessBlock').addOverride('block_public_policy', null), 'PublicAccessBlock', 'block_public_policy: nothing'],
  ['no public access block', (data) => data.node.tryRemoveChild('PublicAccessBlock'), 'PublicAccessBlock', 'no such resource in the output'],
  ['ACLs', (data) => child(data, 'Ownership').addOverride('rule.object_ownership', 'ObjectWriter'), 'Ownership', "object_ownership: 'ObjectWriter'"],
  ['another encryption', (data) => child(data, 'Encryption').addOverride(`${SSE}.sse_algorithm`, 'AES256'), 'Encryption', "sse_algorithm: 'AES256'"],
  ['no encryption', (data) => data.node.tryRemoveChild('Encryption'), 'Encryption', 'no such resource in the output'],
  ['no versions', (data) => child(data, 'Versioning').addOverride('versioning_configuration.status', 'Suspended'), 'Versioning', "status: 'Suspended'"],
  ['access without TLS', (data) => child(data, 'Policy').addOverride('policy', '{"Statement":[]}'), 'Policy', 'another bucket policy'],
  ['no policy at all', (data) => data.node.tryRemoveChild('Policy'), 'Policy', 'no such resource in the output'],
  ['a policy that is not made', (data) => child(data, 'Policy').addOverride('count', 0), 'Policy', 'the argument count'],
];

const SSE = 'rule.0.apply_server_side_encryption_by_default';
const child = (data: ObjectBucket, id: string) => data.node.findChild(id) as TerraformElement;

test.each(BUCKETS)('a bucket is refused with %s', (_, plant, id, got) => {
  const error = refusedData(bucket, plant);
  expect(error.code).toBe('LostNonNegotiable');
  for (const { path } of error.problems) expect(path).toBe(`checkout-staging/Bucket/${id}`);
  expect(error.problems.map((problem) => problem.got).join()).toContain(got);
});

test('a bucket is refused with another name, once: its settings follow it', () => {
  const error = refusedData(bucket, (data) => { data.bucket!.bucket = 'other'; });
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems.map(({ path, got }) => `${path}: ${got}`).sort()).toEqual([
    "checkout-staging/Bucket/Bucket: the name 'other'",
  ]);
});

test('a database of the library is refused as a replica of another, which would turn its own safeguards off', () => {
  const error = refusedData(database, ({ instance }) => {
    instance!.addOverride('replicate_source_db', 'other');
    instance!.addOverride('storage_encrypted', false);
    instance!.addOverride('deletion_protection', false);
  });
  expect(error.code).toBe('LostNonNegotiable');
});

test('a database in production is refused with one zone and no reason', () => {
  const error = refusedData(database, ({ instance }) => { instance!.multiAz = false; }, { environment: 'production' });
  expect(error.problems).toEqual([
    {
      path: 'checkout-production/Database/Instance',
      got: 'multi_az: false',
      allowed: 'two zones in production, or a singleAzReason',
      fix: 'remove the override, aspect or removal that changes it; this is not up for change',
    },
  ]);
});

test('a database with its reason may stand in one zone, and go to two', () => {
  const one = (stack: TerraformStack) => new PostgresDatabase(stack, 'Database', { ...TERRAFORM_DATABASE, singleAzReason: 'rebuilt from events' });
  const { json } = synthData((stack) => { one(stack).instance!.multiAz = true; }, { environment: 'production' });
  expect(only(json, 'aws_db_instance').multi_az).toBe(true);
});

/** Without its setting, the bucket is not what it has to be either. */
const UNVERSIONED = {
  path: 'checkout-staging/Bucket/Bucket',
  got: 'a bucket without versioning',
  allowed: 'old versions that outlive a mistake: an aws_s3_bucket_versioning with the status Enabled',
  fix: 'remove the override, aspect or removal that changes it; this is not up for change',
};

test.each<[id: string, rule: string, ...others: object[]]>([
  ['PublicAccessBlock', 'no public access of this bucket'],
  ['Ownership', 'no ACLs of this bucket'],
  ['Encryption', 'encryption at rest of this bucket'],
  ['Versioning', 'versioning of this bucket', UNVERSIONED],
  ['Policy', 'TLS for every request of this bucket'],
])('a bucket is refused with its %s on another bucket', (id, rule, ...others) => {
  const error = refusedData(bucket, (data) => child(data, id).addOverride('bucket', 'other'));
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems).toEqual([expect.objectContaining({ path: `checkout-staging/Bucket/${id}`, got: "the bucket 'other'", allowed: rule }), ...others]);
});

test('a setting of a bucket may name it, instead of referring to it', () => {
  const { json } = synthData((stack) => child(bucket(stack), 'Versioning').addOverride('bucket', 'receipts-staging-111122223333'));
  expect(Object.values<{ bucket: string }>(json.resource.aws_s3_bucket_versioning)[0].bucket).toBe('receipts-staging-111122223333');
});

test('what a team may change of a database goes through', () => {
  const { json } = synthData((stack) => {
    const { instance } = database(stack);
    instance!.addOverride('maintenance_window', 'sun:03:00-sun:04:00');
    instance!.backupRetentionPeriod = 30;
    instance!.allocatedStorage = 500;
    instance!.monitoringInterval = 60;
    instance!.addOverride('storage_encrypted', 'true');
    instance!.addOverride('tags', { own: 'tag' });
  });
  expect(only(json, 'aws_db_instance')).toMatchObject({
    maintenance_window: 'sun:03:00-sun:04:00',
    backup_retention_period: 30,
    allocated_storage: 500,
    monitoring_interval: 60,
    storage_encrypted: 'true',
    tags: { own: 'tag' },
  });
});

test('what a team may change of a bucket goes through', () => {
  const { json } = synthData((stack) => {
    const data = bucket(stack);
    data.bucket!.addOverride('tags', { own: 'tag' });
    data.node.tryRemoveChild('Lifecycle');
  });
  expect(Object.values<object>(json.resource.aws_s3_bucket)).toEqual([expect.objectContaining({ tags: { own: 'tag' } })]);
  expect(json.resource.aws_s3_bucket_lifecycle_configuration).toBeUndefined();
});
