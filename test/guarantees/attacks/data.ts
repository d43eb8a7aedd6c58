import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { DatabaseTier, ObjectBucket, PostgresDatabase, Provisioner } from '@golden-path/constructs';
import type { IConstruct } from 'constructs';
import type { ServiceApp } from '../service-app';
import { allowing, attacksOn, sibling } from './entry';

const own = attacksOn('own data', 'data');
const database = attacksOn('database', 'data');
const bucket = attacksOn('bucket', 'data');

/** Data that a team writes itself, each short of something. */
const UNSAFE: [type: string, body: object, what?: string][] = [
  ['aws_db_instance', { instance_class: 'x', publicly_accessible: true }],
  ['aws_db_instance', { instance_class: 'x', replicate_source_db: '${""}', storage_encrypted: false, skip_final_snapshot: true }, 'a replica of nothing'],
  ['aws_db_instance', { instance_class: 'x', replicate_source_db: '${var.source}', publicly_accessible: false }, 'a replica of a variable'],
  ['aws_db_instance', { instance_class: 'x', storage_encrypted: '${false}' }, 'encryption by an expression'],
  ['aws_db_snapshot', { db_instance_identifier: 'ledger-db-production', db_snapshot_identifier: 'x' }, "another service's database"],
  ['aws_db_snapshot', { db_instance_identifier: 'payments-db', db_snapshot_identifier: 'x', shared_accounts: ['all'] }, 'for everybody'],
  ['aws_db_security_group', { name: 'x', ingress: [{ cidr: '0.0.0.0/0' }] }],
  ['aws_rds_cluster', { engine: 'aurora-postgresql', storage_encrypted: false }],
  ['aws_rds_cluster', {
    engine: 'aurora-postgresql', storage_encrypted: true, deletion_protection: true, skip_final_snapshot: false, backup_retention_period: 7,
    copy_tags_to_snapshot: true, master_username: 'x', master_password: 'plain-in-code-1234',
  }, 'a password in code'],
  ['aws_rds_cluster_instance', { cluster_identifier: 'x', engine: 'aurora-postgresql', instance_class: 'x', publicly_accessible: true }],
  ['aws_rds_global_cluster', { global_cluster_identifier: 'x', storage_encrypted: false }],
  ['aws_elasticache_cluster', { cluster_id: 'x', engine: 'redis', node_type: 'cache.t4g.micro', num_cache_nodes: 1 }],
  ['aws_elasticache_serverless_cache', { name: 'x', engine: 'redis' }],
  ['aws_elasticache_replication_group', {
    replication_group_id: 'x', description: 'x', at_rest_encryption_enabled: true, transit_encryption_enabled: true, transit_encryption_mode: 'required',
    snapshot_retention_limit: 7,
  }, 'without a password'],
  ['aws_elasticache_replication_group', { replication_group_id: 'x', description: 'x', transit_encryption_mode: 'preferred' }, 'without TLS'],
  ['aws_memorydb_cluster', { node_type: 'x', acl_name: 'open-access', tls_enabled: false }],
  ['aws_docdb_cluster', { storage_encrypted: false, skip_final_snapshot: true, master_username: 'a', master_password: 'hunter2hunter2' }],
  ['aws_neptune_cluster', { storage_encrypted: false, skip_final_snapshot: true }],
  ['aws_redshift_cluster', { cluster_identifier: 'x', node_type: 'x', publicly_accessible: true, encrypted: false, skip_final_snapshot: true }],
  ['aws_redshiftserverless_workgroup', { workgroup_name: 'x', namespace_name: 'x', publicly_accessible: true }],
  ['aws_dynamodb_table', { name: 'x', hash_key: 'id', billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'id', type: 'S' }] }],
  ['aws_opensearch_domain', { domain_name: 'x', encrypt_at_rest: { enabled: false } }],
  ['aws_efs_file_system', { creation_token: 'x', encrypted: false }],
  ['aws_ebs_volume', { availability_zone: 'eu-west-1a', size: 10, encrypted: false }],
  ['aws_msk_cluster', { cluster_name: 'x', kafka_version: '3.9.0', number_of_broker_nodes: 3, encryption_info: { encryption_in_transit: { client_broker: 'PLAINTEXT' } } }],
  ['aws_mq_broker', { broker_name: 'x', engine_type: 'RabbitMQ', engine_version: '3.13', host_instance_type: 'x', publicly_accessible: true, user: [{ username: 'a', password: 'in-the-code-12' }] }],
  ['aws_efs_file_system', { creation_token: 'x', encrypted: true, kms_key_id: 'arn:aws:kms:eu-west-1:999999999999:key/x' }, "another account's key"],
  ['aws_s3_bucket', { bucket: 'x' }],
  ['aws_s3_bucket', { bucket: 'x', force_destroy: '${true}' }, 'emptied, by an expression'],
  ['aws_s3_bucket_acl', { bucket: 'x', acl: 'public-read-write' }],
  ['aws_s3_bucket_acl', { bucket: 'x', access_control_policy: { owner: { id: 'x' }, grant: [{ permission: 'READ', grantee: { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' } }] } }, 'a grant to everybody'],
  ['aws_s3_bucket_public_access_block', { bucket: 'x' }],
  ['aws_s3_bucket_website_configuration', { bucket: 'x', index_document: { suffix: 'index.html' } }],
  ['aws_s3_bucket_policy', { bucket: 'x', policy: allowing('s3:GetObject', 'arn:aws:s3:::x/*', { Principal: '*' }) }],
  ['aws_s3_bucket_policy', { bucket: 'x', policy: allowing('s3:GetObject', 'arn:aws:s3:::x/*', { Principal: { AWS: 'arn:aws:iam::999999999999:root' } }) }, 'for another account'],
  ['aws_s3_bucket_replication_configuration', { bucket: 'x', role: 'r', rule: [{ status: 'Enabled', destination: { bucket: 'arn:aws:s3:::evil' } }] }],
  ['aws_s3_access_point', { name: 'x', bucket: 'x', policy: allowing('s3:GetObject', '*', { Principal: '*' }) }],
];
const given = (value: unknown) => JSON.stringify(value);
const raw = ([type, body, what]: (typeof UNSAFE)[number]) =>
  own.refused(`${type}${what ? `, ${what}` : ''}`, ({ stack }) => stack.addOverride(`resource.${type}.X`, body));

const aDatabase = ({ stack }: ServiceApp) => new PostgresDatabase(stack, 'Db', {
  databaseName: 'payment-orders', storageGb: 50, tier: DatabaseTier.STANDARD, provisioner: Provisioner.TERRAFORM,
}).instance!;
const aBucket = ({ stack }: ServiceApp) => new ObjectBucket(stack, 'Bk', { bucketName: 'payments-receipts', provisioner: Provisioner.TERRAFORM });
const partOf = (made: IConstruct, id: string) => made.node.findChild(id) as DbInstance;

/** Settings of the library's own database that nobody may change. */
const SAFEGUARDS: [argument: string, value: unknown][] = [
  ['storage_encrypted', false], ['storage_encrypted', null], ['storage_encrypted', '${false}'], ['deletion_protection', false],
  ['skip_final_snapshot', true], ['backup_retention_period', 0], ['publicly_accessible', true], ['manage_master_user_password', false],
  ['parameter_group_name', 'default.postgres16'], ['db_subnet_group_name', 'public'],
  ['final_snapshot_identifier', ''], ['final_snapshot_identifier', null], ['count', 0], ['password', 'x'], ['lifecycle.prevent_destroy', false],
  ['lifecycle.ignore_changes', ['deletion_protection']], ['replicate_source_db', 'x'],
  ['apply_immediately', true], ['storage_type', 'standard'], ['delete_automated_backups', true],
  ['kms_key_id', 'arn:aws:kms:eu-west-1:999999999999:key/x'],
  ['snapshot_identifier', 'x'], ['restore_to_point_in_time', { source_db_instance_identifier: 'ledger-db-production' }],
  ['identifier', 'ledger-db-production'], ['performance_insights_enabled', false], ['copy_tags_to_snapshot', false], ['multi_az', false], ['engine', 'mysql'],
  ['s3_import', { bucket_name: 'x' }], ['engine_version', '9.6'], ['engine_version', null], ['engine_version', '${var.version}'],
  ['performance_insights_kms_key_id', 'arn:aws:kms:eu-west-1:999999999999:key/x'], ['master_user_secret_kms_key_id', '${var.key}'],
];
/** Others that are the team's to choose. */
const CHOICES: [argument: string, value: unknown, why: string][] = [
  ['allow_major_version_upgrade', true, 'it upgrades nothing by itself: the version does, and a plan shows it'],
  ['vpc_security_group_ids', ['sg-other'], 'it stays private, and its security groups decide who can reach it inside the VPC'],
  ['manage_master_user_password', '${true}', 'Terraform reads it as true, and so does synth'],
  ['lifecycle.postcondition', [], 'they repeat the limits of the props for values that are known only in a plan'],
  ['domain', 'x', 'it adds a login with a directory of the account'],
  ['ca_cert_identifier', 'rds-ca-ecc384-g1', 'RDS accepts only its own certificates'],
  ['iam_database_authentication_enabled', true, 'it adds a login that IAM decides'],
  ['character_set_name', 'x', 'PostgreSQL has none, and RDS refuses it'],
  ['port', 5433, 'the network rule keeps the port of the construct, so nothing is opened'],
  ['timeouts', { delete: '90m' }, 'how long Terraform waits'],
  ['iops', 4000, 'speed, which RDS checks'],
  ['auto_minor_version_upgrade', false, 'the team decides when to upgrade'],
  ['enabled_cloudwatch_logs_exports', [], 'logs do not protect data'],
  ['max_allocated_storage', 65536, 'a limit of costs, and RDS has its own'],
  ['network_type', 'DUAL', 'it stays in private subnets'],
  ['username', 'postgres', 'RDS manages the password of any user'],
  ['kms_key_id', 'arn:aws:kms:eu-west-1:444455556666:key/x', 'a key of the same account, and its policy is checked where it is created'],
  ['option_group_name', 'x', 'PostgreSQL has no options of its own'],
  ['blue_green_update', { enabled: true }, 'a safer way to upgrade'],
];

export const DATA = [
  ...UNSAFE.map(raw),
  own.refused('a public access block of the account', ({ stack }) => void new S3AccountPublicAccessBlock(stack, 'A', {
    blockPublicAcls: false, blockPublicPolicy: false, ignorePublicAcls: false, restrictPublicBuckets: false,
  })),
  own.refused('in a sibling stack', (it) => void new DbInstance(sibling(it), 'X', { instanceClass: 'x', publiclyAccessible: true, storageEncrypted: false })),
  own.refused('in a sibling stack of another team', (it) => void new S3Bucket(sibling(it, 'ledger'), 'X', { bucket: 'x', forceDestroy: true })),
  own.refused('by for_each', ({ stack }) => stack.addOverride('resource.aws_db_instance.X', { for_each: { a: false }, instance_class: 'x', storage_encrypted: '${each.value}' })),
  own.refused('in a list', ({ stack }) => stack.addOverride('resource.aws_db_instance.X', [[{ instance_class: 'x', publicly_accessible: true }]])),
  ...SAFEGUARDS.map(([argument, value]) => database.refused(`${argument} = ${given(value)}`, (it) => aDatabase(it).addOverride(argument, value))),
  ...CHOICES.map(([argument, value, why]) => database.allowed(`${argument} = ${given(value)}`, why, (it) => aDatabase(it).addOverride(argument, value))),
  database.refused("an import of another service's", (it) => {
    it.stack.addOverride('import', [{ to: `aws_db_instance.${aDatabase(it).friendlyUniqueId}`, id: 'ledger-db-production' }]);
  }),
  database.refused('a removal', (it) => {
    aDatabase(it);
    it.stack.addOverride('removed', [{ from: 'aws_db_instance.Former', lifecycle: { destroy: true } }]);
  }),
  bucket.refused('a second resource that suspends its versions', (it) => {
    new S3BucketVersioningA(it.stack, 'A', { bucket: aBucket(it).bucketName, versioningConfiguration: { status: 'Suspended' } });
  }),
  bucket.refused('a second resource that opens it', (it) => void new S3BucketPublicAccessBlock(it.stack, 'A', { bucket: aBucket(it).bucketName })),
  bucket.refused('a second policy, by the ARN of the first', (it) => {
    const { bucketName } = aBucket(it);
    it.stack.addOverride('resource.aws_s3_bucket_policy.A', { bucket: bucketName, policy: allowing('s3:GetObject', `arn:aws:s3:::${bucketName}/*`) });
  }),
  bucket.refused('a second resource in a sibling stack', (it) => {
    const { bucketName } = aBucket(it);
    new S3BucketVersioningA(sibling(it), 'A', { bucket: bucketName, versioningConfiguration: { status: 'Disabled' } });
  }),
  bucket.refused('a lifecycle of one day', (it) => partOf(aBucket(it), 'Lifecycle').addOverride('rule.0', {
    id: 'housekeeping', status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days: 1 }], noncurrent_version_expiration: [{ noncurrent_days: 1 }],
  })),
  bucket.refused('a second lifecycle', (it) => {
    it.stack.addOverride('resource.aws_s3_bucket_lifecycle_configuration.A', { bucket: aBucket(it).bucketName, rule: [{ id: 'x', status: 'Enabled', expiration: [{ days: 1 }] }] });
  }),
  bucket.refused('an encryption by another key', (it) => partOf(aBucket(it), 'Encryption').addOverride('rule.0.apply_server_side_encryption_by_default.kms_master_key_id', 'arn:aws:kms:eu-west-1:999999999999:key/x')),
  bucket.refused('a second rule of encryption', (it) => partOf(aBucket(it), 'Encryption').addOverride('rule.1', { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } })),
  bucket.refused('policies and lifecycles by a grant', (it) => {
    const arn = `arn:aws:s3:::${aBucket(it).bucketName}`;
    it.service.grant(['s3:PutLifecycleConfiguration', 's3:PutBucketVersioning', 's3:PutBucketPolicy'], [arn, `${arn}/*`]);
  }),
  bucket.refused('the end of a key by a grant', ({ service }) => {
    service.grant(['kms:ScheduleKeyDeletion'], ['arn:aws:kms:eu-west-1:444455556666:key/x']);
  }),
  bucket.refused('force_destroy', (it) => partOf(aBucket(it), 'Bucket').addOverride('force_destroy', true)),
  bucket.allowed('no lifecycle', 'old versions are then kept forever, which costs storage but loses nothing', (it) =>
    void aBucket(it).node.tryRemoveChild('Lifecycle')),
  bucket.refused('an encryption by keys of S3', (it) => {
    partOf(aBucket(it), 'Encryption').addOverride('rule.0.apply_server_side_encryption_by_default.sse_algorithm', 'AES256');
  }),
];
