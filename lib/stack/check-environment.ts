import { listed, show } from '../core/problems';
import type { Validation } from '../core/validation';
import type { Environment } from '../platform/environment';
import type { Platform } from '../platform/platform';

/** The environment in the props of a stack. Throws their problems immediately, because nothing else can be checked without it. */
export function checkEnvironment(
  validation: Validation,
  props: { readonly platform: Platform; readonly environment: string },
): Environment {
  const { platform, environment } = props ?? {};
  if (!Array.isArray(platform?.environments)) {
    const fix = 'pass the Platform; where it is undefined, two files may import each other';
    validation.add({ path: 'platform', got: show(platform), allowed: 'a Platform', fix });
    validation.throwIfAny();
  }
  const names = platform.environments.map(({ name }) => name).sort();
  validation.required('environment', environment, {
    type: 'string',
    enum: names,
    description: `an environment of the platform: ${listed(names)}`,
    otherwise: 'declare the environment in the platform',
  });
  validation.throwIfAny();
  return platform.environment(environment);
}
