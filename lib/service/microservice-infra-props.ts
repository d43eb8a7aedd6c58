/** The props of a MicroserviceInfra. */
export interface MicroserviceInfraProps {
  /**
   * The service's name: 3 to 50 lowercase letters, digits and hyphens, beginning with a letter and not ending with a
   * hyphen. Together with the environment it forms the name of the namespace and the IAM role,
   * `<service>-<environment>`.
   */
  readonly serviceName: string;
  /** The team that owns it, one of the platform's teams. */
  readonly teamName: string;
  /**
   * The environment, which must be the environment of the stack. You can set it to make the code easier to read.
   *
   * @default - the stack's environment
   */
  readonly environment?: string;
  /**
   * The minimum number of replicas, from 1 to 100. A single replica is unavailable while its node is drained.
   *
   * @default - the platform's `replicaCount`: 2, unless it sets another
   */
  readonly replicaCount?: number;
  /**
   * The maximum number of replicas for the autoscaler, at least replicaCount.
   *
   * @default - replicaCount times the platform's `maxReplicaFactor`: 5 x replicaCount, unless it sets another
   */
  readonly maxReplicaCount?: number;
  /**
   * The CPU reserved for each container (its request), as a Kubernetes quantity. There is no CPU limit, because it
   * would throttle a service even if its node is idle.
   *
   * @default - the platform's `cpuRequest`: 250m, unless it sets another
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes
   */
  readonly cpuRequest?: string;
  /**
   * The memory reserved for each container (its request), as a Kubernetes quantity.
   *
   * @default - the platform's `memoryRequest`: 256Mi, unless it sets another
   */
  readonly memoryRequest?: string;
  /**
   * The memory limit: a container that uses more is killed. A Kubernetes quantity, at least memoryRequest.
   *
   * @default - memoryRequest times the platform's `memoryLimitFactor`: 2 x memoryRequest, unless it sets another
   */
  readonly memoryLimit?: string;
  /**
   * The CPU utilization that the autoscaler aims at, in percent of cpuRequest from 1 to 100.
   *
   * @default - the platform's `targetCpuPercent`: 70, unless it sets another
   */
  readonly targetCpuPercent?: number;
  /**
   * Whether an autoscaler adjusts the number of replicas to the load.
   *
   * @default true
   */
  readonly enableHpa?: boolean;
  /**
   * Whether a disruption budget makes a node drain wait until enough replicas run elsewhere.
   *
   * @default true
   */
  readonly enablePdb?: boolean;
  /**
   * Whether the service runs jobs and nothing else: it has no Deployment, autoscaler or disruption budget.
   *
   * @default false
   */
  readonly jobsOnly?: boolean;
}
