import { show } from '../core/problems';
import type { Limit } from '../core/rules';
import type { Validation } from '../core/validation';
import { validateClaims } from './claims';
import { DEFAULT_SETTINGS } from './default-settings';
import type { PlatformDefaults } from './defaults';
import type { EnvironmentProps } from './environment-props';
import { validateEnvironment } from './environment-rules';
import { validateKinds } from './kubernetes-kind';
import type { PlatformProps } from './platform';
import { TEAM_LIMITS, validateTeam } from './team';
import { validateTiers } from './tiers';

const DOMAIN: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$',
  example: 'platform.acme.io',
  maxLength: 100,
  description: 'a DNS name of lowercase letters, digits, hyphens and dots such as platform.acme.io, at most 100 characters',
};

const PLATFORM_LIMITS: Record<string, Limit> = {
  organization: {
    type: 'string',
    pattern: '^[a-z0-9]([a-z0-9-]{0,37}[a-z0-9])?$',
    example: 'acme',
    description: 'lowercase letters, digits and hyphens, at most 39 characters',
  },
  domain: DOMAIN,
  gitOpsRepository: {
    type: 'string',
    pattern: '^(https://[A-Za-z0-9.-]+(:\\d{1,5})?/|ssh://|git@)[A-Za-z0-9@:/._~-]+$',
    example: 'https://github.com/acme/platform-apps.git',
    maxLength: 500,
    description: 'a Git URL such as https://github.com/acme/platform-apps.git',
  },
  imageRegistry: {
    type: 'string',
    pattern: '^[a-z0-9.-]+(:\\d{1,5})?(/[a-z0-9._/-]+)?$',
    example: 'ghcr.io/acme',
    maxLength: 255,
    description: 'a registry without a scheme such as ghcr.io/acme',
  },
  chartRepository: {
    type: 'string',
    pattern: '^(oci|https)://[A-Za-z0-9.:/_~-]+$',
    example: 'oci://ghcr.io/acme/charts',
    maxLength: 500,
    description: 'a chart repository that begins with oci:// or https://',
  },
};

const OTHERS = ['environments', 'teams', 'defaults', 'platformTeams', 'serviceKinds', 'databaseTiers', 'cacheTiers'];

/** Checks the platform as a whole. */
export function validatePlatform(validation: Validation, props: PlatformProps): void {
  validation.props(props, { limits: PLATFORM_LIMITS, required: ['organization', 'domain'], others: OTHERS });
  validateKinds(validation, 'serviceKinds', props.serviceKinds);
  validation.list('platformTeams', props.platformTeams, TEAM_LIMITS.name);
  each(validation, 'environments', props.environments, validateEnvironment);
  each(validation, 'teams', props.teams, validateTeam);
  validateEnvironmentNames(validation, props.environments);
  validateClusters(validation, props.environments);
  validateClaims(validation, props.teams, 'services');
  validateClaims(validation, props.teams, 'dataNames');
  if (props.defaults !== undefined) validateDefaults(validation, props.defaults);
  validateTiers(validation, props);
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

function each<T extends { readonly name: string }>(
  validation: Validation,
  path: string,
  items: T[],
  validate: (validation: Validation, path: string, item: T) => void,
): void {
  if (!Array.isArray(items) || items.length === 0) {
    validation.add({ path, got: show(items), allowed: 'a list of one or more', fix: `declare the platform's ${path}` });
    return;
  }
  items.forEach((item, index) => {
    const at = `${path}[${index}]`;
    if (typeof item !== 'object' || item === null) {
      validation.add({ path: at, got: show(item), allowed: 'an object', fix: "write { name: '...' }" });
      return;
    }
    validate(validation, at, item);
    if (typeof item.name === 'string' && items.findIndex((other) => other?.name === item.name) < index) {
      validation.add({
        path: `${at}.name`,
        got: show(item.name),
        allowed: `a name that none of the other ${path} has`,
        fix: 'rename one of the two',
      });
    }
  });
}

function validateDefaults(validation: Validation, defaults: PlatformDefaults): void {
  if (typeof defaults !== 'object' || defaults === null) {
    validation.add({ path: 'defaults', got: show(defaults), allowed: 'an object', fix: 'write { replicaCount: 3 }' });
    return;
  }
  DEFAULT_SETTINGS.validate(validation, 'defaults', defaults);
}
