/** Kinds of Kubernetes objects that hold data, whatever group they are of: a change of the platform's domain changes groups. */
const KINDS: ReadonlySet<string> = new Set([
  'CompositeResourceDefinition',
  'CustomResourceDefinition',
  'Kafka',
  'KafkaNodePool',
  'KafkaTopic',
  'Namespace',
  'ObjectBucket',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'PostgreSQLInstance',
  'RedisCache',
  'StatefulSet',
  'VolumeSnapshot',
]);

/** A line with a kind, in YAML or JSON. */
const KIND_LINE = /kind"?: *"?(\w+)/g;

/** Groups of Crossplane's managed resources whose kinds are databases, buckets and the like. */
const MANAGED_GROUP =
  /^(backup|cognitoidp|docdb|dynamodb|ebs|ecr|efs|elasticache|fsx|kafka|keyspaces|kinesis|kms|memorydb|mq|neptune|opensearch|rds|redshift|redshiftserverless|s3|secretsmanager|sqs|timestreamwrite)\.aws\.(m\.)?upbound\.io\//;

/** Kinds of those groups that are settings of something, and hold nothing themselves. */
const MANAGED_SETTING = /(Group|Policy|Configuration|Association|User|ACL|Block|Controls|Versioning|Alias|Grant|Notification|Logging)$/;

/** The annotation with Argo CD's options for one object: by it, Argo CD keeps what is no longer in Git. */
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** Whether a Kubernetes object holds data: by its kind, or since Argo CD was told to keep it. */
export function isHolderKind(apiVersion: string, kind: string, annotations: Readonly<Record<string, unknown>> = {}): boolean {
  const managed = MANAGED_GROUP.test(apiVersion) && (kind === 'ReplicationGroup' || !MANAGED_SETTING.test(kind));
  return KINDS.has(kind) || managed || isKept(annotations);
}

/** Whether Argo CD was told to keep an object that is no longer in Git. */
export function isKept(annotations: Readonly<Record<string, unknown>>): boolean {
  const options = annotations[SYNC_OPTIONS];
  return typeof options === 'string' && options.split(',').some((option) => option.trim() === 'Prune=false');
}

/** Whether a text may hold such an object, so that most files need not be read as YAML. */
export function mayHold(text: string): boolean {
  return text.includes('Prune=false') || text.includes('.upbound.io/') || [...text.matchAll(KIND_LINE)].some(([, kind]) => KINDS.has(kind));
}
