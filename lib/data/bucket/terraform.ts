import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import { PUBLIC_ACCESS_SAFEGUARDS, safeguardFields } from '../../guardrails/data-safeguards';
import { expectation } from '../../guardrails/expectations';
import type { Expectation } from '../../guardrails/expectations';
import { BUCKET_GUARDRAILS } from './guardrails';
import { ABORT_UPLOADS_AFTER_DAYS } from './limits';
import { tlsOnlyPolicy } from './policy';

/** The settings of a bucket in Terraform. */
interface BucketSettings {
  readonly name: string;
  /** The name that the team gave it, which is the name of each of its resources in Terraform. */
  readonly shortName: string;
  readonly partition: string;
  readonly keepOldVersionsDays: number;
  readonly expireAfterDays?: number;
}

/** Adds a bucket with one resource for each of its settings, and returns what must hold for them. */
export function addBucket(scope: Construct, settings: BucketSettings): { bucket: S3Bucket; expectations: Expectation[] } {
  const { name, partition } = settings;
  const policyText = tlsOnlyPolicy(partition, name);
  const { bucket, block, ownership, encryption, versioning, policy, lifecycle } = addParts(scope, settings, policyText);
  const of = { bucket: name };
  const expectations = [
    expectation(bucket, BUCKET_GUARDRAILS.bucket, { bucket: name }),
    expectation(block, BUCKET_GUARDRAILS.publicAccess, of),
    expectation(ownership, BUCKET_GUARDRAILS.ownership, of),
    expectation(encryption, BUCKET_GUARDRAILS.encryption, of),
    expectation(versioning, BUCKET_GUARDRAILS.versioning, of),
    expectation(policy, BUCKET_GUARDRAILS.policy, { ...of, policy: policyText }),
    expectation(lifecycle, BUCKET_GUARDRAILS.lifecycle, {
      ...of,
      noncurrentDays: settings.keepOldVersionsDays,
      days: settings.expireAfterDays,
    }),
  ];
  return { bucket, expectations };
}

function addParts(scope: Construct, settings: BucketSettings, policyText: string) {
  const { name, shortName } = settings;
  const kept = { forceDestroy: false, lifecycle: { preventDestroy: true } };
  const bucket = fixedAddress(new S3Bucket(scope, 'Bucket', { bucket: name, ...kept }), shortName);
  const { id } = bucket;
  const block = new S3BucketPublicAccessBlock(scope, 'PublicAccessBlock', {
    bucket: id,
    ...safeguardFields(PUBLIC_ACCESS_SAFEGUARDS),
  });
  const ownership = new S3BucketOwnershipControls(scope, 'Ownership', {
    bucket: id,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, 'Encryption', {
    bucket: id,
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' }, bucketKeyEnabled: true }],
  });
  const versioning = new S3BucketVersioningA(scope, 'Versioning', { bucket: id, versioningConfiguration: { status: 'Enabled' } });
  for (const part of [block, ownership, encryption, versioning]) fixedAddress(part, shortName);
  const policy = fixedAddress(
    new S3BucketPolicy(scope, 'Policy', { bucket: id, policy: policyText, dependsOn: [block] }),
    shortName,
  );
  return { bucket, block, ownership, encryption, versioning, policy, lifecycle: addLifecycle(scope, id, settings, versioning) };
}

function addLifecycle(
  scope: Construct,
  bucket: string,
  settings: BucketSettings,
  versioning: S3BucketVersioningA,
): S3BucketLifecycleConfiguration {
  const { keepOldVersionsDays, expireAfterDays, shortName } = settings;
  const lifecycle = new S3BucketLifecycleConfiguration(scope, 'Lifecycle', {
    bucket,
    rule: [
      {
        id: 'housekeeping',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS }],
        noncurrentVersionExpiration: [{ noncurrentDays: keepOldVersionsDays }],
        expiration: expireAfterDays === undefined ? undefined : [{ days: expireAfterDays }],
      },
    ],
    // Old versions have a lifecycle only once there are versions.
    dependsOn: [versioning],
  });
  return fixedAddress(lifecycle, shortName);
}
