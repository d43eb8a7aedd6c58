import { show } from '../core/problems';
import type { Validation } from '../core/validation';
import { validateCatalog } from './catalog-settings';
import { validateClaims } from './claims';
import type { EnvironmentProps } from './environment-props';
import type { PlatformProps } from './platform';
import { PLATFORM_SETTINGS } from './platform-settings';

/** Checks the platform as a whole. Throws at once if the props are no object: nothing else can be checked then. */
export function validatePlatform(validation: Validation, props: PlatformProps): void {
  if (!PLATFORM_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  validateEnvironmentNames(validation, props.environments);
  validateClusters(validation, props.environments);
  validateClaims(validation, props.teams, 'services');
  validateClaims(validation, props.teams, 'dataNames');
  validateCatalog(validation, props);
}

/** `pay-eu` in `production` and `pay` in `eu-production` would be one namespace, one role and one state. */
function validateEnvironmentNames(validation: Validation, environments: EnvironmentProps[]): void {
  const names = Array.isArray(environments)
    ? environments.map((environment) => environment?.name).filter((name) => typeof name === 'string')
    : [];
  names.forEach((name, index) => {
    const other = names.find((candidate) => candidate !== '' && name.endsWith(`-${candidate}`));
    if (other === undefined) return;
    const allowed = `a name that does not end with another environment's, -${other}: <service>-<environment> would be ambiguous`;
    validation.add({
      path: `environments[${index}].name`,
      got: show(name),
      allowed,
      fix: `turn it round, as in '${other}-${name.slice(0, -other.length - 1)}'`,
    });
  });
}

/** What the platform runs in a cluster, such as its definitions of data, has no environment in its name. */
function validateClusters(validation: Validation, environments: EnvironmentProps[]): void {
  if (!Array.isArray(environments)) return;
  const endpoints = environments
    .map((environment) => environment?.clusterEndpoint)
    .map((text: unknown) => (typeof text === 'string' ? text.toLowerCase().replace(/\/$/, '') : text));
  endpoints.forEach((endpoint, index) => {
    const first = endpoints.indexOf(endpoint);
    if (typeof endpoint !== 'string' || first === index) return;
    validation.add({
      path: `environments[${index}].clusterEndpoint`,
      got: `${show(environments[index].clusterEndpoint)}, the cluster of ${show(environments[first].name)}`,
      allowed: 'a cluster for each environment: what the platform runs in one would overwrite the same of the other',
      fix: 'give the environment a cluster of its own',
    });
  });
}
