import type { EnvProps } from './configuration-props';

/** A further port of an application. */
export interface AppPort {
  /** Its name: lowercase letters, digits and hyphens, at most 15 characters; not that of `port` or `metrics`. */
  readonly name: string;
  /** The port, from 1 to 65535. */
  readonly port: number;
  /**
   * Whether it takes datagrams instead of connections.
   *
   * @default false
   */
  readonly udp?: boolean;
  /**
   * The port of the Service, from 1 to 65535.
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
}

/** What of the application another container of its pods gets. */
export enum Share {
  /** The environment variables, those of Secrets included. */
  VARIABLES = 'variables',
  /** The files, at the same paths. */
  FILES = 'files',
  /** The volumes, at the same paths. */
  VOLUMES = 'volumes',
}

/** The user that a program runs as. It is never root. */
export interface UserProps {
  /**
   * The numeric user, from 1 to 4294967294. Kubernetes refuses to start an image whose own user is root, missing or a name.
   *
   * @default - 65532; in a sidecar, init container or job, the application's
   */
  readonly user?: number;
  /**
   * The numeric group, from 1 to 4294967294.
   *
   * @default - `user`, if given, otherwise 65532
   */
  readonly group?: number;
  /**
   * Whether it runs as the user that the image names, which has to be numeric and not root.
   *
   * @default false
   */
  readonly useImageUser?: boolean;
}

/** A container beside or before the application's own. */
export interface AppContainer extends UserProps, EnvProps {
  /** Its name: a DNS label that is not the service's name. */
  readonly name: string;
  /** The image with its tag or digest. */
  readonly image: string;
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
   * Its environment variables. It has those of the application only if it shares them.
   *
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * What it gets of the application.
   *
   * @default - nothing but the writable folders
   */
  readonly shares?: Share[];
  /**
   * The ports that it listens on. They are not in the Service.
   *
   * @default - none
   */
  readonly ports?: AppPort[];
  /**
   * The CPU reserved for it (its request), as a Kubernetes quantity.
   *
   * @default '50m'
   */
  readonly cpuRequest?: string;
  /**
   * The memory reserved for it (its request), as a Kubernetes quantity.
   *
   * @default '64Mi'
   */
  readonly memoryRequest?: string;
  /**
   * The most memory that it gets, as a Kubernetes quantity.
   *
   * @default - twice memoryRequest
   */
  readonly memoryLimit?: string;
  /**
   * Whether an init container goes on running beside the application: it starts before it and ends after it.
   *
   * @default false
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  readonly restarts?: boolean;
}
