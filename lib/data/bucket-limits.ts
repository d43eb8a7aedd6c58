import type { Limit } from '../core/rules';

/** The limits of a bucket, once for the props, the XRD's schema and Terraform. */
export const BUCKET_LIMITS = {
  bucketName: {
    type: 'string',
    pattern: '^[a-z]([a-z0-9]|-[a-z0-9])*$',
    minLength: 3,
    maxLength: 37,
    description: '3 to 37 lowercase letters, digits and single hyphens, beginning with a letter and not ending with a hyphen',
  },
  expireAfterDays: { type: 'integer', minimum: 1, maximum: 3650 },
  keepOldVersionsDays: { type: 'integer', minimum: 7, maximum: 3650 },
} as const satisfies Record<string, Limit>;

export type BucketLimits = Record<keyof typeof BUCKET_LIMITS, Limit>;

/** How long overwritten and deleted objects are kept where the team says nothing. */
export const DEFAULT_KEEP_OLD_VERSIONS_DAYS = 90;

/** An upload that was broken off is paid for until it is cleaned up. */
export const ABORT_UPLOADS_AFTER_DAYS = 7;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const BUCKET_NAME_LENGTH = 63;
