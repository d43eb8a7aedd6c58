import type { ScalingMetric } from './scaling-metric';

/** How fast the number of pods may change in one direction. */
export interface ScalingRules {
  /**
   * The most pods by which it changes in a period, from 1 to 100. Together with percent, the larger of the two holds.
   *
   * @default - no limit in pods
   */
  readonly pods?: number;
  /**
   * The same in percent of the pods that there are, from 1 to 1000.
   *
   * @default - no limit in percent
   */
  readonly percent?: number;
  /**
   * The period of pods and percent in seconds, from 1 to 1800.
   *
   * @default 60
   */
  readonly periodSeconds?: number;
  /**
   * For how long it waits whether the load stays as it is, in seconds, from 0 to 3600.
   *
   * @default - that of Kubernetes: 0 up, 300 down
   */
  readonly stabilizationSeconds?: number;
  /**
   * Whether the number never changes in this direction.
   *
   * @default false
   */
  readonly disabled?: boolean;
}

/** How fast the number of pods changes. */
export interface ScalingBehavior {
  /**
   * How fast pods are added.
   *
   * @default - as fast as Kubernetes does it: twice as many, or four more, in 15 seconds
   */
  readonly scaleUp?: ScalingRules;
  /**
   * How fast pods are removed.
   *
   * @default - as fast as Kubernetes does it, after five minutes with less load
   */
  readonly scaleDown?: ScalingRules;
}

/** By what a HorizontalPodAutoscaler scales. */
export interface HpaOptions extends ScalingBehavior {
  /** The least pods, from 1 to 1000. */
  readonly minReplicas: number;
  /** The most pods, from minReplicas to 1000. The quota has room for them. */
  readonly maxReplicas: number;
  /**
   * The CPU that its container uses on average, in percent of the request, from 1 to 1000.
   *
   * @default - not measured
   */
  readonly targetCpuPercent?: number;
  /**
   * The memory that its container uses on average, in percent of the request, from 1 to 1000.
   *
   * @default - not measured
   */
  readonly targetMemoryPercent?: number;
  /**
   * Custom and external metrics; the one that wants the most pods wins.
   *
   * @default - none
   */
  readonly metrics?: ScalingMetric[];
}

/** A time in which there are at least so many pods. */
export interface ScalingSchedule {
  /** When it begins, five fields such as `0 6 * * 1-5`. */
  readonly start: string;
  /** When it ends, five fields such as `0 20 * * 1-5`. */
  readonly end: string;
  /** How many pods there are then, from 1 to maxReplicas. */
  readonly replicas: number;
  /**
   * The time zone of both.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
}

/** What KEDA scales by. */
export interface ScalingTrigger {
  /** The scaler, such as `kafka`, `aws-sqs-queue` or `prometheus`. */
  readonly type: string;
  /** What the scaler has to know; a secret has no place here. */
  readonly metadata: Record<string, string>;
  /**
   * A TriggerAuthentication in the service's namespace.
   *
   * @default - none
   */
  readonly authentication?: string;
  /**
   * A ClusterTriggerAuthentication.
   *
   * @default - none
   */
  readonly clusterAuthentication?: string;
}

/** How KEDA scales. */
export interface KedaOptions extends ScalingBehavior {
  /**
   * The least pods, from 0 to 1000.
   *
   * @default 0
   */
  readonly minReplicas?: number;
  /** The most pods, from 1 to 1000. The quota has room for them. */
  readonly maxReplicas: number;
  /**
   * What it scales by.
   *
   * @default - none; then schedules are required
   */
  readonly triggers?: ScalingTrigger[];
  /**
   * Times with more pods.
   *
   * @default - none; then triggers are required
   */
  readonly schedules?: ScalingSchedule[];
  /**
   * How often KEDA asks the triggers, in seconds, from 1 to 3600. It decides when the first pod comes; once there are pods, Kubernetes
   * asks every 15 seconds as well.
   *
   * @default - that of KEDA, 30
   */
  readonly pollingSeconds?: number;
  /**
   * How long KEDA waits after the last activity before it removes the last pod, in seconds, from 0 to 86400. Refused if minReplicas is 1 or
   * more, since the last pod stays then.
   *
   * @default - that of KEDA, 300
   */
  readonly cooldownSeconds?: number;
  /**
   * How many pods there are while KEDA cannot read a trigger three times in a row, from 0 to maxReplicas.
   *
   * @default - as many as there were
   */
  readonly fallbackReplicas?: number;
}
