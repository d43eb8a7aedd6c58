/** Where pods run, as the specification of a pod has it. Another process has all of it or none. */
export interface SchedulingValues {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly TolerationValues[];
  readonly priorityClassName?: string;
  readonly runtimeClassName?: string;
  /** Absent for zones and nodes where possible; of jobs, none is read. */
  readonly topologySpreadConstraints?: readonly SpreadValues[];
}

export interface TolerationValues {
  readonly key?: string;
  readonly operator: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

/** A constraint without its selector, which is that of the process's pods. */
export interface SpreadValues {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: 'ScheduleAnyway' | 'DoNotSchedule';
  readonly matchLabelKeys?: readonly string[];
}
