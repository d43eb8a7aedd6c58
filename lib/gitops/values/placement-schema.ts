import type { RolloutValues } from './rollout-values';
import type { ScalingValues } from './scaling-values';
import type { SchedulingValues } from './scheduling-values';
import { listOf, object } from './schema-forms';
import type { Schema } from './schema-forms';

const TEXT: Schema = { type: 'string' };
const COUNT: Schema = { type: 'integer', minimum: 0 };
/** A number of pods, or a share such as 25%. */
const PODS: Schema = { type: ['integer', 'string'] };
const SOME: Schema = { type: 'integer', minimum: 1 };
const ANY: Schema = { type: 'object' };

/** How pods are replaced. */
export const ROLLOUT: Record<keyof RolloutValues, Schema> = {
  strategy: object(
    {
      type: { enum: ['RollingUpdate', 'Recreate'] },
      rollingUpdate: object({ maxSurge: PODS, maxUnavailable: PODS }, ['maxSurge', 'maxUnavailable']),
    },
    ['type'],
  ),
  minReadySeconds: COUNT,
  progressDeadlineSeconds: SOME,
};

/** What bounds and changes the number of pods. */
export const SCALING: Record<keyof ScalingValues, Schema> = {
  podDisruptionBudget: object({ minAvailable: PODS, maxUnavailable: PODS }),
  horizontalPodAutoscaler: object({ minReplicas: SOME, maxReplicas: SOME, metrics: listOf(ANY), behavior: ANY }, [
    'maxReplicas',
    'metrics',
  ]),
  scaledObject: object(
    {
      minReplicaCount: COUNT,
      maxReplicaCount: SOME,
      pollingInterval: COUNT,
      cooldownPeriod: COUNT,
      fallback: ANY,
      advanced: ANY,
      triggers: listOf(ANY),
    },
    ['maxReplicaCount', 'triggers'],
  ),
};

const SCHEDULING_FIELDS: Record<keyof SchedulingValues, Schema> = {
  nodeSelector: { type: 'object', additionalProperties: TEXT },
  tolerations: listOf(ANY),
  priorityClassName: TEXT,
  runtimeClassName: TEXT,
  topologySpreadConstraints: listOf(ANY),
};

/** Where pods run. */
export const SCHEDULING = object(SCHEDULING_FIELDS);
