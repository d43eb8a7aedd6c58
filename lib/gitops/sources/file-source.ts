import { Validation } from '../../core/validation';
import { DATA_KEY, OBJECT_NAME } from '../limits/object-names';
import type { FileSourceValues } from '../values/source-values';

/**
 * Where the content of a file comes from. The file is as it was when the pod started: mount the whole Secret or ConfigMap by
 * `volumes` if the program reads it again, or use `reloadOnChange`.
 */
export class FileSource {
  /**
   * A key of a Secret in the service's namespace, such as that of a ServiceSecret by its `secretName`.
   *
   * Throws `InvalidRule` if the name or key is not valid.
   *
   * @param secretName the name of the Secret
   * @param key the key in it
   */
  public static fromSecret(secretName: string, key: string): FileSource {
    return new FileSource({ secretKeyRef: keyOf('FileSource.fromSecret', 'secretName', secretName, key) });
  }

  /**
   * A key of a ConfigMap in the service's namespace.
   *
   * Throws `InvalidRule` if the name or key is not valid.
   *
   * @param configMapName the name of the ConfigMap
   * @param key the key in it
   */
  public static fromConfigMap(configMapName: string, key: string): FileSource {
    return new FileSource({ configMapKeyRef: keyOf('FileSource.fromConfigMap', 'configMapName', configMapName, key) });
  }

  private constructor(private readonly values: FileSourceValues) {}

  /**
   * The source in the words of Kubernetes.
   *
   * @internal
   */
  public _values(): FileSourceValues {
    return this.values;
  }
}

function keyOf(where: string, path: string, name: string, key: string): { readonly name: string; readonly key: string } {
  const validation = new Validation(where, 'InvalidRule');
  validation.required(path, name, OBJECT_NAME);
  validation.required('key', key, DATA_KEY);
  validation.throwIfAny();
  return { name, key };
}
