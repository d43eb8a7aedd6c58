import type { EnvFrom } from '../sources/env-from';
import type { EnvSource } from '../sources/env-source';

/** The environment variables that are not texts. */
export interface EnvProps {
  /**
   * Environment variables from Secrets, ConfigMaps, fields of the pod and resources of the container, by their names.
   *
   * @default - none
   */
  readonly envSources?: Record<string, EnvSource>;
  /**
   * Whole Secrets and ConfigMaps as environment variables. A later one wins over an earlier one, and a variable of its own over all.
   *
   * @default - none
   */
  readonly envFrom?: EnvFrom[];
}
