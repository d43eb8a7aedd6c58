/** How pods are replaced by those of a new version, as the specification of a Deployment has it. */
export interface RolloutValues {
  /** Absent for a rolling update with the surge of the platform and never fewer pods than wanted. */
  readonly strategy?: StrategyValues;
  readonly minReadySeconds?: number;
  /** Of a Deployment. */
  readonly progressDeadlineSeconds?: number;
}

export interface StrategyValues {
  readonly type: 'RollingUpdate' | 'Recreate';
  readonly rollingUpdate?: { readonly maxSurge: number | string; readonly maxUnavailable: number | string };
}
