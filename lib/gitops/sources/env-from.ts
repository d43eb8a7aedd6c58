import type { Limit } from '../../core/limits';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { OBJECT_NAME } from '../limits/object-names';
import type { EnvFromValues } from '../values/source-values';

/** How the keys of a Secret or ConfigMap become variables. */
export interface EnvFromOptions {
  /**
   * What stands before each key in the name of its variable, such as `STRIPE_`.
   *
   * @default - the keys are the names
   */
  readonly prefix?: string;
  /**
   * Whether pods start without it if it does not exist.
   *
   * @default false
   */
  readonly optional?: boolean;
}

const PREFIX: Limit = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
  example: 'STRIPE_',
  maxLength: 253,
  description: 'letters, digits, underscores, dots and hyphens, not beginning with a digit, such as STRIPE_',
};

/**
 * A whole Secret or ConfigMap as environment variables, one for each of its keys.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
 */
export class EnvFrom {
  /**
   * Every key of a Secret in the service's namespace, such as that of a ServiceSecret by its `secretName`.
   *
   * Throws `InvalidRule` if the name or an option is not valid.
   *
   * @param secretName the name of the Secret
   * @param options the prefix, and what holds if it does not exist
   */
  public static fromSecret(secretName: string, options: EnvFromOptions = {}): EnvFrom {
    const { prefix, ...secretRef } = wholeOf('EnvFrom.fromSecret', 'secretName', secretName, options);
    return new EnvFrom({ ...prefix, secretRef: { ...secretRef } });
  }

  /**
   * Every key of a ConfigMap in the service's namespace.
   *
   * Throws `InvalidRule` if the name or an option is not valid.
   *
   * @param configMapName the name of the ConfigMap
   * @param options the prefix, and what holds if it does not exist
   */
  public static fromConfigMap(configMapName: string, options: EnvFromOptions = {}): EnvFrom {
    const { prefix, ...configMapRef } = wholeOf('EnvFrom.fromConfigMap', 'configMapName', configMapName, options);
    return new EnvFrom({ ...prefix, configMapRef: { ...configMapRef } });
  }

  private constructor(private readonly values: EnvFromValues) {}

  /**
   * The entry as Kubernetes has it.
   *
   * @internal
   */
  public _values(): EnvFromValues {
    return this.values;
  }
}

/** What was given, once it is checked. */
interface Whole {
  readonly prefix: { readonly prefix?: string };
  readonly name: string;
  readonly optional?: true;
}

function wholeOf(where: string, path: string, name: string, options: EnvFromOptions): Whole {
  const validation = new Validation(where, 'InvalidRule');
  const given = snapshot(options);
  validation.required(path, name, OBJECT_NAME);
  validation.fields('options', given, { limits: { prefix: PREFIX, optional: { type: 'boolean' } } });
  validation.throwIfAny();
  return {
    prefix: { ...(given.prefix !== undefined && { prefix: given.prefix }) },
    name,
    ...(given.optional && { optional: true }),
  };
}
