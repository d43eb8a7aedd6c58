import { DNS_LABEL_LENGTH } from '../../core/names';
import { budgetFor } from '../../service/sizing';
import type { RolloutProps } from '../props/rollout-props';
import type { ScaledObjectValues, ScalingValues } from './scaling-values';

/** How many pods of a process there are at the least, what container it has, and whether node drains wait for it. */
interface Scaled {
  readonly container: string;
  /** The name of what scales it. */
  readonly object: string;
  readonly replicas: number;
  readonly hasBudget: boolean;
}

/** What bounds and changes the number of a process's pods. */
export function scalingOf({ autoscaling }: RolloutProps, { container, hasBudget, object, replicas }: Scaled): ScalingValues {
  const values: ScalingValues | undefined = autoscaling?._valuesFor(container);
  return {
    ...(hasBudget && { podDisruptionBudget: budgetFor(autoscaling?._bounds.min ?? replicas) }),
    ...values,
    ...(values?.scaledObject && { scaledObject: named(values.scaledObject, object) }),
  };
}

/** What KEDA calls the autoscaler that it makes. */
const KEDA_PREFIX = 'keda-hpa-';

/** KEDA refuses a ScaledObject whose autoscaler would get too long a name, so that gets the name of the ScaledObject. */
function named(values: ScaledObjectValues, name: string): ScaledObjectValues {
  if (`${KEDA_PREFIX}${name}`.length <= DNS_LABEL_LENGTH) return values;
  return { ...values, advanced: { horizontalPodAutoscalerConfig: { name, ...values.advanced?.horizontalPodAutoscalerConfig } } };
}

/** The most pods of a process, or nothing where no autoscaler changes their number. */
export function mostPodsOf({ horizontalPodAutoscaler, scaledObject }: ScalingValues): number | undefined {
  return horizontalPodAutoscaler?.maxReplicas ?? scaledObject?.maxReplicaCount;
}
