import { Architecture, Autoscaling, RolloutStrategy, ScalingMetric, Spread, TaintEffect } from '@golden-path/constructs';
import type { Given, Sample } from './samples';

const RULES = { pods: 7, percent: 17, periodSeconds: 70, stabilizationSeconds: 170 };
const BEHAVIOR = { scaleUp: RULES, scaleDown: { disabled: true } };
const SCHEDULE = { start: '7 6 * * *', end: '8 20 * * *', replicas: 3, timeZone: 'Europe/Berlin' };
const TRIGGERS = [
  { type: 'kafka', metadata: { topic: 'qx-topic' }, authentication: 'qx-login' },
  { type: 'kafka', metadata: { topic: 'qx-topic' }, clusterAuthentication: 'qx-login' },
];
const TOLERATIONS = [{ key: 'qx-key', value: 'qx-value', effect: TaintEffect.NO_EXECUTE, seconds: 77 }, { key: 'qx-any' }];

/** Where pods of a job run. */
export const JOB_SCHEDULING = {
  nodeSelector: { 'qx-label': 'qx-value' },
  architecture: Architecture.ARM64,
  tolerations: TOLERATIONS,
  priorityClass: 'qx-priority',
  runtimeClass: 'qx-runtime',
};
export const SCHEDULING = { ...JOB_SCHEDULING, spread: Spread.none() };
export const AUTOSCALING = Autoscaling.hpa({ minReplicas: 2, maxReplicas: 3, targetCpuPercent: 77 });

/** Props of what scales, places and replaces pods. */
export const PLACEMENT_SAMPLES: Readonly<Record<string, (given: Given) => readonly Sample[]>> = {
  AppToleration: () => TOLERATIONS,
  AppScheduling: () => [SCHEDULING],
  ScheduledProps: () => [{ scheduling: SCHEDULING }],
  SpreadOptions: () => [{ zones: true, hosts: false }],
  AppRollout: () => [{ maxSurge: '7%', maxUnavailable: '1', minReadySeconds: 7, progressDeadlineSeconds: 777 }, { strategy: RolloutStrategy.RECREATE }],
  RolloutProps: () => [{ autoscaling: AUTOSCALING, rollout: { minReadySeconds: 7 }, startupSeconds: 77 }],
  ScalingRules: () => [RULES, { disabled: true }],
  ScalingBehavior: () => [BEHAVIOR],
  HpaOptions: () => [
    {
      minReplicas: 2, maxReplicas: 7, targetCpuPercent: 77, targetMemoryPercent: 78, metrics: [ScalingMetric.pods('qx', '7')], ...BEHAVIOR,
    },
  ],
  ScalingSchedule: () => [SCHEDULE],
  ScalingTrigger: () => TRIGGERS,
  KedaOptions: () => [
    {
      minReplicas: 0, maxReplicas: 7, triggers: TRIGGERS, schedules: [SCHEDULE],
      pollingSeconds: 7, cooldownSeconds: 77, fallbackReplicas: 3, ...BEHAVIOR,
    },
  ],
  MetricObject: () => [{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'qx-name' }],
  ExternalMetricOptions: () => [{ labels: { 'qx-label': 'qx-value' }, total: true }],
};
