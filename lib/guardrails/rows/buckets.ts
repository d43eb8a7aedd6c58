import { show } from '../../core/problems';
import { PUBLIC_ACCESS_SAFEGUARDS, terraformArgument } from '../data-safeguards';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';
import { equals, reasoned, unreadable } from '../predicates';
import { EVERYWHERE, row, WITH_REASON } from './row';

const CHAPTER = 'Buckets';

/** Resources that are one setting of a bucket each. */
export const BUCKET_SETTINGS: readonly string[] = [
  'aws_s3_bucket_acl',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
];

/** Types of the family that weaken nothing. */
export const HARMLESS_BUCKET_TYPES: readonly string[] = [
  'aws_s3_bucket_accelerate_configuration',
  'aws_s3_bucket_analytics_configuration',
  'aws_s3_bucket_cors_configuration',
  'aws_s3_bucket_intelligent_tiering_configuration',
  'aws_s3_bucket_inventory',
  'aws_s3_bucket_logging',
  'aws_s3_bucket_metric',
  'aws_s3_bucket_notification',
  'aws_s3_bucket_object',
  'aws_s3_bucket_object_lock_configuration',
  'aws_s3_bucket_request_payment_configuration',
];

/** A second resource for a setting that the library manages: the two would overwrite each other. */
const ONE_SETTING: Predicate = {
  name: 'no second resource for a bucket setting that the library manages',
  breaches: (subject) => {
    if (subject.stack.facts.own?.has(subject.address)) return [];
    const bucket = valueAt(subject.body, 'bucket');
    const owner = subject.app.landscape.stackOfBucket(bucket);
    return owner ? [{ got: `a second ${subject.resource!.type} for the bucket ${show(bucket)} of ${owner.name}` }] : [];
  },
};

const NO_PUBLIC_ACL: Predicate = {
  name: 'no ACL for the public or another account',
  breaches: ({ body }) => {
    const acl = valueAt(body, 'acl');
    const grants = valueAt(body, 'access_control_policy') ?? valueAt(body, 'grant');
    if (grants !== undefined) return [{ got: 'grants to others', what: 'grants' }];
    if (acl === undefined || acl === 'private' || acl === 'log-delivery-write') return [];
    return [isUnreadable(acl) ? unreadable('acl', acl) : { got: `acl: ${show(acl)}`, what: 'acl' }];
  },
};

const ENCRYPTED: Predicate = {
  name: 'every rule encrypts with an S3 or KMS key',
  breaches: ({ body }) =>
    blocksOf(body.rule).flatMap((rule): Breach[] => {
      const path = 'apply_server_side_encryption_by_default.sse_algorithm';
      const algorithm = valueAt(rule, path);
      if (['aws:kms', 'aws:kms:dsse', 'AES256'].includes(String(algorithm))) return [];
      return [isUnreadable(algorithm) ? unreadable(path, algorithm) : { got: `${path}: ${show(algorithm)}`, what: path }];
    }),
};

/** The stack enables versioning for a bucket that a team wrote. */
const VERSIONED: Predicate = {
  name: 'this bucket has an aws_s3_bucket_versioning with the status Enabled',
  breaches: ({ resource, body, stack }) => {
    const name = valueAt(body, 'bucket');
    if (valueAt(body, 'versioning.enabled') === true) return [];
    const settings = stack.model.resources.filter(({ type }) => type === 'aws_s3_bucket_versioning');
    const own = settings.some(({ copies }) =>
      copies.some(({ bucket }) => {
        const target = isUnreadable(bucket) ? bucket.reference?.address : bucket;
        return target === resource!.address || (target === name && typeof name === 'string');
      }),
    );
    return own ? [] : [{ got: 'a bucket without versioning', what: 'versioning' }];
  },
};

const FIX = `set the allowed value, ${WITH_REASON}`;

/** The guardrails of all buckets. */
export const BUCKET_ROWS: readonly Guardrail[] = [
  row({
    id: 'bucket.one-setting',
    chapter: CHAPTER,
    on: BUCKET_SETTINGS,
    path: 'bucket',
    must: ONE_SETTING,
    rule: 'one resource for each bucket setting: the one that ObjectBucket creates',
    fix: 'remove it, and use the props of ObjectBucket instead',
    lifted: 'nothing',
    stacks: EVERYWHERE,
  }),
  row({
    id: 'bucket.force-destroy',
    chapter: CHAPTER,
    on: ['aws_s3_bucket'],
    path: 'force_destroy',
    must: equals('force_destroy', false, true),
    rule: 'a bucket that cannot be destroyed together with its objects: force_destroy = false',
    fix: FIX,
    lifted: 'all',
  }),
  row({
    id: 'bucket.versioned',
    chapter: CHAPTER,
    on: ['aws_s3_bucket'],
    path: 'versioning',
    must: VERSIONED,
    rule: 'versioning: an aws_s3_bucket_versioning with the status Enabled',
    fix: `add it, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'bucket.versioning',
    chapter: CHAPTER,
    on: ['aws_s3_bucket_versioning'],
    path: 'versioning_configuration.status',
    must: equals('versioning_configuration.status', 'Enabled'),
    rule: 'versioning: status = Enabled',
    fix: FIX,
    lifted: 'all',
  }),
  row({
    id: 'bucket.acl',
    chapter: CHAPTER,
    on: ['aws_s3_bucket', 'aws_s3_bucket_acl', 'aws_s3_object'],
    path: 'acl',
    must: NO_PUBLIC_ACL,
    rule: 'no public ACLs: private, or no acl',
    fix: FIX,
    lifted: 'all',
  }),
  row({
    id: 'bucket.encryption',
    chapter: CHAPTER,
    on: ['aws_s3_bucket_server_side_encryption_configuration'],
    path: 'rule.apply_server_side_encryption_by_default.sse_algorithm',
    must: ENCRYPTED,
    rule: 'encryption at rest: aws:kms or AES256',
    fix: FIX,
    lifted: 'all',
  }),
  ...PUBLIC_ACCESS_SAFEGUARDS.map(({ field, rule }) => {
    const path = terraformArgument(field);
    return row({
      id: `bucket.${path}`,
      chapter: CHAPTER,
      on: ['aws_s3_account_public_access_block', 'aws_s3_bucket_public_access_block'],
      path,
      must: equals(path, true),
      rule: `${rule}: ${path} = true`,
      fix: FIX,
      lifted: 'all',
    });
  }),
  row({
    id: 'bucket.account',
    chapter: CHAPTER,
    on: ['aws_s3_account_public_access_block'],
    path: '',
    must: reasoned(() => 'a setting for the whole account'),
    rule: 'account settings made only by the platform team, or a written reason',
    fix: `move it to a PlatformStack, ${WITH_REASON}`,
    lifted: 'all',
  }),
];
