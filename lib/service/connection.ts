import type { IConstruct } from 'constructs';
import type { DependencyKind } from './dependency-kind';
import type { IMicroserviceInfra } from './imported-service';
import type { Peer } from './peer';
import type { NetworkProtocol } from './ports';

/** What a service can do with the target of a connection. */
export enum Access {
  /** Only read. */
  READ = 'read',
  /** Only write. */
  WRITE = 'write',
  /** Read and write. */
  READ_WRITE = 'read-write',
}

/** An option of `connectTo` that only some targets accept. */
export enum ConnectOption {
  /** `access`: what the service can do with it. */
  ACCESS = 'access',
  /** `port`: the port to call. */
  PORT = 'port',
}

/** How a service is connected. */
export interface ConnectOptions {
  /**
   * The prefix of the environment variables, such as `ORDERS_`.
   *
   * @default - the name of the target in capitals: `payments-db` becomes `PAYMENTS_DB_`
   */
  readonly envPrefix?: string;
  /**
   * What the service can do with it. Only targets that several services can use accept it, such as buckets and topics.
   *
   * @default - Access.READ_WRITE for its own, Access.READ for what belongs to another service
   */
  readonly access?: Access;
  /**
   * The port to call, if the target is another service.
   *
   * @default - the `port` of the service's GitOpsApp in the same app; required for a service of another repository, and not
   * accepted by other targets
   */
  readonly port?: number;
  /**
   * Why the service uses it, for readers of the output.
   *
   * @default - a sentence that names what is connected
   */
  readonly reason?: string;
  /**
   * The same as `reason`, by its earlier name.
   *
   * @deprecated use `reason`
   * @default - see reason
   */
  readonly why?: string;
}

/**
 * An environment variable of a service's pods: a value, or a reference to a key of a Kubernetes Secret of its namespace.
 */
export interface EnvironmentVariable {
  /** The variable's name. */
  readonly name: string;
  /**
   * Its value.
   *
   * @default - secretName and secretKey are given
   */
  readonly value?: string;
  /**
   * The Secret that holds its value.
   *
   * @default - value is given
   */
  readonly secretName?: string;
  /**
   * The key of that Secret.
   *
   * @default - value is given
   */
  readonly secretKey?: string;
}

/** A port of a network or of pods that a connection needs. */
export interface ConnectionEgress {
  /** The peer to call. */
  readonly peer: Peer;
  /** The port. */
  readonly port: number;
  /**
   * The protocol of the port.
   *
   * @default NetworkProtocol.TCP
   */
  readonly protocol?: NetworkProtocol;
  /**
   * The last port of a range that begins with `port`.
   *
   * @default - only the port itself
   */
  readonly endPort?: number;
}

/** The permissions that a service's role gets for a connection. */
export interface ConnectionGrant {
  /** IAM actions by name. */
  readonly actions: string[];
  /** ARNs. */
  readonly resources: string[];
}

/** The result of connecting one service to one target. */
export interface Connection {
  /** The kind of the target. */
  readonly kind: DependencyKind;
  /** The name of the target. */
  readonly name: string;
  /**
   * The environment variables that the service's pods get.
   *
   * @default - nothing
   */
  readonly variables?: EnvironmentVariable[];
  /**
   * The ports that the service's pods can call.
   *
   * @default - nothing
   */
  readonly egress?: ConnectionEgress[];
  /**
   * The permissions that the service's role gets.
   *
   * @default - nothing
   */
  readonly grants?: ConnectionGrant[];
}

/** A dependency of a service, for catalogs and dashboards. */
export interface Dependency {
  /** What it is. */
  readonly kind: DependencyKind;
  /** Its name. */
  readonly name: string;
  /** The environment that both are in. */
  readonly environmentName: string;
}

/** A target of `service.connectTo`: another service, a companion of this library, or a platform's own companion. */
export interface IConnectable extends IConstruct {
  /**
   * The options of `connectTo` that it accepts, besides `envPrefix` and `reason`. Any other option is an error.
   *
   * @default - none
   */
  readonly connectOptions?: ConnectOption[];
  /**
   * Describes the result of connecting a service to it: variables, permissions and network rules.
   *
   * @param service the service that is connected
   * @param options how it is connected
   */
  connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection;
}
