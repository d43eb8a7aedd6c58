import type { Limit } from '../../core/limits';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { DATA_KEY, OBJECT_NAME } from '../limits/object-names';
import type { ServiceAccountTokenOptions } from './volume-options';

const AUDIENCE: Limit = {
  type: 'string',
  pattern: '^[!-~]+$',
  example: 'vault',
  maxLength: 253,
  description: 'a name or address such as vault, at most 253 characters',
};

const TOKEN_LIMITS: Record<keyof ServiceAccountTokenOptions, Limit> = {
  audience: AUDIENCE,
  fileName: { ...DATA_KEY, example: 'token' },
  expirationSeconds: { type: 'integer', minimum: 600, maximum: 86_400 },
};

/**
 * A part of a projected volume: several of them share one folder.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/
 */
export class ProjectedSource {
  /**
   * Every key of a Secret as a file.
   *
   * Throws `InvalidRule` if the name is not valid.
   *
   * @param secretName the name of the Secret
   */
  public static fromSecret(secretName: string): ProjectedSource {
    return new ProjectedSource({ secret: { name: nameOf('ProjectedSource.fromSecret', 'secretName', secretName) } });
  }

  /**
   * Every key of a ConfigMap as a file.
   *
   * Throws `InvalidRule` if the name is not valid.
   *
   * @param configMapName the name of the ConfigMap
   */
  public static fromConfigMap(configMapName: string): ProjectedSource {
    return new ProjectedSource({ configMap: { name: nameOf('ProjectedSource.fromConfigMap', 'configMapName', configMapName) } });
  }

  /**
   * A token of the service's account for somebody else than the cluster.
   *
   * Throws `InvalidRule` if an option is not valid.
   *
   * @param options who it is for, its file, and how long it is valid
   */
  public static serviceAccountToken(options: ServiceAccountTokenOptions): ProjectedSource {
    const validation = new Validation('ProjectedSource.serviceAccountToken', 'InvalidRule');
    const given = snapshot(options);
    validation.fields('options', given, { limits: TOKEN_LIMITS, required: ['audience'] });
    validation.throwIfAny();
    const { audience, fileName: path = 'token', expirationSeconds = 3600 } = given;
    return new ProjectedSource({ serviceAccountToken: { audience, expirationSeconds, path } });
  }

  private constructor(private readonly values: object) {}

  /**
   * The part as Kubernetes has it.
   *
   * @internal
   */
  public _values(): object {
    return this.values;
  }
}

function nameOf(where: string, path: string, name: string): string {
  const validation = new Validation(where, 'InvalidRule');
  validation.required(path, name, OBJECT_NAME);
  validation.throwIfAny();
  return name;
}
