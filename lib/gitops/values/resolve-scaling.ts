import { budgetFor } from '../../service/sizing';
import type { RolloutProps } from '../props/rollout-props';
import type { ScalingValues } from './scaling-values';

/** How many pods of a process there are at the least, what container it has, and whether node drains wait for it. */
interface Scaled {
  readonly container: string;
  readonly replicas: number;
  readonly hasBudget: boolean;
}

/** What bounds and changes the number of a process's pods. */
export function scalingOf({ autoscaling }: RolloutProps, { container, hasBudget, replicas }: Scaled): ScalingValues {
  return {
    ...(hasBudget && { podDisruptionBudget: budgetFor(autoscaling?._bounds.min ?? replicas) }),
    ...autoscaling?._valuesFor(container),
  };
}

/** The most pods of a process, or nothing where no autoscaler changes their number. */
export function mostPodsOf({ horizontalPodAutoscaler, scaledObject }: ScalingValues): number | undefined {
  return horizontalPodAutoscaler?.maxReplicas ?? scaledObject?.maxReplicaCount;
}
