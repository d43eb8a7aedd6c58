import type { PlatformDefaults } from '../../platform/defaults';

/** How much a database can carry; which instance class that is, the platform decides. */
export enum DatabaseTier {
  /** For development: db.t3.micro. */
  DEV = 'dev',
  /** For most services: db.t3.medium. */
  STANDARD = 'standard',
  /** For steady load: db.r6g.large. */
  PERFORMANCE = 'performance',
}

/** How much a cache can carry; which node type that is, the platform decides. */
export enum CacheTier {
  /** For development: cache.t4g.micro. */
  DEV = 'dev',
  /** For most services: cache.t4g.medium. */
  STANDARD = 'standard',
  /** For steady load: cache.r7g.large. */
  PERFORMANCE = 'performance',
}

/** The instance class of each tier. */
export function databaseClasses(defaults: PlatformDefaults): Record<DatabaseTier, string> {
  return {
    [DatabaseTier.DEV]: defaults.databaseClassDev!,
    [DatabaseTier.STANDARD]: defaults.databaseClassStandard!,
    [DatabaseTier.PERFORMANCE]: defaults.databaseClassPerformance!,
  };
}

/** The node type of each tier. */
export function cacheNodes(defaults: PlatformDefaults): Record<CacheTier, string> {
  return {
    [CacheTier.DEV]: defaults.cacheNodeDev!,
    [CacheTier.STANDARD]: defaults.cacheNodeStandard!,
    [CacheTier.PERFORMANCE]: defaults.cacheNodePerformance!,
  };
}
