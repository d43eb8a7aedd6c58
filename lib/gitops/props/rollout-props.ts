import type { Autoscaling } from '../scaling/autoscaling';

/** How pods are replaced by those of a new version. */
export enum RolloutStrategy {
  /** New ones start before old ones end. */
  ROLLING_UPDATE = 'RollingUpdate',
  /** All old ones end before the first new one starts. */
  RECREATE = 'Recreate',
}

/** How a new version of a process comes in. */
export interface AppRollout {
  /**
   * How pods are replaced.
   *
   * @default - RolloutStrategy.ROLLING_UPDATE; RECREATE with a volume of one node
   */
  readonly strategy?: RolloutStrategy;
  /**
   * How many pods a rolling update may have more than wanted: a number such as `1`, or a share such as `25%`.
   *
   * @default - the platform's surgePercent
   */
  readonly maxSurge?: string;
  /**
   * How many pods a rolling update may have less than wanted: a number such as `1`, or a share such as `25%`.
   *
   * @default '0'
   */
  readonly maxUnavailable?: string;
  /**
   * For how long a new pod has to be ready before it counts, in seconds, from 0 to 3600.
   *
   * @default 0
   */
  readonly minReadySeconds?: number;
  /**
   * After how many seconds without progress a rollout has failed, from 1 to 86400.
   *
   * @default - 600, or more if startupSeconds and minReadySeconds need it
   */
  readonly progressDeadlineSeconds?: number;
}

/** How many pods a process has, and how they are replaced. */
export interface RolloutProps {
  /**
   * How the number of pods follows the load. For the application itself, its MicroserviceInfra has `enableHpa: false` then.
   *
   * @default - a fixed number; for the application itself, the MicroserviceInfra's autoscaler
   */
  readonly autoscaling?: Autoscaling;
  /**
   * How a new version comes in.
   *
   * @default - a rolling update with never fewer pods than wanted
   */
  readonly rollout?: AppRollout;
  /**
   * How long it may take to start, in seconds, from 1 to 7200: its startup probe asks what its readiness probe asks for so long.
   *
   * @default - 30 periods of the readiness probe: five minutes at its default
   */
  readonly startupSeconds?: number;
}
