import { SENSITIVE_ACTIONS } from './tables/sensitive-actions';

export type SensitiveKind = 'permissions' | 'takeover' | 'credentials' | 'exposure' | 'safeguards';

/** What each kind of sensitive action can be used for. */
export const CONSEQUENCES: Record<SensitiveKind, string> = {
  permissions: 'changes what identities may do',
  takeover: 'can take on the permissions of others',
  credentials: 'hands out secrets or credentials',
  exposure: 'can open resources to others',
  safeguards: 'can take away what keeps data: versions, encryption, protection or the data itself',
};

/** Actions on the settings of what holds data. A service works with its data, and Terraform with its settings. */
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

/** The kind of sensitive action that an action is, if any; IAM compares actions without case. */
export function sensitiveKind(action: string): SensitiveKind | undefined {
  return KINDS.get(action.toLowerCase());
}

/** Whether an action changes what keeps data, so that it needs a reason on whatever it is allowed. */
export function isOnSafeguards(action: string): boolean {
  const [service, name] = action.split(':');
  const names = Object.hasOwn(SAFEGUARDS, service.toLowerCase()) ? SAFEGUARDS[service.toLowerCase()] : '';
  return names.toLowerCase().split(' ').includes(name?.toLowerCase());
}
