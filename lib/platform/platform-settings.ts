import type { Limit } from '../core/limits';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';
import { CATALOG_SETTINGS } from './catalog-settings';
import { DEFAULT_SETTINGS } from './default-settings';
import { KIND_SETTINGS } from './kubernetes-kind';
import { OPERATOR_KEY, OPERATOR_METADATA } from './operator-metadata';
import { PLATFORM } from './ownership';
import type { PlatformProps } from './platform';
import { QUOTA_LIMIT_SETTINGS } from './quota-limit';
import { TEAM_NAME, TEAM_SETTINGS } from './team-settings';
import { CACHE_TIER_SETTINGS, DATABASE_TIER_SETTINGS } from './tiers';
import { validateEnvironment } from './validate-environment';

const ORGANIZATION: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]{0,37}[a-z0-9])?$',
  example: 'acme',
  description: 'lowercase letters, digits and hyphens, at most 39 characters',
};
const DOMAIN: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$',
  example: 'platform.acme.io',
  maxLength: 100,
  description: 'a DNS name of lowercase letters, digits, hyphens and dots such as platform.acme.io, at most 100 characters',
};
const GIT_URL: Limit = {
  type: 'string',
  pattern: '^(https://[A-Za-z0-9.-]+(:\\d{1,5})?/|ssh://|git@)[A-Za-z0-9@:/._~-]+$',
  example: 'https://github.com/acme/platform-apps.git',
  maxLength: 500,
  description: 'a Git URL such as https://github.com/acme/platform-apps.git',
};
const REGISTRY: Limit = {
  type: 'string',
  pattern: '^[a-z0-9.-]+(:\\d{1,5})?(/[a-z0-9._/-]+)?$',
  example: 'ghcr.io/acme',
  maxLength: 255,
  description: 'a registry without a scheme such as ghcr.io/acme',
};
const CHART_REPOSITORY: Limit = {
  type: 'string',
  pattern: '^(oci|https)://[A-Za-z0-9.:/_~-]+$',
  example: 'oci://ghcr.io/acme/charts',
  maxLength: 500,
  description: 'a chart repository that begins with oci:// or https://',
};

const TABLE = {
  organization: {
    form: value(ORGANIZATION),
    required: true,
    text: 'The name of the organisation, as GitHub and registries write it',
  },
  domain: {
    form: value(DOMAIN),
    required: true,
    text: 'The DNS name at the start of label, annotation and tag keys',
  },
  environments: {
    form: { kind: 'propsList', table: { validate: validateEnvironment }, example: "{ name: '...' }", unique: 'name' },
    required: true,
    text: '[The environments](#environments) that services run in, at least one',
  },
  teams: {
    form: { kind: 'propsList', table: TEAM_SETTINGS, example: "{ name: '...' }", unique: 'name' },
    required: true,
    text: '[The teams](#teams) that own services, at least one',
  },
  gitOpsRepository: {
    form: value(GIT_URL),
    default: ({ organization }) => `https://github.com/${organization}/platform-apps.git`,
    defaultText: '`https://github.com/<organization>/platform-apps.git`',
    text: 'The Git repository that Argo CD deploys from',
  },
  imageRegistry: {
    form: value(REGISTRY),
    default: ({ organization }) => `ghcr.io/${organization}`,
    defaultText: '`ghcr.io/<organization>`',
    text: "The registry of services' images",
  },
  chartRepository: {
    form: value(CHART_REPOSITORY),
    default: ({ organization }) => `oci://ghcr.io/${organization}/charts`,
    defaultText: '`oci://ghcr.io/<organization>/charts`',
    text: "The repository of the platform's Helm charts; a service's chart depends on `common` from there",
  },
  platformTeams: {
    form: { kind: 'list', limit: TEAM_NAME },
    default: [PLATFORM],
    text: 'The teams that may create PlatformStacks',
  },
  serviceKinds: {
    form: { kind: 'propsList', table: KIND_SETTINGS, example: "{ group: 'keda.sh', kind: 'ScaledObject' }" },
    default: [],
    defaultText: 'none',
    text:
      'Kinds of Kubernetes objects that [companions of your own](data.md#companions-of-your-own) may add; none that grants ' +
      'permissions or loosens limits',
  },
  maxQuota: {
    form: { kind: 'props', table: QUOTA_LIMIT_SETTINGS },
    default: undefined,
    defaultText: 'no limit: the quota of a service follows from what it runs',
    text: 'The most that one service may take in an environment. Synth refuses a service whose pods do not fit, and shows the sum',
  },
  operatorMetadata: {
    form: { kind: 'list', limit: OPERATOR_KEY },
    default: [...OPERATOR_METADATA],
    defaultText: 'those of common service meshes, GitOps controllers, Rancher, OpenShift, scanners and agents',
    text:
      'Domains such as `istio.io`, and whole keys such as `istio-injection`, of [labels and annotations that operators ' +
      'write](#labels-and-annotations-of-operators) and Terraform leaves alone',
  },
  defaults: {
    form: { kind: 'props', table: DEFAULT_SETTINGS },
    default: {},
    defaultText: "the library's own, see PlatformDefaults",
    text: '[What a service gets](#defaults) if its team does not set a value',
  },
  databaseTiers: {
    form: {
      kind: 'propsList',
      table: DATABASE_TIER_SETTINGS,
      example: "{ name: '...', instanceClass: '...' }",
      unique: 'name',
    },
    default: [],
    defaultText: 'none',
    text: '[Tiers](data-platform.md#tiers) of databases besides dev, standard and performance',
  },
  cacheTiers: {
    form: { kind: 'propsList', table: CACHE_TIER_SETTINGS, example: "{ name: '...', nodeType: '...' }", unique: 'name' },
    default: [],
    defaultText: 'none',
    text: '[Tiers](data-platform.md#tiers) of caches besides dev, standard and performance',
  },
  catalog: {
    form: { kind: 'props', table: CATALOG_SETTINGS },
    default: {},
    defaultText: 'no domains, systems or addresses',
    text: '[The software catalog](catalog.md#settings): domains, systems, and the addresses that its entries link to',
  },
} as const satisfies Settings<PlatformProps>;

/** Every setting of a platform: its check, its default and its documentation. */
export const PLATFORM_SETTINGS = new SettingsTable<PlatformProps, typeof TABLE>(TABLE);
