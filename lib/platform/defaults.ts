import type { Limit } from '../core/rules';

/**
 * What a service gets where its team says nothing. The platform team may change each.
 */
export interface PlatformDefaults {
  /**
   * How many replicas run at least.
   *
   * @default 2
   */
  readonly replicaCount?: number;
  /**
   * How many times replicaCount the autoscaler may go to.
   *
   * @default 5
   */
  readonly maxReplicaFactor?: number;
  /**
   * The CPU that each container is sure of, as a Kubernetes quantity.
   *
   * @default '250m'
   */
  readonly cpuRequest?: string;
  /**
   * The memory that each container is sure of, as a Kubernetes quantity.
   *
   * @default '256Mi'
   */
  readonly memoryRequest?: string;
  /**
   * How many times memoryRequest a container may take before it is killed.
   *
   * @default 2
   */
  readonly memoryLimitFactor?: number;
  /**
   * The share of cpuRequest, in percent, that the autoscaler aims at.
   *
   * @default 70
   */
  readonly targetCpuPercent?: number;
  /**
   * How many pods above the wanted number, in percent, a rolling update may start.
   *
   * @default 25
   */
  readonly surgePercent?: number;
  /**
   * How many pods of jobs may run beside a service's own.
   *
   * @default 4
   */
  readonly jobPods?: number;
  /**
   * The CPU that a pod's sidecars may ask for together, as a Kubernetes quantity.
   *
   * @default '100m'
   */
  readonly sidecarCpuRequest?: string;
  /**
   * The memory that a pod's sidecars may ask for together, as a Kubernetes quantity.
   *
   * @default '128Mi'
   */
  readonly sidecarMemoryRequest?: string;
  /**
   * The instance class of a database of tier dev.
   *
   * @default 'db.t3.micro'
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
   */
  readonly databaseClassDev?: string;
  /**
   * The instance class of a database of tier standard.
   *
   * @default 'db.t3.medium'
   */
  readonly databaseClassStandard?: string;
  /**
   * The instance class of a database of tier performance.
   *
   * @default 'db.r6g.large'
   */
  readonly databaseClassPerformance?: string;
  /**
   * The node type of a cache of tier dev.
   *
   * @default 'cache.t4g.micro'
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
   */
  readonly cacheNodeDev?: string;
  /**
   * The node type of a cache of tier standard.
   *
   * @default 'cache.t4g.medium'
   */
  readonly cacheNodeStandard?: string;
  /**
   * The node type of a cache of tier performance.
   *
   * @default 'cache.r7g.large'
   */
  readonly cacheNodePerformance?: string;
}

/** The platform's opinion, each with its reason. */
export const PLATFORM_DEFAULTS = {
  replicaCount: 2, // survives the loss of one node
  maxReplicaFactor: 5, // room for a launch day, yet a runaway stays bounded
  cpuRequest: '250m', // four of them share a core, which suits a mostly waiting service
  memoryRequest: '256Mi', // what a small JVM or Node process needs
  memoryLimitFactor: 2, // a burst survives, a leak is stopped; a CPU limit would only throttle
  targetCpuPercent: 70, // leaves time to start pods before the running ones are full
  surgePercent: 25, // Kubernetes' own default for a rolling update
  jobPods: 4, // a migration and a few scheduled jobs at once
  sidecarCpuRequest: '100m', // a proxy or a log shipper
  sidecarMemoryRequest: '128Mi', // the same
  databaseClassDev: 'db.t3.micro', // the cheapest that encrypts
  databaseClassStandard: 'db.t3.medium', // 4 GiB, bursting: most services' databases idle
  databaseClassPerformance: 'db.r6g.large', // 16 GiB and no CPU credits to run out of
  cacheNodeDev: 'cache.t4g.micro', // the cheapest
  cacheNodeStandard: 'cache.t4g.medium', // 3 GiB
  cacheNodePerformance: 'cache.r7g.large', // 13 GiB and no CPU credits to run out of
};

/** The limit of an instance class. */
export const DATABASE_CLASS: Limit = {
  type: 'string',
  pattern: '^db\\.[a-z0-9]+\\.[a-z0-9]+$',
  example: 'db.t3.medium',
  description: 'an RDS instance class such as db.t3.medium',
};
/** The limit of a node type. */
export const CACHE_NODE: Limit = {
  type: 'string',
  pattern: '^cache\\.[a-z0-9]+\\.[a-z0-9]+$',
  example: 'cache.t4g.medium',
  description: 'an ElastiCache node type such as cache.t4g.medium',
};

/** The limits of the defaults, which hold for a service's own props too. */
export const DEFAULTS_LIMITS: Record<keyof PlatformDefaults, Limit> = {
  replicaCount: { type: 'integer', minimum: 1, maximum: 100 },
  maxReplicaFactor: { type: 'integer', minimum: 1, maximum: 50 },
  cpuRequest: { type: 'string', description: 'a Kubernetes quantity of CPU such as 250m' },
  memoryRequest: { type: 'string', description: 'a Kubernetes quantity of memory such as 256Mi' },
  memoryLimitFactor: { type: 'integer', minimum: 1, maximum: 10 },
  targetCpuPercent: { type: 'integer', minimum: 1, maximum: 100 },
  surgePercent: { type: 'integer', minimum: 1, maximum: 100 },
  jobPods: { type: 'integer', minimum: 0, maximum: 100 },
  sidecarCpuRequest: { type: 'string', description: 'a Kubernetes quantity of CPU such as 100m' },
  sidecarMemoryRequest: { type: 'string', description: 'a Kubernetes quantity of memory such as 128Mi' },
  databaseClassDev: DATABASE_CLASS,
  databaseClassStandard: DATABASE_CLASS,
  databaseClassPerformance: DATABASE_CLASS,
  cacheNodeDev: CACHE_NODE,
  cacheNodeStandard: CACHE_NODE,
  cacheNodePerformance: CACHE_NODE,
};
