import type { Provisioner } from '../../platform/environment-props';
import type { DatabaseTier } from '../shared/tiers';

/** The props of a PostgresDatabase. */
export interface PostgresDatabaseProps {
  /**
   * The database's name: 3 to 40 lowercase letters, digits and single hyphens, without the environment's. The RDS
   * instance is `<databaseName>-<environment>`, the database in it has underscores for hyphens.
   */
  readonly databaseName: string;
  /** The storage in GiB, from 20 to 500. It can grow, but not shrink. */
  readonly storageGb: number;
  /** The tier, which sets its size and capacity. */
  readonly tier: DatabaseTier;
  /**
   * Whether a standby in a second zone takes over.
   *
   * @default - true in a production environment, unless singleAzReason is given; otherwise false
   */
  readonly multiAz?: boolean;
  /**
   * Why one zone is enough in production. The reason is written to the output.
   *
   * @default - no reason, so there are two zones in production
   */
  readonly singleAzReason?: string;
  /**
   * The version of PostgreSQL, from 14 to 18: a major version, which RDS keeps at its newest minor version, or a minor
   * version, which stays fixed.
   *
   * @default '16'
   */
  readonly engineVersion?: string;
  /**
   * How many days backups are kept, from 7 to 35.
   *
   * @default 7
   */
  readonly backupRetentionDays?: number;
  /**
   * What creates it: Terraform or Crossplane.
   *
   * @default - the environment's dataProvisioner
   */
  readonly provisioner?: Provisioner;
}
