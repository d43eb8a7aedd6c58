import { COMPANIONS } from '../../../lib/data/companions';

/** What a system holds a thing by: a change makes another thing, deletes the first one, or is refused. */

/** Terraform types whose destruction loses data, or all that runs in them. */
const STATEFUL = [
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_ebs_volume',
  'aws_efs_file_system',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_kinesis_stream',
  'aws_kms_key',
  'aws_msk_cluster',
  'aws_opensearch_domain',
  'aws_rds_cluster',
  'aws_rds_cluster_instance',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
  'aws_sqs_queue',
  'helm_release',
  'kubernetes_namespace',
  'kubernetes_persistent_volume',
  'kubernetes_persistent_volume_claim',
  'kubernetes_secret',
  'kubernetes_stateful_set',
];

/** Arguments of Terraform types that force replacement, by the providers' own documentation of each; companions say theirs. */
const FORCES_REPLACEMENT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(COMPANIONS.flatMap(({ replacing = {} }) => Object.entries(replacing))),
  aws_eks_pod_identity_association: ['cluster_name', 'namespace', 'service_account'],
  aws_iam_role: ['path'],
  aws_rds_cluster: ['cluster_identifier', 'database_name', 'engine', 'kms_key_id', 'master_username', 'storage_encrypted'],
  helm_release: ['namespace'],
};

/** Where a Terraform resource has its name outside of Terraform, the first that is there. */
const NAMES = ['identifier', 'cluster_identifier', 'replication_group_id', 'bucket', 'name', 'name_prefix', 'policy_arn'];

/** Fields of Kubernetes objects that cannot change, or that decide which pods an object is about. */
const IMMUTABLE: Record<string, readonly string[]> = {
  ClusterRoleBinding: ['roleRef'],
  CompositeResourceDefinition: ['spec.claimNames', 'spec.group', 'spec.names', 'spec.scope'],
  Composition: ['spec.compositeTypeRef'],
  DaemonSet: ['spec.selector'],
  Deployment: ['spec.selector'],
  ExternalSecret: ['spec.target.name'],
  Job: ['spec.selector', 'spec.template'],
  KafkaTopic: ['spec.partitions', 'spec.topicName'],
  PersistentVolumeClaim: ['spec.accessModes', 'spec.selector', 'spec.storageClassName', 'spec.volumeName'],
  RoleBinding: ['roleRef'],
  Service: ['spec.clusterIP', 'spec.selector', 'spec.type'],
  StatefulSet: ['spec.podManagementPolicy', 'spec.selector', 'spec.serviceName', 'spec.volumeClaimTemplates'],
  StorageClass: ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'],
};

/** A value read from JSON or YAML. */
export type Fields = Readonly<Record<string, unknown>>;

export function isStateful(type: string): boolean {
  return STATEFUL.includes(unversioned(type));
}

/** The name of a Terraform resource in its own system. */
export function nameOf(block: Fields): string | undefined {
  const { metadata } = block as { metadata?: { name?: string; namespace?: string } };
  if (metadata) return [metadata.namespace, metadata.name].filter((part) => part !== undefined).join('/');
  const key = NAMES.find((name) => typeof block[name] === 'string');
  return key && (block[key] as string);
}

/** The arguments of a Terraform resource that force replacement, as text. */
export function fixedArguments(type: string, block: Fields): Record<string, string> {
  return texts((FORCES_REPLACEMENT[unversioned(type)] ?? []).map((name) => [name, block[name]]));
}

/** The fields of a Kubernetes object that stay as they are, as text; of a Service also its ports, which callers know. */
export function fixedFields(object: Fields): Record<string, string> {
  const { kind, spec } = object as { kind: string; spec?: { ports?: readonly { name?: string; port: number }[] } };
  const ports = kind === 'Service' ? (spec?.ports ?? []) : [];
  return texts([
    ...(IMMUTABLE[kind] ?? []).map((path): [string, unknown] => [path, at(object, path)]),
    ...ports.map(({ name = 'unnamed', port }): [string, unknown] => [`spec.ports.${name}`, port]),
  ]);
}

/** Both names of a Kubernetes type, with and without its version, are the same thing to a cluster. */
function unversioned(type: string): string {
  return type.startsWith('kubernetes_') ? type.replace(/_v\d+$/, '') : type;
}

function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Fields | undefined)?.[key], object);
}

function texts(entries: readonly (readonly [string, unknown])[]): Record<string, string> {
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value : canonical(value)]),
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );
}
