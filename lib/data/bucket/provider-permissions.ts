import type { Environment } from '../../platform/environment';
import type { Statement } from '../shared/companion-description';
import { allow } from '../shared/permissions';

const S3 = [
  's3:CreateBucket',
  's3:GetAccelerateConfiguration',
  's3:GetBucketAcl',
  's3:GetBucketCORS',
  's3:GetBucketLocation',
  's3:GetBucketLogging',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketRequestPayment',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:GetBucketWebsite',
  's3:GetEncryptionConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetReplicationConfiguration',
  's3:ListBucket',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
];

/** The permissions of Crossplane for buckets, limited to the names that they get. It cannot delete them. */
export function providerPermissions({ awsPartition, name, awsAccountId }: Environment): Statement[] {
  return [allow(S3, [`arn:${awsPartition}:s3:::*-${name}-${awsAccountId}`])];
}
