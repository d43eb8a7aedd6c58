import type { Json } from '../../../lib/core/json';
import { ACCOUNT, DATA_NAME, plant, plants } from './plant';
import type { Planted } from './plant';

/** What is right for a type, and what breaks each of its rows: the last step of a path for the argument of that name. */
const BY_TYPE: Readonly<Record<string, readonly [sound: Json, broken: Readonly<Record<string, Json>>]>> = {
  aws_db_instance: [
    {
      storage_encrypted: true, deletion_protection: true, skip_final_snapshot: false, delete_automated_backups: false,
      backup_retention_period: 7, copy_tags_to_snapshot: true, performance_insights_enabled: true,
      publicly_accessible: false, manage_master_user_password: true,
    },
    {
      storage_encrypted: { storage_encrypted: false }, deletion_protection: { deletion_protection: false },
      skip_final_snapshot: { skip_final_snapshot: true }, delete_automated_backups: { delete_automated_backups: true },
      backup_retention_period: { backup_retention_period: 1 }, copy_tags_to_snapshot: { copy_tags_to_snapshot: false },
      performance_insights_enabled: { performance_insights_enabled: false }, publicly_accessible: { publicly_accessible: true },
      manage_master_user_password: { manage_master_user_password: false }, password: { password: 'hunter2' },
      restore_to_point_in_time: { restore_to_point_in_time: { source_db_instance_identifier: 'ledger-db' } },
      s3_import: { s3_import: { bucket_name: 'dumps' } }, snapshot_identifier: { snapshot_identifier: 'ledger' },
    },
  ],
  aws_docdb_cluster: [
    { storage_encrypted: true, deletion_protection: true, skip_final_snapshot: false, backup_retention_period: 7 },
    {
      storage_encrypted: { storage_encrypted: false }, deletion_protection: { deletion_protection: false },
      skip_final_snapshot: { skip_final_snapshot: true }, backup_retention_period: { backup_retention_period: 1 },
      master_password: { master_password: 'hunter2' }, snapshot_identifier: { snapshot_identifier: 'ledger' },
      restore_to_point_in_time: { restore_to_point_in_time: { source_cluster_identifier: 'ledger' } },
    },
  ],
  aws_dynamodb_table: [
    { point_in_time_recovery: { enabled: true }, deletion_protection_enabled: true },
    {
      'point_in_time_recovery.enabled': { point_in_time_recovery: { enabled: false } },
      'deletion_protection_enabled': { deletion_protection_enabled: false },
      'import_table': { import_table: { input_format: 'CSV' } }, 'restore_source_name': { restore_source_name: 'ledger' },
      'restore_source_table_arn': { restore_source_table_arn: 'arn:aws:dynamodb:eu-west-1:444455556666:table/ledger' },
    },
  ],
  aws_ebs_volume: [{ encrypted: true }, { encrypted: { encrypted: false } }],
  aws_efs_file_system: [{ encrypted: true }, { encrypted: { encrypted: false } }],
  aws_elasticache_cluster: [
    { engine: 'memcached', transit_encryption_enabled: true },
    { engine: { engine: 'redis' }, transit_encryption_enabled: { transit_encryption_enabled: false } },
  ],
  aws_elasticache_replication_group: [
    {
      at_rest_encryption_enabled: 'true', transit_encryption_enabled: true, transit_encryption_mode: 'required', snapshot_retention_limit: 7,
      user_group_ids: ['receipts'],
    },
    {
      at_rest_encryption_enabled: { at_rest_encryption_enabled: 'false' },
      transit_encryption_enabled: { transit_encryption_enabled: false },
      transit_encryption_mode: { transit_encryption_mode: 'preferred' }, snapshot_retention_limit: { snapshot_retention_limit: 0 },
      snapshot_arns: { snapshot_arns: ['arn:aws:s3:::dumps/x.rdb'] }, snapshot_name: { snapshot_name: 'ledger' },
    },
  ],
  aws_elasticache_serverless_cache: [{ snapshot_retention_limit: 7 }, { snapshot_retention_limit: { snapshot_retention_limit: 1 } }],
  aws_elasticache_user: [{ no_password_required: false }, { no_password_required: { no_password_required: true } }],
  aws_fsx_lustre_file_system: [
    { automatic_backup_retention_days: 7 },
    { automatic_backup_retention_days: { automatic_backup_retention_days: 0 } },
  ],
  aws_kinesis_stream: [{ encryption_type: 'KMS' }, { encryption_type: { encryption_type: 'NONE' } }],
  aws_memorydb_cluster: [
    { tls_enabled: true, snapshot_retention_limit: 7, final_snapshot_name: 'last' },
    {
      tls_enabled: { tls_enabled: false }, snapshot_retention_limit: { snapshot_retention_limit: 1 },
      final_snapshot_name: { final_snapshot_name: undefined },
    },
  ],
  aws_mq_broker: [{ publicly_accessible: false }, { publicly_accessible: { publicly_accessible: true } }],
  aws_msk_cluster: [
    { encryption_info: { encryption_in_transit: { client_broker: 'TLS' } } },
    {
      'encryption_info.encryption_in_transit.client_broker': { encryption_info: { encryption_in_transit: { client_broker: 'PLAINTEXT' } } },
    },
  ],
  aws_neptune_cluster: [
    { storage_encrypted: true, deletion_protection: true, skip_final_snapshot: false, backup_retention_period: 7 },
    {
      storage_encrypted: { storage_encrypted: false }, deletion_protection: { deletion_protection: false },
      skip_final_snapshot: { skip_final_snapshot: true }, backup_retention_period: { backup_retention_period: 1 },
      snapshot_identifier: { snapshot_identifier: 'ledger' },
    },
  ],
  aws_neptune_cluster_instance: [{ publicly_accessible: false }, { publicly_accessible: { publicly_accessible: true } }],
  aws_opensearch_domain: [
    {
      encrypt_at_rest: { enabled: true }, node_to_node_encryption: { enabled: true },
      domain_endpoint_options: { enforce_https: true }, vpc_options: { subnet_ids: ['subnet-1'] },
    },
    {
      'encrypt_at_rest.enabled': { encrypt_at_rest: { enabled: false } },
      'node_to_node_encryption.enabled': { node_to_node_encryption: { enabled: false } },
      'domain_endpoint_options.enforce_https': { domain_endpoint_options: { enforce_https: false } },
      'vpc_options.subnet_ids': { vpc_options: undefined },
    },
  ],
  aws_rds_cluster: [
    {
      storage_encrypted: true, deletion_protection: true, skip_final_snapshot: false, backup_retention_period: 7,
      copy_tags_to_snapshot: true, manage_master_user_password: true,
    },
    {
      storage_encrypted: { storage_encrypted: false }, deletion_protection: { deletion_protection: false },
      skip_final_snapshot: { skip_final_snapshot: true }, backup_retention_period: { backup_retention_period: 1 },
      copy_tags_to_snapshot: { copy_tags_to_snapshot: false }, manage_master_user_password: { manage_master_user_password: false },
      master_password: { master_password: 'hunter2' }, snapshot_identifier: { snapshot_identifier: 'ledger' },
      restore_to_point_in_time: { restore_to_point_in_time: { source_cluster_identifier: 'ledger' } },
      s3_import: { s3_import: { bucket_name: 'dumps' } },
    },
  ],
  aws_rds_cluster_instance: [{ publicly_accessible: false }, { publicly_accessible: { publicly_accessible: true } }],
  aws_redshift_cluster: [
    { encrypted: true, publicly_accessible: false, skip_final_snapshot: false, automated_snapshot_retention_period: 7 },
    {
      encrypted: { encrypted: false }, publicly_accessible: { publicly_accessible: true },
      skip_final_snapshot: { skip_final_snapshot: true },
      automated_snapshot_retention_period: { automated_snapshot_retention_period: 0 }, master_password: { master_password: 'hunter2' },
      snapshot_arn: { snapshot_arn: 'arn:aws:redshift:eu-west-1:444455556666:snapshot:x/y' },
      snapshot_cluster_identifier: { snapshot_cluster_identifier: 'ledger' }, snapshot_identifier: { snapshot_identifier: 'ledger' },
    },
  ],
  aws_redshiftserverless_workgroup: [{ publicly_accessible: false }, { publicly_accessible: { publicly_accessible: true } }],
};

const SAFEGUARDS: Planted = Object.fromEntries(
  Object.entries(BY_TYPE).flatMap(([type, [sound, broken]]) =>
    Object.entries(broken).map(([path, changes]) => [`data.${type}.${path}`, [plant(type, sound, changes)]]),
  ),
);

const key = (account: string) => `arn:aws:kms:eu-west-1:${account}:key/0a1b2c3d`;
const OWN_KEY = key(ACCOUNT);
const OTHER_KEY = key('123456789012');
const LOOKED_UP = 'a team may look a key up, so one that only Terraform knows is taken';
const encryption = (kms_master_key_id: string) => ({
  rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id } }],
});

/** Every argument that names a key, at the top and in blocks. */
const KEYS: readonly (readonly [type: string, sound: Json, changes: Json])[] = [
  ['aws_ebs_volume', { kms_key_id: OWN_KEY }, { kms_key_id: OTHER_KEY }],
  ['aws_db_instance', { performance_insights_kms_key_id: OWN_KEY }, { performance_insights_kms_key_id: OTHER_KEY }],
  ['aws_sqs_queue', { kms_master_key_id: OWN_KEY }, { kms_master_key_id: OTHER_KEY }],
  ['aws_dynamodb_table', { server_side_encryption: { kms_key_arn: OWN_KEY } }, { server_side_encryption: { kms_key_arn: OTHER_KEY } }],
  ['aws_s3_bucket_server_side_encryption_configuration', encryption(OWN_KEY), encryption(OTHER_KEY)],
];

const CACHE = 'aws_elasticache_replication_group';
const USERS_LATER = 'users that only Terraform knows are users: their group has a name of the other resource';
const TOKEN_LATER = 'a token that only Terraform knows is a token, which does not stand in the code';

const URL_OF = (name: string) => `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/${name}`;
const ARN_OF = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${name}`;

/** Whose a policy is, if that cannot be told, is a question of what it allows. */
const BY_POLICY = 'a policy for what cannot be told is judged by what it allows';
const ANY_TARGET = { except: { ': unreadable': BY_POLICY, 'for_each unreadable': BY_POLICY } };

export const DATA_PLANTS: Planted = {
  'companion.one-policy': [
    ...plants(['aws_sqs_queue_policy', 'aws_sqs_queue_redrive_policy'], { queue_url: URL_OF('own') }, { queue_url: URL_OF(DATA_NAME) }, ANY_TARGET),
    ...plants(['aws_sns_topic_policy', 'aws_sns_topic_data_protection_policy'], { arn: ARN_OF('sns', 'own') }, { arn: ARN_OF('sns', DATA_NAME) }, ANY_TARGET),
    plant('aws_dynamodb_resource_policy', { resource_arn: ARN_OF('dynamodb', 'table/own') }, { resource_arn: ARN_OF('dynamodb', `table/${DATA_NAME}`) }, ANY_TARGET),
  ],
  ...SAFEGUARDS,
  [`data.${CACHE}.auth_token`]: [
    plant(CACHE, { user_group_ids: ['receipts'] }, { user_group_ids: [] }, { except: { ': unreadable as a whole': USERS_LATER } }),
    plant(CACHE, { user_group_ids: ['receipts'] }, { user_group_ids: undefined }),
    plant(CACHE, { auth_token: 'a-token-of-a-vault' }, { auth_token: undefined }),
    plant(CACHE, { auth_token: 'a-token-of-a-vault' }, { auth_token: '' }, {
      except: { ': unreadable': TOKEN_LATER, 'for_each unreadable': TOKEN_LATER },
    }),
  ],
  'data.key': KEYS.map(([type, sound, changes]) =>
    plant(type, sound, changes, {
      except: { ': unreadable': LOOKED_UP, 'dynamic unreadable': LOOKED_UP, 'for_each unreadable': LOOKED_UP },
    }),
  ),
};
