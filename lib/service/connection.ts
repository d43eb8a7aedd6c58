import type { IConstruct } from 'constructs';
import type { DependencyKind } from './dependency-kind';
import type { IMicroserviceInfra } from './imported-service';
import type { Peer } from './peer';

/** What a service may do with what it is connected to. */
export enum Access {
  /** Only read. */
  READ = 'read',
  /** Only write. */
  WRITE = 'write',
  /** Read and write. */
  READ_WRITE = 'read-write',
}

/** An option of `connectTo` that only some things read. */
export enum ConnectOption {
  /** `access`: what the service may do with it. */
  ACCESS = 'access',
  /** `port`: the port to call. */
  PORT = 'port',
}

/** How a service is connected. */
export interface ConnectOptions {
  /**
   * What the names of the environment variables begin with, such as `ORDERS_`.
   *
   * @default - the name of what is connected, in capitals: `payments-db` gives `PAYMENTS_DB_`
   */
  readonly envPrefix?: string;
  /**
   * What the service may do with it. Only what several services may use reads it, such as a bucket or topic.
   *
   * @default - Access.READ_WRITE for its own, Access.READ for what belongs to another service
   */
  readonly access?: Access;
  /**
   * The port to call, where another service is connected.
   *
   * @default - none: it has to be given for a service, and nothing else takes it
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
  /** Who is called. */
  readonly peer: Peer;
  /** The TCP port. */
  readonly port: number;
}

/** What the role of a service is granted for a connection. */
export interface ConnectionGrant {
  /** IAM actions by name. */
  readonly actions: string[];
  /** ARNs. */
  readonly resources: string[];
}

/** All that follows from connecting one service to one thing. */
export interface Connection {
  /** What is connected. */
  readonly kind: DependencyKind;
  /** Its name, as its own construct has it. */
  readonly name: string;
  /**
   * What the service's pods are given.
   *
   * @default - nothing
   */
  readonly variables?: EnvironmentVariable[];
  /**
   * What the service's pods may call.
   *
   * @default - nothing
   */
  readonly egress?: ConnectionEgress[];
  /**
   * What the service's role may do.
   *
   * @default - nothing
   */
  readonly grants?: ConnectionGrant[];
}

/** A thing that a service depends on, as later outputs read it. */
export interface Dependency {
  /** What it is. */
  readonly kind: DependencyKind;
  /** Its name. */
  readonly name: string;
  /** The environment that both are in. */
  readonly environmentName: string;
}

/** What `service.connectTo` takes: another service, a companion of this library, or a platform's own. */
export interface IConnectable extends IConstruct {
  /**
   * The options of `connectTo` that it reads, besides `envPrefix` and `reason`. Any other option is an error.
   *
   * @default - none
   */
  readonly connectOptions?: ConnectOption[];
  /**
   * What follows from connecting a service to it.
   *
   * @param service the service that is connected
   * @param options how
   */
  connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection;
}
