import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { DOWNWARD_FIELD, RESOURCE_FIELD } from '../limits/downward';
import { DATA_KEY, OBJECT_NAME } from '../limits/object-names';
import type { EnvSourceValues } from '../values/source-values';

/** How a variable is read from a Secret or ConfigMap. */
export interface EnvSourceOptions {
  /**
   * Whether pods start without it if it does not exist.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/**
 * Where the value of an environment variable comes from.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#use-case-as-container-environment-variables
 */
export class EnvSource {
  /**
   * A key of a Secret in the service's namespace, such as that of a ServiceSecret by its `secretName`.
   *
   * Throws `InvalidRule` if the name, key or an option is not valid.
   *
   * @param secretName the name of the Secret
   * @param key the key in it
   * @param options what holds if it does not exist
   */
  public static fromSecret(secretName: string, key: string, options: EnvSourceOptions = {}): EnvSource {
    return new EnvSource({ secretKeyRef: keyOf('EnvSource.fromSecret', 'secretName', secretName, key, options) });
  }

  /**
   * A key of a ConfigMap in the service's namespace.
   *
   * Throws `InvalidRule` if the name, key or an option is not valid.
   *
   * @param configMapName the name of the ConfigMap
   * @param key the key in it
   * @param options what holds if it does not exist
   */
  public static fromConfigMap(configMapName: string, key: string, options: EnvSourceOptions = {}): EnvSource {
    return new EnvSource({ configMapKeyRef: keyOf('EnvSource.fromConfigMap', 'configMapName', configMapName, key, options) });
  }

  /**
   * A field of the pod, such as `status.podIP`, `metadata.name` or `metadata.labels['app.kubernetes.io/name']`.
   *
   * Throws `InvalidRule` if Kubernetes does not offer the field to variables.
   *
   * @param fieldPath the path of the field
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-fieldRef
   */
  public static fromField(fieldPath: string): EnvSource {
    const validation = new Validation('EnvSource.fromField', 'InvalidRule');
    validation.required('fieldPath', fieldPath, DOWNWARD_FIELD);
    validation.throwIfAny();
    return new EnvSource({ fieldRef: { apiVersion: 'v1', fieldPath } });
  }

  /**
   * A request or limit of the container itself, such as `limits.memory` in bytes or `requests.cpu` in cores, rounded up.
   *
   * Throws `InvalidRule` if Kubernetes does not offer the resource to variables.
   *
   * @param resource the request or limit
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef
   */
  public static fromResource(resource: string): EnvSource {
    const validation = new Validation('EnvSource.fromResource', 'InvalidRule');
    validation.required('resource', resource, RESOURCE_FIELD);
    validation.throwIfAny();
    return new EnvSource({ resourceFieldRef: { resource, divisor: '1' } });
  }

  private constructor(private readonly values: EnvSourceValues) {}

  /**
   * The source as Kubernetes has it.
   *
   * @internal
   */
  public _values(): EnvSourceValues {
    return this.values;
  }
}

function keyOf(where: string, path: string, name: string, key: string, options: EnvSourceOptions): EnvSourceValues['secretKeyRef'] {
  const validation = new Validation(where, 'InvalidRule');
  const given = snapshot(options);
  validation.required(path, name, OBJECT_NAME);
  validation.required('key', key, DATA_KEY);
  validation.fields('options', given, { limits: { optional: { type: 'boolean' } } });
  validation.throwIfAny();
  return { name, key, ...(given.optional && { optional: true }) };
}
