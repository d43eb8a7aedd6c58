import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { LARGEST_REPLICAS, whole } from '../limits/scaling-limits';
import type { AutoscalerValues, MetricValues, ScaledObjectValues } from '../values/scaling-values';
import { behaviorOf, checkBehavior } from './check-behavior';
import { checkCooldown, checkTriggers, triggersOf } from './check-keda';
import { ScalingMetric } from './scaling-metric';
import type { HpaOptions, KedaOptions } from './scaling-options';

const REPLICAS = whole(0, LARGEST_REPLICAS);
const SOME_REPLICAS = whole(1, LARGEST_REPLICAS);
const PERCENT = whole(1, 1000);
const BEHAVIOR = ['scaleUp', 'scaleDown'];

/** After how many failures in a row KEDA falls back. */
const FAILURE_THRESHOLD = 3;

/** What an autoscaler is as values, beside what it scales. */
type Values = { readonly horizontalPodAutoscaler: AutoscalerValues } | { readonly scaledObject: ScaledObjectValues };

/**
 * How the number of a process's pods follows its load.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export class Autoscaling {
  /**
   * By a HorizontalPodAutoscaler, which measures the process's own container, whatever runs beside it.
   *
   * Throws `InvalidRule` if an option is not valid, or if nothing says what it scales by.
   *
   * @param options the least and most pods, and what it scales by
   */
  public static hpa(options: HpaOptions): Autoscaling {
    const validation = new Validation('Autoscaling.hpa', 'InvalidRule');
    const given = snapshot(options, ['metrics']);
    const limits = {
      minReplicas: SOME_REPLICAS,
      maxReplicas: SOME_REPLICAS,
      targetCpuPercent: PERCENT,
      targetMemoryPercent: PERCENT,
    };
    if (
      !validation.fields('options', given, { limits, required: ['minReplicas', 'maxReplicas'], others: ['metrics', ...BEHAVIOR] })
    ) {
      validation.throwIfAny();
    }
    checkOrder(validation, given.minReplicas, given.maxReplicas);
    checkMetrics(validation, given);
    checkBehavior(validation, given);
    validation.throwIfAny();
    const { minReplicas, maxReplicas } = given;
    const values = (container: string) => ({
      horizontalPodAutoscaler: { minReplicas, maxReplicas, metrics: metricsOf(given, container), ...behaviorOf(given) },
    });
    return new Autoscaling(minReplicas, maxReplicas, values);
  }

  /**
   * By KEDA, which the cluster has to have: by queues, streams and queries, at fixed times, and to no pod at all.
   *
   * Throws `InvalidRule` if an option is not valid, or if nothing says what it scales by.
   *
   * @param options the least and most pods, and what it scales by
   * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
   */
  public static keda(options: KedaOptions): Autoscaling {
    const validation = new Validation('Autoscaling.keda', 'InvalidRule');
    const given = snapshot(options);
    const limits = {
      minReplicas: REPLICAS,
      maxReplicas: SOME_REPLICAS,
      pollingSeconds: whole(1, 3600),
      cooldownSeconds: whole(0, 86_400),
      fallbackReplicas: REPLICAS,
    };
    if (
      !validation.fields('options', given, { limits, required: ['maxReplicas'], others: ['triggers', 'schedules', ...BEHAVIOR] })
    ) {
      validation.throwIfAny();
    }
    checkOrder(validation, given.minReplicas ?? 0, given.maxReplicas);
    checkOrder(validation, given.fallbackReplicas ?? 0, given.maxReplicas, 'fallbackReplicas');
    checkTriggers(validation, given);
    checkCooldown(validation, given);
    checkBehavior(validation, given);
    validation.throwIfAny();
    return new Autoscaling(given.minReplicas ?? 0, given.maxReplicas, () => ({ scaledObject: scaledObjectOf(given) }));
  }

  private constructor(
    private readonly minReplicas: number,
    private readonly maxReplicas: number,
    private readonly values: (container: string) => Values,
  ) {}

  /**
   * The least and most pods.
   *
   * @internal
   */
  public get _bounds(): { readonly min: number; readonly max: number } {
    return { min: this.minReplicas, max: this.maxReplicas };
  }

  /**
   * The autoscaler as Kubernetes or KEDA has it, without its target.
   *
   * @internal
   */
  public _valuesFor(container: string): Values {
    return this.values(container);
  }
}

function checkOrder(validation: Validation, least: number, most: number, key = 'minReplicas'): void {
  if (!Number.isInteger(least) || !Number.isInteger(most) || least <= most) return;
  const allowed = `at most maxReplicas, which is ${most}`;
  validation.add({ path: `options.${key}`, got: String(least), allowed, fix: `write a ${key} of ${most} or less` });
}

function checkMetrics(validation: Validation, { metrics, targetCpuPercent, targetMemoryPercent }: HpaOptions): void {
  if (metrics !== undefined) {
    validation.items('options.metrics', metrics, (path, metric) => {
      if (metric instanceof ScalingMetric) return true;
      const allowed = 'ScalingMetric.pods, .object or .external';
      validation.add({ path, got: show(metric), allowed, fix: "write ScalingMetric.pods('http_requests_per_second', '100')" });
      return false;
    });
  }
  const measures =
    targetCpuPercent !== undefined || targetMemoryPercent !== undefined || (Array.isArray(metrics) && metrics.length > 0);
  if (measures) return;
  const allowed = 'targetCpuPercent, targetMemoryPercent or metrics';
  validation.add({ path: 'options.targetCpuPercent', got: 'nothing to scale by', allowed, fix: 'give targetCpuPercent: 70' });
}

function metricsOf({ metrics = [], targetCpuPercent, targetMemoryPercent }: HpaOptions, container: string): MetricValues[] {
  const measured = (name: string, averageUtilization?: number): MetricValues[] => {
    if (averageUtilization === undefined) return [];
    const target = { type: 'Utilization', averageUtilization };
    return [{ type: 'ContainerResource', containerResource: { name, container, target } }];
  };
  return [
    ...measured('cpu', targetCpuPercent),
    ...measured('memory', targetMemoryPercent),
    ...metrics.map((metric) => metric._values()),
  ];
}

function scaledObjectOf(given: KedaOptions): ScaledObjectValues {
  const { minReplicas = 0, maxReplicas, pollingSeconds, cooldownSeconds, fallbackReplicas } = given;
  const { behavior } = behaviorOf(given);
  return {
    minReplicaCount: minReplicas,
    maxReplicaCount: maxReplicas,
    ...(pollingSeconds !== undefined && { pollingInterval: pollingSeconds }),
    ...(cooldownSeconds !== undefined && { cooldownPeriod: cooldownSeconds }),
    ...(fallbackReplicas !== undefined && { fallback: { failureThreshold: FAILURE_THRESHOLD, replicas: fallbackReplicas } }),
    ...(behavior && { advanced: { horizontalPodAutoscalerConfig: { behavior } } }),
    triggers: triggersOf(given),
  };
}
