import type { Spread } from '../scheduling/spread';

/** The instructions that a node's processor understands. */
export enum Architecture {
  /** 64-bit x86. */
  AMD64 = 'amd64',
  /** 64-bit Arm, such as Graviton. */
  ARM64 = 'arm64',
}

/** What a taint does to pods that do not tolerate it. */
export enum TaintEffect {
  /** They do not start there. */
  NO_SCHEDULE = 'NoSchedule',
  /** They start elsewhere if they can. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** They do not start there, and are ended if they run there. */
  NO_EXECUTE = 'NoExecute',
}

/** A taint of nodes that pods put up with. */
export interface AppToleration {
  /** The key of the taint, such as `dedicated`. */
  readonly key: string;
  /**
   * The value of the taint.
   *
   * @default - any
   */
  readonly value?: string;
  /**
   * The effect of the taint.
   *
   * @default - any
   */
  readonly effect?: TaintEffect;
  /**
   * For how long they stay on a node with such a taint, in seconds, from 0 to 86400. Only with `TaintEffect.NO_EXECUTE`.
   *
   * @default - for ever
   */
  readonly seconds?: number;
}

/** Where pods run. */
export interface AppScheduling {
  /**
   * The labels that their nodes have to have.
   *
   * @default - none
   */
  readonly nodeSelector?: Record<string, string>;
  /**
   * The architecture of their nodes.
   *
   * @default - any
   */
  readonly architecture?: Architecture;
  /**
   * The taints of nodes that they tolerate.
   *
   * @default - none
   */
  readonly tolerations?: AppToleration[];
  /**
   * How they keep apart from each other. Those of jobs do not.
   *
   * @default - Spread.preferred()
   */
  readonly spread?: Spread;
  /**
   * The PriorityClass that says which pods start first and which have to give way.
   *
   * @default - the cluster's
   */
  readonly priorityClass?: string;
  /**
   * The RuntimeClass, such as `gvisor`.
   *
   * @default - the nodes'
   */
  readonly runtimeClass?: string;
}

/** What has pods that run somewhere. */
export interface ScheduledProps {
  /**
   * Where its pods run.
   *
   * @default - anywhere, apart from each other; another process or a job: as the application
   */
  readonly scheduling?: AppScheduling;
}
