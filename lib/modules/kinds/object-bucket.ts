import { BUCKET_LIMITS, BUCKET_NAME_LENGTH, DEFAULT_KEEP_OLD_VERSIONS_DAYS } from '../../data/bucket/limits';
import { ObjectBucket } from '../../data/bucket/object-bucket';
import type { ObjectBucketProps } from '../../data/bucket/object-bucket';
import { Provisioner } from '../../platform/environment-props';
import { MODULE_SYSTEMS } from '../systems';
import { addOwner, nameOf, ownedLocals, ownedRules, ownedVariables, ownProps } from './data';
import type { DataName } from './data';
import type { ModuleKind } from './kind';
import { sampleName } from './sample-names';

/** The twelve digits of the account and a hyphen end the name. */
const ACCOUNT_LENGTH = 13;

const NAME: DataName = {
  prop: 'bucketName', variable: 'var.bucket_name', limit: BUCKET_LIMITS.bucketName, length: BUCKET_NAME_LENGTH - ACCOUNT_LENGTH,
};

/** A bucket on Amazon S3, created by Terraform. */
export const OBJECT_BUCKET: ModuleKind = {
  name: 'object-bucket',
  construct: 'ObjectBucket',
  system: MODULE_SYSTEMS['object-bucket'],
  text: 'A bucket on Amazon S3 for one service: private, encrypted, versioned, reachable only over TLS, and never emptied by a plan',
  variables: (platform) => [
    ...ownedVariables(platform, NAME, 'The name of the bucket, without the names of environment and account'),
    {
      prop: 'expireAfterDays', limit: BUCKET_LIMITS.expireAfterDays, default: null, defaultText: 'never',
      text: 'After how many days objects are deleted',
    },
    {
      prop: 'keepOldVersionsDays', limit: BUCKET_LIMITS.keepOldVersionsDays, default: DEFAULT_KEEP_OLD_VERSIONS_DAYS,
      text: 'How many days overwritten and deleted objects can be restored',
    },
  ],
  values: () => ({}),
  locals: (platform) => ownedLocals(platform, NAME),
  rules: (platform) => ownedRules(platform, NAME),
  build: (scope, inputs) => {
    addOwner(scope, inputs);
    new ObjectBucket(scope, 'Bucket', { ...(ownProps(inputs) as unknown as ObjectBucketProps), provisioner: Provisioner.TERRAFORM });
  },
  sample: (platform, index) => ({
    bucketName: `${sampleName(platform, 'dataNames', (index + 1) % 3)}-${index}k`,
    expireAfterDays: index % 3 === 0 ? undefined : 100 + index * 7,
    keepOldVersionsDays: index % 4 === 0 ? undefined : 11 + index,
  }),
  nameOf: (name, { bucketName }) => nameOf(String(bucketName), name),
  required: (platform) => ({ bucketName: `${sampleName(platform, 'dataNames', 3)}-files` }),
  tested: [['aws_s3_bucket', 'this', 'bucket']],
  example: { expireAfterDays: 365 },
  outputs: [
    { name: 'bucket_arn', value: 'aws_s3_bucket.this.arn', text: 'The ARN of the bucket' },
    { name: 'bucket_name', value: 'aws_s3_bucket.this.bucket', text: 'The name of the bucket in S3' },
  ],
};
