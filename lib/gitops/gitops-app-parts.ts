/** A further port of an application. */
export interface AppPort {
  /** Its name: lowercase letters, digits and hyphens, at most 15 characters; not `http` or `metrics`. */
  readonly name: string;
  /** The port, from 1 to 65535. */
  readonly port: number;
  /**
   * Whether it takes datagrams instead of connections.
   *
   * @default false
   */
  readonly udp?: boolean;
}

/** A container beside or before the application's own. */
export interface AppContainer {
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
   * Its environment variables; it has none of the application's.
   *
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * The ports that it listens on.
   *
   * @default - none
   */
  readonly ports?: AppPort[];
  /**
   * The CPU that it is sure of, as a Kubernetes quantity.
   *
   * @default '50m'
   */
  readonly cpuRequest?: string;
  /**
   * The memory that it is sure of, as a Kubernetes quantity; it may take twice as much.
   *
   * @default '64Mi'
   */
  readonly memoryRequest?: string;
}

/** A job at fixed times, in the application's own image and with its environment. */
export interface ScheduledJob {
  /** Its name, a DNS label; the CronJob is `<serviceName>-<name>`, at most 52 characters. */
  readonly name: string;
  /** When it runs, as cron has it, such as `0 3 * * *`. */
  readonly schedule: string;
  /**
   * The time zone of the schedule, such as `Europe/Berlin`.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * The program and its first arguments.
   *
   * @default - the application's own
   */
  readonly command?: string[];
  /**
   * Arguments.
   *
   * @default - the application's own; none if the job has a command
   */
  readonly args?: string[];
  /**
   * Environment variables beside the application's, and instead of one of the same name.
   *
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * Whether a run starts while the one before it is still going on.
   *
   * @default false
   */
  readonly allowConcurrent?: boolean;
  /**
   * How often a run that failed is tried again, from 0 to 20.
   *
   * @default 2
   */
  readonly retries?: number;
  /**
   * After how many seconds a run is ended, from 1 to 86400.
   *
   * @default 3600
   */
  readonly timeoutSeconds?: number;
  /**
   * Whether it is kept from running for now.
   *
   * @default false
   */
  readonly suspended?: boolean;
}
