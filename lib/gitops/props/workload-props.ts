import type { Probe } from '../probe';
import type { EnvProps } from './configuration-props';
import type { AppContainer, AppPort, UserProps } from './container-props';
import type { RolloutProps } from './rollout-props';
import type { ScheduledProps } from './scheduling-props';
import type { ControllerProps } from './volume-props';

/** How a program runs as pods that are there all the time. */
export interface WorkloadProps extends UserProps, EnvProps, ControllerProps, RolloutProps, ScheduledProps {
  /**
   * The port that it serves, from 1 to 65535.
   *
   * @default - none; without metricsPort and extraPorts too, it is a worker without a Service
   */
  readonly port?: number;
  /**
   * The name of that port.
   *
   * @default 'http'
   */
  readonly portName?: string;
  /**
   * The port of the Service that leads to it, from 1 to 65535. Who calls it from inside the cluster uses this one.
   *
   * @default - port
   */
  readonly servicePort?: number;
  /**
   * What is spoken there, for gateways and meshes, such as `grpc` or `kubernetes.io/h2c`.
   *
   * @default - not said
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string;
  /**
   * For how many seconds the requests of one address go to the same pod, from 1 to 86400. Whatever calls pods by itself, as
   * most ingress controllers do, does not read it.
   *
   * @default - to any pod
   */
  readonly sessionAffinitySeconds?: number;
  /**
   * The port that Prometheus reads, named `metrics`. It opens to the environment's monitoring namespace.
   *
   * @default - none, and no ServiceMonitor
   */
  readonly metricsPort?: number;
  /**
   * The path that Prometheus reads.
   *
   * @default '/metrics'
   */
  readonly metricsPath?: string;
  /**
   * Further ports of the container and the Service.
   *
   * @default - none
   */
  readonly extraPorts?: AppPort[];
  /**
   * The program and its first arguments, instead of the image's own.
   *
   * @default - the image's entry point
   */
  readonly command?: string[];
  /**
   * Arguments, instead of the image's own.
   *
   * @default - the image's arguments; none if command is given
   */
  readonly args?: string[];
  /**
   * Tells when the application has started; the other probes wait for it.
   *
   * @default - the readiness probe, up to 30 times: five minutes at its default period of 10 seconds
   */
  readonly startupProbe?: Probe;
  /**
   * Tells whether the application gets requests.
   *
   * @default - a TCP connection to port; none without a port
   */
  readonly readinessProbe?: Probe;
  /**
   * Tells whether the application has to be restarted.
   *
   * @default - none: a wrong one restarts what is only slow
   */
  readonly livenessProbe?: Probe;
  /**
   * Containers that run to their end before it starts.
   *
   * @default - none
   */
  readonly initContainers?: AppContainer[];
  /**
   * Containers that run beside it.
   *
   * @default - none
   */
  readonly sidecars?: AppContainer[];
  /**
   * Annotations of its pods, but not of those of jobs.
   *
   * @default - none
   */
  readonly podAnnotations?: Record<string, string>;
  /**
   * Annotations of the Deployment itself, such as those of Reloader.
   *
   * @default - none
   */
  readonly workloadAnnotations?: Record<string, string>;
  /**
   * How long it has to end, in seconds, from 1 to 3600.
   *
   * @default 30
   */
  readonly terminationGraceSeconds?: number;
  /**
   * How long it goes on serving after it was taken out of the Service, in seconds, from 0 to 600: load balancers need a moment to know.
   *
   * @default - 5 with a Service, which any port makes; otherwise 0
   */
  readonly preStopSeconds?: number;
}

/** A further process of the service: the same image, identity, variables and files, with a program and pods of its own. */
export interface AppWorkload extends WorkloadProps {
  /** Its name, a DNS label; the Deployment is `<serviceName>-<name>`. */
  readonly name: string;
  /**
   * How many pods it has, from 0 to 100; with autoscaling, the load decides.
   *
   * @default 1
   */
  readonly replicaCount?: number;
  /**
   * Environment variables beside the application's, and instead of one of the same name.
   *
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * The CPU reserved for it (its request), as a Kubernetes quantity.
   *
   * @default - the service's
   */
  readonly cpuRequest?: string;
  /**
   * The memory reserved for it (its request), as a Kubernetes quantity.
   *
   * @default - the service's
   */
  readonly memoryRequest?: string;
  /**
   * The most memory that it gets, as a Kubernetes quantity.
   *
   * @default - twice memoryRequest, if given, otherwise the service's
   */
  readonly memoryLimit?: string;
}
