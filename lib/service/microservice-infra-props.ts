/** What a team says of its service. */
export interface MicroserviceInfraProps {
  /**
   * The service's name: 3 to 50 lowercase letters, digits and hyphens, beginning with a letter and not ending with a
   * hyphen. With the environment's name it becomes the namespace and the IAM role, `<service>-<environment>`.
   */
  readonly serviceName: string;
  /** The team that owns it, one of the platform's teams. */
  readonly teamName: string;
  /**
   * The environment, one that the platform declares. It has to be the stack's, and may be written for the reader.
   *
   * @default - the stack's environment
   */
  readonly environment?: string;
  /**
   * How many replicas run at least, from 1 to 100. A single replica is down while its node is drained.
   *
   * @default - the platform's `replicaCount`: 2, unless it sets another
   */
  readonly replicaCount?: number;
  /**
   * How many replicas the autoscaler may go to, not below replicaCount.
   *
   * @default - replicaCount times the platform's `maxReplicaFactor`: 5 x replicaCount, unless it sets another
   */
  readonly maxReplicaCount?: number;
  /**
   * The CPU that each container is sure of, as a Kubernetes quantity. There is no CPU limit: it would throttle a
   * service while its node idles.
   *
   * @default - the platform's `cpuRequest`: 250m, unless it sets another
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes
   */
  readonly cpuRequest?: string;
  /**
   * The memory that each container is sure of, as a Kubernetes quantity.
   *
   * @default - the platform's `memoryRequest`: 256Mi, unless it sets another
   */
  readonly memoryRequest?: string;
  /**
   * The memory at which a container is killed, as a Kubernetes quantity, not below memoryRequest.
   *
   * @default - memoryRequest times the platform's `memoryLimitFactor`: 2 x memoryRequest, unless it sets another
   */
  readonly memoryLimit?: string;
  /**
   * The share of cpuRequest, in percent from 1 to 100, that the autoscaler aims at.
   *
   * @default - the platform's `targetCpuPercent`: 70, unless it sets another
   */
  readonly targetCpuPercent?: number;
  /**
   * Whether the number of replicas follows the load.
   *
   * @default true
   */
  readonly enableHpa?: boolean;
  /**
   * Whether a node drain waits until enough replicas run elsewhere.
   *
   * @default true
   */
  readonly enablePdb?: boolean;
}
