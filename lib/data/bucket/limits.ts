import type { Limit } from '../../core/limits';
import { resourceName } from '../shared/resource-name';

/** The limits of a bucket, once for the props, the XRD's schema and Terraform. */
export const BUCKET_LIMITS = {
  bucketName: resourceName(37),
  expireAfterDays: { type: 'integer', minimum: 1, maximum: 3650 },
  keepOldVersionsDays: { type: 'integer', minimum: 7, maximum: 3650 },
} as const satisfies Record<string, Limit>;

export type BucketLimits = Record<keyof typeof BUCKET_LIMITS, Limit>;

/** How long overwritten and deleted objects are kept by default. */
export const DEFAULT_KEEP_OLD_VERSIONS_DAYS = 90;

/** Storage for an aborted upload is billed until it is removed. */
export const ABORT_UPLOADS_AFTER_DAYS = 7;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const BUCKET_NAME_LENGTH = 63;
