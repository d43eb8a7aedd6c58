import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { DataPlatform } from '@golden-path/constructs';
import type { App, TerraformStack } from 'cdktf';
import { aDataPlatform, compositionOf } from '../support/compositions';
import { thrownBy } from '../support/errors';
import { refusedData, refusedOver, synthData, synthTree } from '../support/manifests';

const SAFE_INSTANCE = {
  instanceClass: 'db.t3.micro',
  storageEncrypted: true,
  deletionProtection: true,
  deleteAutomatedBackups: false,
  backupRetentionPeriod: 7,
  copyTagsToSnapshot: true,
  performanceInsightsEnabled: true,
  manageMasterUserPassword: true,
};
const SAFE_CLUSTER = {
  engine: 'aurora-postgresql',
  storageEncrypted: true,
  deletionProtection: true,
  backupRetentionPeriod: 7,
  copyTagsToSnapshot: true,
  manageMasterUserPassword: true,
};
const SAFE_GROUP = {
  replicationGroupId: 'own',
  description: 'own',
  atRestEncryptionEnabled: 'true',
  transitEncryptionEnabled: true,
  transitEncryptionMode: 'required',
  snapshotRetentionLimit: 7,
  userGroupIds: ['own'],
};

const instance = (stack: TerraformStack, config: object) => new DbInstance(stack, 'Own', { ...SAFE_INSTANCE, ...config });
const cluster = (stack: TerraformStack, config: object) => new RdsCluster(stack, 'Own', { ...SAFE_CLUSTER, ...config });
const group = (stack: TerraformStack, config: object) => new ElasticacheReplicationGroup(stack, 'Own', { ...SAFE_GROUP, ...config });

const bucket = (stack: TerraformStack, config: object) => {
  const { id } = new S3Bucket(stack, 'Own', { bucket: 'own', ...config });
  new S3BucketVersioningA(stack, 'Versions', { bucket: id, versioningConfiguration: { status: 'Enabled' } });
};

const SET_IT = "set the allowed value, or give a reason: service.allowException(resource, 'why')";

/** Data that a team adds without the library, in the stack of its service. */
const REFUSED: [what: string, add: (stack: TerraformStack) => unknown, got: string, allowed: string, fix?: string][] = [
  ['an instance without encryption', (s) => instance(s, { storageEncrypted: undefined }), 'storage_encrypted: nothing', 'encryption at rest: storage_encrypted = true'],
  ['an instance without protection', (s) => instance(s, { deletionProtection: false }), 'deletion_protection: false', 'deletion protection: deletion_protection = true'],
  ['an instance without a final snapshot', (s) => instance(s, { skipFinalSnapshot: true }), 'skip_final_snapshot: true', 'a final snapshot: skip_final_snapshot = false'],
  ['an instance whose backups go with it', (s) => instance(s, { deleteAutomatedBackups: undefined }), 'delete_automated_backups: nothing', 'backups that outlive the instance: delete_automated_backups = false'],
  ['an instance without backups', (s) => instance(s, { backupRetentionPeriod: 0 }), 'backup_retention_period: 0', 'backups of at least 7 days: backup_retention_period of at least 7'],
  ['an instance open to the internet', (s) => instance(s, { publiclyAccessible: true }), 'publicly_accessible: true', 'private subnets: publicly_accessible = false'],
  ['an instance whose password RDS does not manage', (s) => instance(s, { manageMasterUserPassword: undefined }), 'manage_master_user_password: nothing', 'a master password that RDS manages: manage_master_user_password = true'],
  ['an instance with a password of its own', (s) => instance(s, { password: 'x' }), "password: 'x'", 'a master password that is not in the code or the state: no password'],
  ['an Aurora cluster without encryption', (s) => cluster(s, { storageEncrypted: false }), 'storage_encrypted: false', 'encryption at rest: storage_encrypted = true'],
  ['an Aurora cluster without backups', (s) => cluster(s, { backupRetentionPeriod: 1 }), 'backup_retention_period: 1', 'backups of at least 7 days: backup_retention_period of at least 7'],
  ['an Aurora cluster without a final snapshot', (s) => cluster(s, { skipFinalSnapshot: true }), 'skip_final_snapshot: true', 'a final snapshot: skip_final_snapshot = false'],
  ['an Aurora cluster whose password RDS does not manage', (s) => cluster(s, { manageMasterUserPassword: undefined }), 'manage_master_user_password: nothing', 'a master password that RDS manages: manage_master_user_password = true'],
  ['a cache without TLS', (s) => group(s, { transitEncryptionEnabled: false }), 'transit_encryption_enabled: false', 'TLS: transit_encryption_enabled = true'],
  ['a cache with TLS for those who ask', (s) => group(s, { transitEncryptionMode: 'preferred' }), "transit_encryption_mode: 'preferred'", 'TLS for every client: transit_encryption_mode = required'],
  ['a cache without encryption', (s) => group(s, { atRestEncryptionEnabled: undefined }), 'at_rest_encryption_enabled: nothing', 'encryption at rest: at_rest_encryption_enabled = true'],
  ['a cache without snapshots', (s) => group(s, { snapshotRetentionLimit: undefined }), 'snapshot_retention_limit: nothing', 'snapshots of at least 7 days: snapshot_retention_limit of at least 7'],
  ['a bucket that a destroy empties', (s) => bucket(s, { forceDestroy: true }), 'force_destroy: true', 'a bucket that cannot be destroyed together with its objects: force_destroy = false'],
  ['a bucket without versioning', (s) => new S3Bucket(s, 'Own', { bucket: 'own' }), 'a bucket without versioning', 'versioning: an aws_s3_bucket_versioning with the status Enabled', "add it, or give a reason: service.allowException(resource, 'why')"],
  ['a public access block with a hole', (s) => new S3BucketPublicAccessBlock(s, 'Own', { bucket: 'own', blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true }), 'restrict_public_buckets: nothing', 'no public access: restrict_public_buckets = true'],
  ['an instance that came in by an override', (s) => s.addOverride('resource.aws_s3_bucket.own', { force_destroy: true, versioning: { enabled: true } }), 'force_destroy: true', 'a bucket that cannot be destroyed together with its objects: force_destroy = false'],
];

test.each(REFUSED)('in the stack of a service is refused: %s', (_, add, got, allowed, fix = SET_IT) => {
  const error = refusedData(() => undefined, (__, stack) => add(stack));
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems).toEqual([
    { path: expect.stringMatching(/^checkout-staging(\/Own|: aws_s3_bucket\.own)$/), got, allowed, fix },
  ]);
});

test('data of their own that is safe goes through', () => {
  const { json } = synthData((stack) => {
    new DbInstance(stack, 'Instance', SAFE_INSTANCE);
    new RdsCluster(stack, 'Cluster', SAFE_CLUSTER);
    new ElasticacheReplicationGroup(stack, 'Group', SAFE_GROUP);
    bucket(stack, {});
  });
  expect(Object.keys(json.resource)).toEqual(
    expect.arrayContaining(['aws_db_instance', 'aws_rds_cluster', 'aws_elasticache_replication_group', 'aws_s3_bucket']),
  );
});

test('data of their own goes through with a reason', () => {
  const { json } = synthData((stack, service) => {
    service.allowException(instance(stack, { deletionProtection: false }), 'thrown away after each load test');
  });
  expect(Object.keys(json.resource.aws_db_instance)).toHaveLength(1);
});

test('a replica takes its encryption, password and backups from its source', () => {
  const { json } = synthData((stack) => {
    new DbInstance(stack, 'Replica', { instanceClass: 'db.t3.micro', replicateSourceDb: 'orders', deletionProtection: true });
  });
  expect(Object.keys(json.resource.aws_db_instance)).toHaveLength(1);
});

test('a replica that is open to the internet is refused, since no source says that', () => {
  const error = refusedData(
    () => undefined,
    (_, stack) => new DbInstance(stack, 'Own', { instanceClass: 'db.t3.micro', replicateSourceDb: 'orders', publiclyAccessible: true }),
  );
  expect(error.code).toBe('LostNonNegotiable');
});

test('every problem of a database comes in one error', () => {
  const error = thrownBy(() => synthData((stack) => new DbInstance(stack, 'Own', { instanceClass: 'db.t3.micro' })));
  expect(error.problems.map(({ got }) => got)).toEqual([
    'storage_encrypted: nothing',
    'deletion_protection: nothing',
    'delete_automated_backups: nothing',
    'backup_retention_period: nothing',
    'copy_tags_to_snapshot: nothing',
    'performance_insights_enabled: nothing',
    'manage_master_user_password: nothing',
  ]);
});

describe('the parameters that demand TLS', () => {
  const NOTHING = expect.stringMatching(/^rds\.force_ssl: (nothing|undefined)$/);
  const data = (app: App, plant?: (made: DataPlatform) => void) => {
    const made = aDataPlatform(app);
    compositionOf(made, 'redis').metadata.addLabel('planted', String(plant !== undefined));
    plant?.(made);
  };

  test.each<[what: string, plant: (made: DataPlatform) => void, got: string]>([
    ['switched off', ({ parameterGroups: [first] }) => first.addOverride('parameter.0.value', '0'), 'rds.force_ssl: 0'],
    ['taken out', ({ parameterGroups: [first] }) => first.resetParameter(), NOTHING],
    ['renamed', ({ parameterGroups: [first] }) => first.addOverride('parameter.0.name', 'own'), NOTHING],
    ['not made', (made) => made.node.tryRemoveChild('Postgres14'), 'no such resource in the output'],
    ['not kept', ({ parameterGroups: [first] }) => first.addOverride('lifecycle.ignore_changes', ['parameter']), 'changes that Terraform ignores'],
  ])('are refused %s', (_, plant, got) => {
    const error = refusedOver((app) => data(app), (app) => data(app, plant));
    expect(error.code).toBe('LostNonNegotiable');
    expect(error.problems).toEqual([expect.objectContaining({ path: 'platform-staging/Data/Postgres14', got })]);
  });

  test('may be joined by others', () => {
    const { stacks } = synthTree((app) =>
      data(app, ({ parameterGroups: [first] }) => first.addOverride('parameter.1', { name: 'log_statement', value: 'ddl' })),
    );
    const [block] = Object.values<{ parameter: object[] }>(stacks['platform-staging'].resource.aws_db_parameter_group);
    expect(block.parameter).toHaveLength(2);
  });
});
