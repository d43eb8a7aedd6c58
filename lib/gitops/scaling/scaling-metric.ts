import type { Limit } from '../../core/limits';
import { LABEL_KEY } from '../../core/names';
import { formatQuantity, parseQuantity } from '../../core/quantity';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { TEXT } from '../limits/kubernetes-limits';
import { OBJECT_NAME } from '../limits/object-names';
import { METRIC_NAME, METRIC_VALUE } from '../limits/scaling-limits';
import type { MetricValues } from '../values/scaling-values';

/** The object that a metric is about. */
export interface MetricObject {
  /** Its version, such as `networking.k8s.io/v1`. */
  readonly apiVersion: string;
  /** Its kind, such as `Ingress`. */
  readonly kind: string;
  /** Its name in the service's namespace. */
  readonly name: string;
}

/** How an external metric is read. */
export interface ExternalMetricOptions {
  /**
   * The labels by which the series are selected.
   *
   * @default - all series of the metric
   */
  readonly labels?: Record<string, string>;
  /**
   * Whether the value is that of all pods together, instead of that of each pod.
   *
   * @default false
   */
  readonly total?: boolean;
}

const API_VERSION: Limit = {
  type: 'string',
  pattern: '^([a-z0-9.-]+/)?v[0-9][a-z0-9]*$',
  example: 'networking.k8s.io/v1',
  maxLength: 253,
  description: 'a version such as networking.k8s.io/v1',
};
const KIND: Limit = {
  type: 'string',
  pattern: '^[A-Z][A-Za-z0-9]*$',
  example: 'Ingress',
  maxLength: 63,
  description: 'a kind such as Ingress',
};

/**
 * What a HorizontalPodAutoscaler scales by, beside CPU and memory: the cluster has to have an adapter for such metrics.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-on-custom-metrics
 */
export class ScalingMetric {
  /**
   * A metric of the pods: its average over all of them.
   *
   * Throws `InvalidRule` if the name or value is not valid.
   *
   * @param name the name of the metric
   * @param averageValue the average that is aimed at, such as `100`
   */
  public static pods(name: string, averageValue: string): ScalingMetric {
    const validation = validateMetric('ScalingMetric.pods', name, 'averageValue', averageValue);
    validation.throwIfAny();
    return new ScalingMetric({ type: 'Pods', pods: { metric: { name }, target: average(averageValue) } });
  }

  /**
   * A metric of another object of the namespace, such as an Ingress.
   *
   * Throws `InvalidRule` if the object, name or value is not valid.
   *
   * @param described the object
   * @param name the name of the metric
   * @param value the value that is aimed at
   */
  public static object(described: MetricObject, name: string, value: string): ScalingMetric {
    const validation = validateMetric('ScalingMetric.object', name, 'value', value);
    const describedObject = snapshot(described);
    const limits = { apiVersion: API_VERSION, kind: KIND, name: OBJECT_NAME };
    validation.fields('described', describedObject, { limits, required: Object.keys(limits) });
    validation.throwIfAny();
    const target = { type: 'Value', value: canonical(value) };
    return new ScalingMetric({ type: 'Object', object: { describedObject, metric: { name }, target } });
  }

  /**
   * A metric from outside the cluster, such as the length of a queue.
   *
   * Throws `InvalidRule` if the name, value or an option is not valid.
   *
   * @param name the name of the metric
   * @param value what is aimed at for each pod, or with `total` for all of them together
   * @param options which series are read, and what the value stands for
   */
  public static external(name: string, value: string, options: ExternalMetricOptions = {}): ScalingMetric {
    const validation = validateMetric('ScalingMetric.external', name, 'value', value);
    const given = snapshot(options);
    if (validation.fields('options', given, { limits: { total: { type: 'boolean' } }, others: ['labels'] })) {
      validation.map('options.labels', given.labels, LABEL_KEY, TEXT);
    }
    validation.throwIfAny();
    const { labels = {}, total } = given;
    const selector = Object.keys(labels).length > 0 && { selector: { matchLabels: labels } };
    const target = total ? { type: 'Value', value: canonical(value) } : average(value);
    return new ScalingMetric({ type: 'External', external: { metric: { name, ...selector }, target } });
  }

  private constructor(private readonly values: MetricValues) {}

  /**
   * The metric as Kubernetes has it.
   *
   * @internal
   */
  public _values(): MetricValues {
    return this.values;
  }
}

function validateMetric(where: string, name: string, path: string, value: string): Validation {
  const validation = new Validation(where, 'InvalidRule');
  validation.required('name', name, METRIC_NAME);
  validation.required(path, value, METRIC_VALUE);
  return validation;
}

function average(value: string): object {
  return { type: 'AverageValue', averageValue: canonical(value) };
}

/** As the API server writes it: Argo CD would see a difference for ever otherwise. */
function canonical(value: string): string {
  return formatQuantity(parseQuantity(value)!);
}
