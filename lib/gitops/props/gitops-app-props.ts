import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { IPullSecret } from '../../service/pull-secret';
import type { FileSource } from '../sources/file-source';
import type { JobProps, ScheduledJob } from './job-props';
import type { AppRoute } from './route-props';
import type { AppWorkload, WorkloadProps } from './workload-props';

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
export interface GitOpsAppProps extends WorkloadProps {
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
   * The logins with which the images of all its pods are pulled: each a ServiceSecret of the service with a `registry`.
   *
   * @default - none; the nodes' own login
   */
  readonly imagePullSecrets?: IPullSecret[];
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
   * Further hosts and paths under which its processes are reached from outside the cluster.
   *
   * @default - none
   */
  readonly routes?: AppRoute[];
  /**
   * How requests for the hosts come in.
   *
   * @default Routing.INGRESS
   */
  readonly routing?: Routing;
  /**
   * Annotations of each Ingress, for its controller.
   *
   * @default - none
   */
  readonly ingressAnnotations?: Record<string, string>;
  /**
   * The Secret with the certificate of the host, for an Ingress.
   *
   * @default - one from the environment's certificateIssuer, or the ingress controller's own certificate
   */
  readonly tlsSecretName?: string;
  /**
   * Why its hosts are served without TLS. The reason shows in the output.
   *
   * @default - HTTPS, with a redirect from HTTP; the environment's plainHttpReason if it has one
   */
  readonly plainHttpReason?: string;
  /**
   * Environment variables, beside those of what the service is connected to. As Kubernetes has it, `$(NAME)` is replaced by the
   * variable of that name, such as one of a Secret, and `$$` stands for one `$`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
   */
  readonly env?: Record<string, string>;
  /**
   * The text of each file by its path in the container, such as `/etc/app/config.yaml`.
   *
   * @default - none
   */
  readonly files?: Record<string, string>;
  /**
   * Files from Secrets and ConfigMaps by their paths in the container, such as `/etc/app/key.pem`.
   *
   * @default - none
   */
  readonly fileSources?: Record<string, FileSource>;
  /**
   * Whether the Secrets of connections are mounted as files below `/etc/secrets/<secret>/`, which change when a password rotates,
   * instead of being variables, which do not. For each `NAME`, the variable `NAME_FILE` has the path of its file.
   *
   * @default false
   */
  readonly secretsAsFiles?: boolean;
  /**
   * Folders that it may write to and that are empty at its start; everything else is read-only.
   *
   * @default ['/tmp']
   */
  readonly writablePaths?: string[];
  /**
   * Further processes of the same image, such as a worker.
   *
   * @default - none
   */
  readonly workloads?: AppWorkload[];
  /**
   * What has to run before each rollout, such as a change of the database's schema. If it fails, nothing is rolled out.
   *
   * @default - none
   */
  readonly migration?: JobProps;
  /**
   * Jobs at fixed times, and those that people start.
   *
   * @default - none
   */
  readonly jobs?: ScheduledJob[];
  /**
   * The group that volumes belong to, from 1 to 4294967294.
   *
   * @default - group
   */
  readonly fsGroup?: number;
  /**
   * Whether pods are replaced when a Secret or ConfigMap that they use has changed, by Reloader. Jobs are not started by it.
   *
   * @default false
   * @see https://github.com/stakater/Reloader
   */
  readonly reloadOnChange?: boolean;
  /**
   * How it is written into the GitOps tree.
   *
   * @default Rendering.CHART
   */
  readonly rendering?: Rendering;
}
