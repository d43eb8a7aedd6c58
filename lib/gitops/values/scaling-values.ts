/** What bounds and changes the number of pods: each as the specification of Kubernetes has it, without its selector or target. */
export interface ScalingValues {
  readonly podDisruptionBudget?: DisruptionBudgetValues;
  readonly horizontalPodAutoscaler?: AutoscalerValues;
  readonly scaledObject?: ScaledObjectValues;
}

/** Exactly one of the two is there. */
export interface DisruptionBudgetValues {
  readonly minAvailable?: string;
  readonly maxUnavailable?: number;
}

/** How fast the number of pods changes. */
export interface BehaviorValues {
  readonly scaleUp?: ScalingRulesValues;
  readonly scaleDown?: ScalingRulesValues;
}

export interface ScalingRulesValues {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: 'Disabled';
  readonly policies?: readonly { readonly type: 'Pods' | 'Percent'; readonly value: number; readonly periodSeconds: number }[];
}

/** One of the fields is there beside `type`, which has its name. */
export interface MetricValues {
  readonly type: 'ContainerResource' | 'Pods' | 'Object' | 'External';
  readonly containerResource?: object;
  readonly pods?: object;
  readonly object?: object;
  readonly external?: object;
}

/** A HorizontalPodAutoscaler. */
export interface AutoscalerValues {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly MetricValues[];
  readonly behavior?: BehaviorValues;
}

/** A trigger of KEDA. */
export interface TriggerValues {
  readonly type: string;
  readonly name?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly metricType?: string;
  readonly authenticationRef?: { readonly name: string; readonly kind: 'TriggerAuthentication' | 'ClusterTriggerAuthentication' };
}

/** A ScaledObject of KEDA. */
export interface ScaledObjectValues {
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly pollingInterval?: number;
  readonly cooldownPeriod?: number;
  readonly fallback?: { readonly failureThreshold: number; readonly replicas: number };
  readonly advanced?: { readonly horizontalPodAutoscalerConfig: { readonly name?: string; readonly behavior?: BehaviorValues } };
  readonly triggers: readonly TriggerValues[];
}
