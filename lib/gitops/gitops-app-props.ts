import type { MicroserviceInfra } from '../service/microservice-infra';
import type { AppContainer, AppPort, ScheduledJob } from './gitops-app-parts';
import type { Probe } from './probe';

/** How an application is written into the GitOps tree. */
export enum Rendering {
  /** A Helm chart that depends on the platform's chart `common`, and its values. */
  CHART = 'chart',
  /** Plain Kubernetes documents, for those who review what is applied and not what it is made of. */
  MANIFESTS = 'manifests',
}

/** How requests for a host come into the cluster. */
export enum Routing {
  /** An Ingress of the environment's class. */
  INGRESS = 'ingress',
  /** An HTTPRoute of the Gateway API, to the environment's gateway. */
  HTTP_ROUTE = 'http-route',
}

/** What a team says of its application. */
export interface GitOpsAppProps {
  /** The service that it is, in the same stack. */
  readonly service: MicroserviceInfra;
  /** The image without its tag, such as `ghcr.io/acme/payment-service`. */
  readonly image: string;
  /**
   * The tag of its first version. Later ones are written by promotion and delivery, which this leaves alone.
   *
   * @default - imageDigest is given
   */
  readonly imageTag?: string;
  /**
   * The digest of its first version, `sha256:` first. It wins over a tag.
   *
   * @default - imageTag is given
   */
  readonly imageDigest?: string;
  /**
   * The port that it serves, named `http`, from 1 to 65535.
   *
   * @default - none; without metricsPort and extraPorts too, it is a worker without a Service
   */
  readonly port?: number;
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
   * The host under which it is reached from outside the cluster. `port` opens to the environment's ingress.
   *
   * @default - only from inside the cluster
   */
  readonly host?: string;
  /**
   * The path below the host.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * How requests for the host come in.
   *
   * @default Routing.INGRESS
   */
  readonly routing?: Routing;
  /**
   * Annotations of the Ingress, for its controller.
   *
   * @default - none
   */
  readonly ingressAnnotations?: Record<string, string>;
  /**
   * The Secret with the certificate of the host, for an Ingress.
   *
   * @default - the ingress controller's own certificate
   */
  readonly tlsSecretName?: string;
  /**
   * Environment variables, beside those of what the service is connected to. As Kubernetes has it, `$(NAME)` is replaced by the
   * variable of that name, such as one of a Secret, and `$$` stands for one `$`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
   */
  readonly env?: Record<string, string>;
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
   * The text of each file by its path in the container, such as `/etc/app/config.yaml`.
   *
   * @default - none
   */
  readonly files?: Record<string, string>;
  /**
   * Folders that it may write to and that are empty at its start; everything else is read-only.
   *
   * @default ['/tmp']
   */
  readonly writablePaths?: string[];
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
   * Jobs at fixed times.
   *
   * @default - none
   */
  readonly jobs?: ScheduledJob[];
  /**
   * Annotations of its pods.
   *
   * @default - none
   */
  readonly podAnnotations?: Record<string, string>;
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
  /**
   * How it is written into the GitOps tree.
   *
   * @default Rendering.CHART
   */
  readonly rendering?: Rendering;
}
