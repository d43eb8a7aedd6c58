import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { Construct } from 'constructs';
import { many } from '../core/json';
import type { Json } from '../core/json';
import { show } from '../core/problems';
import { PUBLIC_ACCESS_SAFEGUARDS, safeguardFields } from '../guardrails/data-safeguards';
import { addressOf, presentGuard } from '../guardrails/guards';
import type { Addressed, Guard } from '../guardrails/guards';
import { ABORT_UPLOADS_AFTER_DAYS } from './bucket-limits';
import { tlsOnlyPolicy } from './bucket-policy';

/** What a bucket in Terraform is made of. */
export interface BucketSettings {
  readonly name: string;
  readonly partition: string;
  readonly keepOldVersionsDays: number;
  readonly expireAfterDays?: number;
}

/** Adds a bucket with one resource for each of its settings, and gives what has to hold of them. */
export function addBucket(scope: Construct, settings: BucketSettings): { bucket: S3Bucket; guards: Guard[] } {
  const { name, partition } = settings;
  const bucket = new S3Bucket(scope, 'Bucket', { bucket: name, forceDestroy: false, lifecycle: { preventDestroy: true } });
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
  const policyText = tlsOnlyPolicy(partition, name);
  const policy = new S3BucketPolicy(scope, 'Policy', { bucket: id, policy: policyText, dependsOn: [block] });
  addLifecycle(scope, id, settings, versioning);
  const reference = `\${${addressOf(bucket)}.id}`;
  const own = (element: Addressed, rule: string, breach: (block: Json) => string | undefined) =>
    presentGuard(element, `${rule} of this bucket`, (present) =>
      [name, reference].includes(String(present.bucket)) ? breach(present) : `the bucket ${show(present.bucket)}`,
    );
  const guards = [
    presentGuard(bucket, 'the name of the library, and protection from destruction by a plan', ({ bucket: actual, lifecycle }) => {
      if (actual !== name) return `the name ${show(actual)}`;
      return (lifecycle as Json | undefined)?.prevent_destroy === true ? undefined : 'a bucket that a plan may destroy';
    }),
    own(block, 'no public access', () => undefined),
    own(ownership, 'no ACLs', ({ rule }) => otherThan(rule, 'object_ownership', 'BucketOwnerEnforced')),
    own(encryption, 'encryption at rest', ({ rule }) =>
      otherThan(many(rule)[0]?.apply_server_side_encryption_by_default, 'sse_algorithm', 'aws:kms'),
    ),
    own(versioning, 'versioning', ({ versioning_configuration: configuration }) => otherThan(configuration, 'status', 'Enabled')),
    own(policy, 'TLS for every request', ({ policy: actual }) => (actual === policyText ? undefined : 'another bucket policy')),
  ];
  return { bucket, guards };
}

function addLifecycle(scope: Construct, bucket: string, settings: BucketSettings, versioning: S3BucketVersioningA): void {
  const { keepOldVersionsDays, expireAfterDays } = settings;
  new S3BucketLifecycleConfiguration(scope, 'Lifecycle', {
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
}

/** What a nested block has instead of a value. */
function otherThan(block: unknown, argument: string, value: string): string | undefined {
  const actual = many(block)[0]?.[argument];
  return actual === value ? undefined : `${argument}: ${show(actual)}`;
}
