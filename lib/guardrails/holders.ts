/**
 * The types of Terraform resources that hold data, keys, or what only exists once, each with the argument that is its
 * physical name; an empty text where AWS picks the name.
 *
 * One list for everybody: the record and the lock of a synth, the checks of plans, and the summary of plans.
 */
const NAME_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_acmpca_certificate_authority: '',
  aws_ami: 'name',
  aws_backup_vault: 'name',
  aws_cloudhsm_v2_cluster: '',
  aws_cloudwatch_log_group: 'name',
  aws_codeartifact_domain: 'domain',
  aws_codeartifact_repository: 'repository',
  aws_codecommit_repository: 'repository_name',
  aws_cognito_identity_pool: 'identity_pool_name',
  aws_cognito_user_pool: 'name',
  aws_dax_cluster: 'cluster_name',
  aws_db_cluster_snapshot: 'db_cluster_snapshot_identifier',
  aws_db_instance: 'identifier',
  aws_db_snapshot: 'db_snapshot_identifier',
  aws_docdb_cluster: 'cluster_identifier',
  aws_docdb_cluster_snapshot: 'db_cluster_snapshot_identifier',
  aws_docdb_global_cluster: 'global_cluster_identifier',
  aws_docdbelastic_cluster: 'name',
  aws_dsql_cluster: '',
  aws_dynamodb_global_table: 'name',
  aws_dynamodb_table: 'name',
  aws_dynamodb_table_replica: 'global_table_arn',
  aws_ebs_snapshot: '',
  aws_ebs_snapshot_copy: '',
  aws_ebs_volume: '',
  aws_ecr_repository: 'name',
  aws_ecrpublic_repository: 'repository_name',
  aws_efs_file_system: 'creation_token',
  aws_eks_cluster: 'name',
  aws_elasticache_cluster: 'cluster_id',
  aws_elasticache_global_replication_group: 'global_replication_group_id_suffix',
  aws_elasticache_replication_group: 'replication_group_id',
  aws_elasticache_serverless_cache: 'name',
  aws_elasticsearch_domain: 'domain_name',
  aws_finspace_kx_database: 'name',
  aws_finspace_kx_volume: 'name',
  aws_fsx_backup: '',
  aws_fsx_file_cache: '',
  aws_fsx_lustre_file_system: '',
  aws_fsx_ontap_file_system: '',
  aws_fsx_ontap_storage_virtual_machine: 'name',
  aws_fsx_ontap_volume: 'name',
  aws_fsx_openzfs_file_system: '',
  aws_fsx_openzfs_snapshot: 'name',
  aws_fsx_openzfs_volume: 'name',
  aws_fsx_windows_file_system: '',
  aws_glacier_vault: 'name',
  aws_grafana_workspace: 'name',
  aws_instance: '',
  aws_kendra_index: 'name',
  aws_keyspaces_keyspace: 'name',
  aws_keyspaces_table: 'table_name',
  aws_kinesis_stream: 'name',
  aws_kms_external_key: '',
  aws_kms_key: '',
  aws_kms_replica_key: '',
  aws_lightsail_bucket: 'name',
  aws_lightsail_database: 'relational_database_name',
  aws_lightsail_disk: 'name',
  aws_memorydb_cluster: 'name',
  aws_memorydb_multi_region_cluster: 'multi_region_cluster_name_suffix',
  aws_memorydb_snapshot: 'name',
  aws_mq_broker: 'broker_name',
  aws_msk_cluster: 'cluster_name',
  aws_msk_serverless_cluster: 'cluster_name',
  aws_neptune_cluster: 'cluster_identifier',
  aws_neptune_cluster_snapshot: 'db_cluster_snapshot_identifier',
  aws_neptune_global_cluster: 'global_cluster_identifier',
  aws_neptunegraph_graph: 'graph_name',
  aws_opensearch_domain: 'domain_name',
  aws_opensearchserverless_collection: 'name',
  aws_prometheus_workspace: 'alias',
  aws_qldb_ledger: 'name',
  aws_rds_cluster: 'cluster_identifier',
  aws_rds_global_cluster: 'global_cluster_identifier',
  aws_rds_shard_group: 'db_shard_group_identifier',
  aws_redshift_cluster: 'cluster_identifier',
  aws_redshift_cluster_snapshot: 'snapshot_identifier',
  aws_redshiftserverless_namespace: 'namespace_name',
  aws_redshiftserverless_snapshot: 'snapshot_name',
  aws_route53_zone: 'name',
  aws_s3_bucket: 'bucket',
  aws_s3_directory_bucket: 'bucket',
  aws_s3tables_table: 'name',
  aws_s3tables_table_bucket: 'name',
  aws_secretsmanager_secret: 'name',
  aws_sqs_queue: 'name',
  aws_timestreaminfluxdb_db_cluster: 'name',
  aws_timestreaminfluxdb_db_instance: 'name',
  aws_timestreamwrite_database: 'database_name',
  aws_timestreamwrite_table: 'table_name',
  helm_release: 'name',
  kubernetes_manifest: 'manifest.metadata.name',
  kubernetes_namespace: 'metadata.name',
  kubernetes_namespace_v1: 'metadata.name',
  kubernetes_persistent_volume: 'metadata.name',
  kubernetes_persistent_volume_claim: 'metadata.name',
  kubernetes_persistent_volume_claim_v1: 'metadata.name',
  kubernetes_persistent_volume_v1: 'metadata.name',
  kubernetes_stateful_set: 'metadata.name',
  kubernetes_stateful_set_v1: 'metadata.name',
};

/** Where the namespace of a Terraform resource stands that is inside of one. */
const NAMESPACE_ARGUMENTS: Readonly<Record<string, string>> = {
  helm_release: 'namespace',
  kubernetes_manifest: 'manifest.metadata.namespace',
};

/** Whether a Terraform resource of this type holds data. */
export function isHolder(type: string): boolean {
  return Object.hasOwn(NAME_ARGUMENTS, type);
}

/** The arguments that name a resource of a holder's type: its physical name, and the namespace that it is in. */
export function namingArguments(type: string): { readonly name: string; readonly namespace: string } {
  const namespace = NAMESPACE_ARGUMENTS[type] ?? (type.startsWith('kubernetes_') ? 'metadata.namespace' : '');
  return { name: NAME_ARGUMENTS[type], namespace };
}

/** Where a holder has what may only grow: the version of its engine, and its storage in GiB. */
interface GrowingArguments {
  readonly version: string;
  readonly storage: string;
}

const GROWING: Readonly<Record<string, GrowingArguments>> = {
  aws_db_instance: { version: 'engine_version', storage: 'allocated_storage' },
  aws_ebs_volume: { version: '', storage: 'size' },
  aws_rds_cluster: { version: 'engine_version', storage: 'allocated_storage' },
  PostgreSQLInstance: { version: 'spec.parameters.engineVersion', storage: 'spec.parameters.storageGB' },
};

/** What of a type or kind may only grow, or nothing where there is no such thing. */
export function growingArguments(kind: string): GrowingArguments | undefined {
  return Object.hasOwn(GROWING, kind) ? GROWING[kind] : undefined;
}
