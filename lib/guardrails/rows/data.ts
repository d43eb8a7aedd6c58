import { list } from '../../core/json';
import { CACHE_SAFEGUARDS, DATABASE_SAFEGUARDS, terraformArgument } from '../data-safeguards';
import type { Safeguard } from '../data-safeguards';
import type { Guardrail, Predicate } from '../guardrail';
import type { Subject } from '../model/app-model';
import { valueAt } from '../model/blocks';
import { atLeast, equals, leftOut, present, when } from '../predicates';
import { KEY_ROWS } from './keys';
import { DATA as CHAPTER, row, WITH_REASON } from './row';

/** One safeguard of one or more types: its purpose, the argument and the required value. */
type Line = readonly [rule: string, path: string, must: Predicate, allowed: string];

/** Values for which Terraform's own default is as good. */
const SAFE_WHEN_ABSENT = ['skipFinalSnapshot', 'publiclyAccessible'];

/** If an Aurora cluster has a setting of an RDS instance, it has the same name. */
const CLUSTER_FIELDS = [
  'storageEncrypted',
  'deletionProtection',
  'skipFinalSnapshot',
  'backupRetentionPeriod',
  'copyTagsToSnapshot',
];

const yes = (rule: string, path: string): Line => [rule, path, equals(path, true), `${path} = true`];
const no = (rule: string, path: string): Line => [rule, path, equals(path, false, true), `${path} = false`];
const least = (rule: string, path: string, count: number): Line => [
  rule,
  path,
  atLeast(path, count),
  `${path} of at least ${count}`,
];
const given = (rule: string, path: string): Line => [rule, path, present(path), `${path}`];
const without = (rule: string, path: string): Line => [rule, path, leftOut(path), `no ${path}`];

const ENCRYPTION = 'encryption at rest';
const PROTECTION = 'deletion protection';
const SNAPSHOT = 'a final snapshot';
const PRIVATE = 'private subnets';
const NO_PASSWORD = 'a master password that is not in the code or the state';

function lineOf({ field, value, minimum, rule }: Safeguard): Line {
  const path = terraformArgument(field);
  if (minimum) return least(rule, path, value as number);
  return [rule, path, equals(path, value as boolean | string, SAFE_WHEN_ABSENT.includes(field)), `${path} = ${value}`];
}

/** A replica has the encryption and password of its source, and no backups. */
const isReplica = ({ body }: Subject): boolean => {
  const source = valueAt(body, 'replicate_source_db');
  return typeof source === 'string' && source.trim() !== '';
};

const INSTANCE = DATABASE_SAFEGUARDS.map((safeguard): Line => {
  const [rule, path, must, allowed] = lineOf(safeguard);
  return safeguard.field === 'publiclyAccessible'
    ? [rule, path, must, allowed]
    : [rule, path, when((subject) => !isReplica(subject), must), allowed];
});

const CLUSTER = DATABASE_SAFEGUARDS.filter(({ field }) => CLUSTER_FIELDS.includes(field)).map(lineOf);

/** Without a login, everyone who can connect to a cache can read and write it. */
const LOGIN: Predicate = {
  name: 'auth_token or user_group_ids is given',
  breaches: ({ body }) => {
    const logins = [valueAt(body, 'auth_token'), ...list(body.user_group_ids).flat(Infinity)];
    const isGiven = logins.some((login) => login !== undefined && login !== null && login !== '');
    return isGiven ? [] : [{ got: 'neither auth_token nor user_group_ids', what: 'auth_token' }];
  },
};

/** The safeguards of every AWS type with data. */
const BY_TYPE: Readonly<Record<string, readonly Line[]>> = {
  aws_db_instance: [...INSTANCE, without(NO_PASSWORD, 'password')],
  aws_db_snapshot_copy: [],
  aws_docdb_cluster: [
    yes(ENCRYPTION, 'storage_encrypted'),
    yes(PROTECTION, 'deletion_protection'),
    no(SNAPSHOT, 'skip_final_snapshot'),
    least('backups of at least 7 days', 'backup_retention_period', 7),
    without(NO_PASSWORD, 'master_password'),
  ],
  aws_dynamodb_table: [
    yes('point-in-time recovery', 'point_in_time_recovery.enabled'),
    yes(PROTECTION, 'deletion_protection_enabled'),
  ],
  aws_efs_file_system: [yes(ENCRYPTION, 'encrypted')],
  aws_elasticache_cluster: [
    // A single-node Redis cluster has neither encryption nor a replica.
    [
      'encryption at rest and TLS, which Redis supports only in a replication group',
      'engine',
      when(({ body }) => valueAt(body, 'replication_group_id') === undefined, equals('engine', 'memcached')),
      'engine = memcached, or aws_elasticache_replication_group',
    ],
    [
      'TLS',
      'transit_encryption_enabled',
      when(({ body }) => valueAt(body, 'engine') === 'memcached', equals('transit_encryption_enabled', true)),
      'transit_encryption_enabled = true',
    ],
  ],
  aws_elasticache_replication_group: [
    ...CACHE_SAFEGUARDS.map(lineOf),
    ['authentication', 'auth_token', LOGIN, 'auth_token or user_group_ids'],
  ],
  aws_elasticache_serverless_cache: [least('snapshots of at least 7 days', 'snapshot_retention_limit', 7)],
  aws_elasticache_user: [no('a password for every user', 'no_password_required')],
  aws_fsx_lustre_file_system: [least('backups of at least 7 days', 'automatic_backup_retention_days', 7)],
  aws_kinesis_stream: [[ENCRYPTION, 'encryption_type', equals('encryption_type', 'KMS'), 'encryption_type = KMS']],
  aws_memorydb_cluster: [
    ['TLS', 'tls_enabled', equals('tls_enabled', true, true), 'tls_enabled = true'],
    least('snapshots of at least 7 days', 'snapshot_retention_limit', 7),
    given(SNAPSHOT, 'final_snapshot_name'),
  ],
  aws_mq_broker: [no(PRIVATE, 'publicly_accessible')],
  aws_msk_cluster: [
    [
      'TLS for every client',
      'encryption_info.encryption_in_transit.client_broker',
      equals('encryption_info.encryption_in_transit.client_broker', 'TLS', true),
      'client_broker = TLS',
    ],
  ],
  aws_neptune_cluster: [
    yes(ENCRYPTION, 'storage_encrypted'),
    yes(PROTECTION, 'deletion_protection'),
    no(SNAPSHOT, 'skip_final_snapshot'),
    least('backups of at least 7 days', 'backup_retention_period', 7),
  ],
  aws_neptune_cluster_instance: [no(PRIVATE, 'publicly_accessible')],
  aws_opensearch_domain: [
    yes(ENCRYPTION, 'encrypt_at_rest.enabled'),
    yes('TLS between nodes', 'node_to_node_encryption.enabled'),
    yes('TLS for every client', 'domain_endpoint_options.enforce_https'),
    given(PRIVATE, 'vpc_options.subnet_ids'),
  ],
  aws_rds_cluster: [
    ...CLUSTER,
    yes('a master password that RDS manages', 'manage_master_user_password'),
    without(NO_PASSWORD, 'master_password'),
  ],
  aws_rds_cluster_instance: [no(PRIVATE, 'publicly_accessible')],
  aws_redshift_cluster: [
    yes(ENCRYPTION, 'encrypted'),
    no(PRIVATE, 'publicly_accessible'),
    no(SNAPSHOT, 'skip_final_snapshot'),
    least('snapshots of at least 7 days', 'automated_snapshot_retention_period', 7),
    without(NO_PASSWORD, 'master_password'),
  ],
  aws_redshiftserverless_workgroup: [no(PRIVATE, 'publicly_accessible')],
  aws_ebs_volume: [yes(ENCRYPTION, 'encrypted')],
};

/** A copy of another service's data. */
const FOREIGN_DATA: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['restore_to_point_in_time', 's3_import', 'snapshot_identifier'],
  aws_docdb_cluster: ['restore_to_point_in_time', 'snapshot_identifier'],
  aws_elasticache_replication_group: ['snapshot_arns', 'snapshot_name'],
  aws_neptune_cluster: ['snapshot_identifier'],
  aws_rds_cluster: ['restore_to_point_in_time', 's3_import', 'snapshot_identifier'],
  aws_redshift_cluster: ['snapshot_arn', 'snapshot_cluster_identifier', 'snapshot_identifier'],
  aws_dynamodb_table: ['import_table', 'restore_source_name', 'restore_source_table_arn'],
};

/** Types of these families that no line lists. */
export const DATA_FAMILIES = ['aws_db_*', 'aws_docdb_*', 'aws_elasticache_*', 'aws_memorydb_*', 'aws_rds_*', 'aws_redshift_*'];

/** Types of these families without data, which weaken no guarantee. */
const HARMLESS_DATA_TYPES: readonly string[] = [
  'aws_db_event_subscription',
  'aws_db_option_group',
  'aws_db_parameter_group',
  'aws_db_subnet_group',
  'aws_docdb_cluster_instance',
  'aws_docdb_cluster_parameter_group',
  'aws_docdb_event_subscription',
  'aws_docdb_subnet_group',
  'aws_elasticache_parameter_group',
  'aws_elasticache_subnet_group',
  'aws_elasticache_user_group',
  'aws_elasticache_user_group_association',
  'aws_memorydb_acl',
  'aws_memorydb_parameter_group',
  'aws_memorydb_subnet_group',
  'aws_memorydb_user',
  'aws_rds_cluster_parameter_group',
  'aws_redshift_parameter_group',
  'aws_redshift_subnet_group',
];

const safeguards = Object.entries(BY_TYPE).flatMap(([type, lines]) =>
  lines.map(([rule, path, must, allowed]) =>
    row({
      id: `data.${type}.${path}`,
      chapter: CHAPTER,
      on: [type],
      path,
      must,
      rule: `${rule}: ${allowed}`,
      fix: `set the allowed value, ${WITH_REASON}`,
      lifted: 'all',
    }),
  ),
);

const copies = Object.entries(FOREIGN_DATA).flatMap(([type, paths]) =>
  paths.map((path) =>
    row({
      id: `data.${type}.${path}`,
      chapter: CHAPTER,
      on: [type],
      path,
      must: leftOut(path),
      rule: `no data copied from elsewhere, or a written reason: no ${path}`,
      fix: `remove it, ${WITH_REASON}`,
      lifted: 'all',
    }),
  ),
);

/** The types that a line here checks. */
export const KNOWN_DATA_TYPES: readonly string[] = [...Object.keys(BY_TYPE), ...HARMLESS_DATA_TYPES];

/** The guardrails of all data. */
export const DATA_ROWS: readonly Guardrail[] = [...safeguards, ...copies, ...KEY_ROWS];
