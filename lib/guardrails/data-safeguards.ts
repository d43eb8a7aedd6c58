/** One setting of a data service that cannot be changed, by the name that Terraform and Crossplane share. */
export interface Safeguard {
  /** The field in camelCase, as Crossplane's managed resource has it. */
  readonly field: string;
  /** What it has to be; at least, where `minimum` is set. */
  readonly value: boolean | number | string;
  readonly minimum?: boolean;
  /** What it is for, in words. */
  readonly rule: string;
}

/**
 * What every database on RDS has.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
export const DATABASE_SAFEGUARDS: readonly Safeguard[] = [
  { field: 'storageEncrypted', value: true, rule: 'encryption at rest' },
  { field: 'deletionProtection', value: true, rule: 'deletion protection' },
  { field: 'skipFinalSnapshot', value: false, rule: 'a final snapshot' },
  { field: 'deleteAutomatedBackups', value: false, rule: 'backups that outlive the instance' },
  { field: 'backupRetentionPeriod', value: 7, minimum: true, rule: 'backups of at least 7 days' },
  { field: 'copyTagsToSnapshot', value: true, rule: 'tags on snapshots' },
  { field: 'performanceInsightsEnabled', value: true, rule: 'Performance Insights' },
  { field: 'publiclyAccessible', value: false, rule: 'private subnets' },
  { field: 'manageMasterUserPassword', value: true, rule: 'a master password that RDS manages' },
];

/**
 * What every cache on ElastiCache has.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export const CACHE_SAFEGUARDS: readonly Safeguard[] = [
  { field: 'atRestEncryptionEnabled', value: 'true', rule: 'encryption at rest' },
  { field: 'transitEncryptionEnabled', value: true, rule: 'TLS' },
  { field: 'transitEncryptionMode', value: 'required', rule: 'TLS for every client' },
  { field: 'snapshotRetentionLimit', value: 7, minimum: true, rule: 'snapshots of at least 7 days' },
];

/** What every bucket's public access block has. */
export const PUBLIC_ACCESS_SAFEGUARDS: readonly Safeguard[] = [
  { field: 'blockPublicAcls', value: true, rule: 'no public ACLs' },
  { field: 'blockPublicPolicy', value: true, rule: 'no public policies' },
  { field: 'ignorePublicAcls', value: true, rule: 'no public ACLs' },
  { field: 'restrictPublicBuckets', value: true, rule: 'no public access' },
];

/** The safeguards as the fields of a resource, each at its least. */
export function safeguardFields(safeguards: readonly Safeguard[]): Record<string, boolean | number | string> {
  return Object.fromEntries(safeguards.map(({ field, value }) => [field, value]));
}

/** Whether a value, as it stands in an output, holds what a safeguard asks for. */
export function isSafe({ value, minimum }: Safeguard, actual: unknown): boolean {
  if (minimum) return typeof actual === 'number' && actual >= (value as number);
  return actual === value || (typeof value !== 'number' && String(actual) === String(value) && actual !== undefined);
}

/** The argument of a Terraform resource that a field of Crossplane's managed resource stands for. */
export function terraformArgument(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
