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
   * The CPU reserved for each container (its request), as a Kubernetes quantity.
   *
   * @default '250m'
   */
  readonly cpuRequest?: string;
  /**
   * The memory reserved for each container (its request), as a Kubernetes quantity.
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
