import type { Limit } from '../../core/limits';
import { SINGLE_AZ_REASON } from '../shared/multi-az';
import { resourceName } from '../shared/resource-name';

/** The database in an instance has the name of the instance, with the same length. */
const NAME_LENGTH = 40;

/** The major versions that engineVersion allows, each with its own parameter group. */
export const POSTGRES_MAJORS = ['14', '15', '16', '17', '18'];

/**
 * The limits of a Postgres database. The props, the schema of the XRD and the conditions in Terraform are derived from
 * them. The platform says which tiers exist.
 */
export const POSTGRES_LIMITS = {
  databaseName: resourceName(NAME_LENGTH),
  database: {
    type: 'string',
    pattern: '^[a-z][a-z0-9_]*$',
    example: 'orders',
    maxLength: NAME_LENGTH,
    description: `lowercase letters, digits and underscores, beginning with a letter, at most ${NAME_LENGTH} characters`,
  },
  storageGb: { type: 'integer', minimum: 20, maximum: 500 },
  multiAz: { type: 'boolean' },
  singleAzReason: SINGLE_AZ_REASON,
  engineVersion: {
    type: 'string',
    pattern: `^(${POSTGRES_MAJORS.join('|')})(\\.[0-9]{1,2})?$`,
    example: '16',
    description: `a version of PostgreSQL from ${POSTGRES_MAJORS[0]} to ${POSTGRES_MAJORS.at(-1)}, such as 16, or 16.4 to stay there`,
  },
  backupRetentionDays: { type: 'integer', minimum: 7, maximum: 35 },
} as const satisfies Record<string, Limit>;

/**
 * The performance that RDS gives gp3 storage of PostgreSQL from this size on, without extra cost. Below it, RDS refuses both
 * values. Above it, it refuses the lower ones that a smaller instance had, so an instance that grows has to be given them.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
 */
export const STRIPED_STORAGE = { fromGb: 400, performance: { iops: 12_000, storageThroughput: 500 } } as const;

/** The performance of storage of this size, with the names that Terraform and Crossplane share. */
export function storagePerformance(storageGb: number): { iops?: number; storageThroughput?: number } {
  return storageGb < STRIPED_STORAGE.fromGb ? {} : STRIPED_STORAGE.performance;
}

export type PostgresLimits = Record<keyof typeof POSTGRES_LIMITS, Limit>;

/** The default name of the database inside the instance. */
export const DEFAULT_DATABASE = 'app';

/** The default version of a database. */
export const DEFAULT_ENGINE_VERSION = '16';

/** How long backups are kept by default. */
export const DEFAULT_BACKUP_RETENTION_DAYS = POSTGRES_LIMITS.backupRetentionDays.minimum;

export const POSTGRES_PORT = 5432;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export const IDENTIFIER_LENGTH = 63;
