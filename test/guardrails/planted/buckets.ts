import { BUCKET, plant, plants } from './plant';
import type { Planted } from './plant';

const BLOCKS = ['aws_s3_account_public_access_block', 'aws_s3_bucket_public_access_block'];
const CLOSED = { bucket: 'own', block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };
const ALGORITHM = (sse_algorithm: string) => ({ rule: [{ apply_server_side_encryption_by_default: { sse_algorithm } }] });

const SETTINGS = [
  'aws_s3_bucket_acl', 'aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket_ownership_controls', 'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block', 'aws_s3_bucket_server_side_encryption_configuration', 'aws_s3_bucket_versioning',
];

/** Which bucket a setting is for is asked of those that can be read; one that cannot is judged by what it sets. */
const BY_SETTING = 'a setting of a bucket that cannot be told is judged by what it sets';
const ANY_BUCKET = { ': unreadable': BY_SETTING, 'for_each unreadable': BY_SETTING };

export const BUCKET_PLANTS: Planted = {
  'bucket.one-setting': plants(SETTINGS, { bucket: 'own' }, { bucket: BUCKET }, { except: ANY_BUCKET }),
  'bucket.force-destroy': [plant('aws_s3_bucket', { force_destroy: false }, { force_destroy: true })],
  'bucket.versioned': [
    plant('aws_s3_bucket', { bucket: 'own' }, {}, {
      soundBeside: { resource: { aws_s3_bucket_versioning: { v: { bucket: 'own', versioning_configuration: { status: 'Enabled' } } } } },
    }),
  ],
  'bucket.versioning': [
    plant('aws_s3_bucket_versioning', { versioning_configuration: { status: 'Enabled' } }, { versioning_configuration: { status: 'Suspended' } }),
  ],
  'bucket.acl': plants(['aws_s3_bucket', 'aws_s3_bucket_acl', 'aws_s3_object'], { acl: 'private' }, { acl: 'public-read' }),
  'bucket.encryption': [plant('aws_s3_bucket_server_side_encryption_configuration', ALGORITHM('aws:kms'), ALGORITHM('none'))],
  'bucket.block_public_acls': plants(BLOCKS, CLOSED, { block_public_acls: false }),
  'bucket.block_public_policy': plants(BLOCKS, CLOSED, { block_public_policy: false }),
  'bucket.ignore_public_acls': plants(BLOCKS, CLOSED, { ignore_public_acls: false }),
  'bucket.restrict_public_buckets': plants(BLOCKS, CLOSED, { restrict_public_buckets: false }),
  'bucket.account': [{ type: 'aws_s3_account_public_access_block', broken: CLOSED }],
};
