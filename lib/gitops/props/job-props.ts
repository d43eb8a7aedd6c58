import type { FileSource } from '../sources/file-source';
import type { EnvProps } from './configuration-props';
import type { UserProps } from './container-props';
import type { ScheduledProps } from './scheduling-props';
import type { VolumeProps } from './volume-props';

/** What runs to its end, in the application's own image and with its environment. */
export interface JobProps extends UserProps, EnvProps, VolumeProps, ScheduledProps {
  /**
   * The image with its tag or digest, if it is another one.
   *
   * @default - the application's
   */
  readonly image?: string;
  /**
   * The program and its first arguments.
   *
   * @default - the application's; with an image of its own, the image's entry point
   */
  readonly command?: string[];
  /**
   * Arguments.
   *
   * @default - the application's; none with a command, the image's with an image of its own
   */
  readonly args?: string[];
  /**
   * Environment variables beside the application's, and instead of one of the same name.
   *
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * The text of further files by their paths in the container, and instead of one of the application's at the same path.
   *
   * @default - none
   */
  readonly files?: Record<string, string>;
  /**
   * Further files from Secrets and ConfigMaps by their paths in the container, and instead of one of the application's at the same path.
   *
   * @default - none
   */
  readonly fileSources?: Record<string, FileSource>;
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
  /**
   * Annotations of its pods, which have none of the application's pods.
   *
   * @default - none
   */
  readonly podAnnotations?: Record<string, string>;
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
   * Whether a container that failed starts again in the same pod, instead of in a new one.
   *
   * @default false
   */
  readonly restartsInPlace?: boolean;
}

/** A job at fixed times, or one that people start. */
export interface ScheduledJob extends JobProps {
  /** Its name, a DNS label; the CronJob is `<serviceName>-<name>`, at most 52 characters. */
  readonly name: string;
  /**
   * When it runs, as cron has it, such as `0 3 * * *`.
   *
   * @default - none: `kubectl create job --from=cronjob/...` starts it
   */
  readonly schedule?: string;
  /**
   * The time zone of the schedule, such as `Europe/Berlin`.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * Whether a run starts while the one before it is still going on.
   *
   * @default false
   */
  readonly allowConcurrent?: boolean;
  /**
   * Whether it is kept from running for now.
   *
   * @default - false; true without a schedule
   */
  readonly suspended?: boolean;
  /**
   * How many finished runs of each outcome are kept to be looked at, from 0 to 100.
   *
   * @default 3
   */
  readonly history?: number;
}
