import { SENSITIVE_ACTIONS } from './tables/sensitive-actions';

export type SensitiveKind = 'permissions' | 'takeover' | 'credentials' | 'exposure' | 'safeguards';

/** The risk of each kind of sensitive action. */
export const CONSEQUENCES: Record<SensitiveKind, string> = {
  permissions: 'changes what identities may do',
  takeover: 'can use the permissions of others',
  credentials: 'returns secrets or credentials',
  exposure: 'can open resources to others',
  safeguards: 'can remove versions, encryption, protection or the data itself',
};

/** Actions on the settings of resources with data. A service uses the data; Terraform manages the settings. */
const SAFEGUARDS: Readonly<Record<string, string>> = {
  dynamodb: 'DeleteBackup DeleteTable UpdateContinuousBackups',
  elasticache: 'DeleteReplicationGroup DeleteSnapshot ModifyReplicationGroup',
  kms: 'DisableKey PutKeyPolicy ScheduleKeyDeletion',
  rds:
    'DeleteDBCluster DeleteDBClusterSnapshot DeleteDBInstance DeleteDBInstanceAutomatedBackup DeleteDBSnapshot ' +
    'ModifyDBCluster ModifyDBClusterSnapshotAttribute ModifyDBInstance ModifyDBSnapshotAttribute',
  s3:
    'BypassGovernanceRetention DeleteBucket DeleteBucketPolicy PutBucketAcl PutBucketObjectLockConfiguration ' +
    'PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketVersioning PutEncryptionConfiguration ' +
    'PutLifecycleConfiguration PutReplicationConfiguration',
};

const KINDS = new Map(
  Object.entries({ safeguards: SAFEGUARDS, ...SENSITIVE_ACTIONS }).flatMap(([kind, services]) =>
    Object.entries(services).flatMap(([service, names]) =>
      names.split(' ').map((name) => [`${service}:${name}`.toLowerCase(), kind as SensitiveKind] as const),
    ),
  ),
);

/** The kind of a sensitive action; nothing for any other. Like IAM, it ignores case. */
export function sensitiveKind(action: string): SensitiveKind | undefined {
  return KINDS.get(action.toLowerCase());
}

/** Whether an action changes settings that protect data, so that it needs a reason on any resource. */
export function isOnSafeguards(action: string): boolean {
  const [service, name] = action.split(':');
  const names = Object.hasOwn(SAFEGUARDS, service.toLowerCase()) ? SAFEGUARDS[service.toLowerCase()] : '';
  return names.toLowerCase().split(' ').includes(name?.toLowerCase());
}
