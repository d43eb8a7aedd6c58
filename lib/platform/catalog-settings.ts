import type { Limit } from '../core/limits';
import { listed, show } from '../core/problems';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';
import type { Validation } from '../core/validation';
import { WEB_ADDRESS } from '../core/web-address';
import { ADDRESS_TEMPLATE, ENTITY_DESCRIPTION, ENTITY_NAME, ENTITY_REFERENCE, ENTITY_TITLE } from './catalog-limits';
import type { PlatformProps } from './platform';
import { SERVICE_NAME } from './service-name';
import { TEAM_NAME } from './team-settings';

/** A domain of the software catalog: an area of the business. */
export interface CatalogDomain {
  /** Its name in the catalog. */
  readonly name: string;
  /** The team that owns it, one of the platform's teams. */
  readonly owner: string;
  /**
   * Its name for people.
   *
   * @default - the name
   */
  readonly title?: string;
  /**
   * What it covers.
   *
   * @default - none
   */
  readonly description?: string;
}

/** A system of the software catalog: services and data that together do one thing. */
export interface CatalogSystem extends CatalogDomain {
  /**
   * The domain that it belongs to, one of `domains`.
   *
   * @default - none
   */
  readonly domain?: string;
}

/** What the software catalog knows besides the services of an app, and where people find what the platform runs. */
export interface CatalogSettings {
  /**
   * The domains. A PlatformCatalog writes them.
   *
   * @default - none
   */
  readonly domains?: CatalogDomain[];
  /**
   * The systems that services can name. A PlatformCatalog writes them.
   *
   * @default - none
   */
  readonly systems?: CatalogSystem[];
  /**
   * The services whose repositories have a catalog entry. A service of another repository is known by it, and a
   * PlatformCatalog lists them all for the catalog.
   *
   * @default - none
   */
  readonly services?: string[];
  /**
   * What the catalog has from elsewhere, by reference, such as `api:fraud-api`, `resource:invoices` or `component:sap`.
   *
   * @default - none
   */
  readonly externals?: string[];
  /**
   * The address of the server that hosts repositories.
   *
   * @default 'https://github.com'
   */
  readonly codeUrl?: string;
  /**
   * The branch of a repository whose catalog entry counts.
   *
   * @default 'main'
   */
  readonly branch?: string;
  /**
   * The dashboard of a service, such as `https://grafana.acme.io/d/{namespace}`. In each of these addresses `{service}`, `{team}`,
   * `{environment}` and `{namespace}` stand for the service's own; with one of the last two there is a link for each environment.
   *
   * @default - no link
   */
  readonly dashboardUrl?: string;
  /**
   * The runbook of a service, such as `https://runbooks.acme.io/{service}`.
   *
   * @default - no link
   */
  readonly runbookUrl?: string;
  /**
   * The logs of a service, such as `https://logs.acme.io/?namespace={namespace}`.
   *
   * @default - no link
   */
  readonly logsUrl?: string;
  /**
   * The traces of a service, such as `https://tempo.acme.io/?service={service}`. Dashboards link to them.
   *
   * @default - no link
   */
  readonly tracesUrl?: string;
  /**
   * The entry of a service in the catalog, such as `https://backstage.acme.io/catalog/default/component/{service}`. Dashboards link
   * to it.
   *
   * @default - no link
   */
  readonly entryUrl?: string;
  /**
   * The Application of a service in Argo CD, such as `https://argocd.{environment}.acme.io/applications/{namespace}`.
   *
   * @default - no link
   */
  readonly argoCdUrl?: string;
}

const BRANCH: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$',
  example: 'main',
  maxLength: 200,
  description: "a branch's name such as main: letters, digits, dots, underscores, slashes and hyphens, at most 200 characters",
};

const DOMAIN_TABLE = {
  name: { form: value(ENTITY_NAME), required: true, text: 'Its name in the catalog' },
  owner: { form: value(TEAM_NAME), required: true, text: 'The team that owns it' },
  title: { form: value(ENTITY_TITLE), default: undefined, defaultText: 'the name', text: 'Its name for people' },
  description: { form: value(ENTITY_DESCRIPTION), default: undefined, defaultText: 'none', text: 'What it is for, in a sentence' },
} as const satisfies Settings<CatalogDomain>;

const SYSTEM_TABLE = {
  ...DOMAIN_TABLE,
  domain: { form: value(ENTITY_NAME), default: undefined, defaultText: 'none', text: 'The domain that it belongs to, one of `domains`' },
} as const satisfies Settings<CatalogSystem>;

/** The settings of a domain. */
export const CATALOG_DOMAIN_SETTINGS = new SettingsTable<CatalogDomain, typeof DOMAIN_TABLE>(DOMAIN_TABLE);

/** The settings of a system. */
export const CATALOG_SYSTEM_SETTINGS = new SettingsTable<CatalogSystem, typeof SYSTEM_TABLE>(SYSTEM_TABLE);

const EXAMPLE = "{ name: '...', owner: '...' }";

/** The address of each service in one of the platform's systems. */
const address = (text: string) => ({ form: value(ADDRESS_TEMPLATE), default: undefined, defaultText: 'no link', text }) as const;

const TABLE = {
  domains: {
    form: { kind: 'propsList', table: CATALOG_DOMAIN_SETTINGS, example: EXAMPLE, unique: 'name' },
    default: [],
    defaultText: 'none',
    text: 'Areas of the business: `name`, `owner` (a team), `title`, `description`',
  },
  systems: {
    form: { kind: 'propsList', table: CATALOG_SYSTEM_SETTINGS, example: EXAMPLE, unique: 'name' },
    default: [],
    defaultText: 'none',
    text: 'The systems that services can name: the same, and `domain`, one of `domains`',
  },
  services: {
    form: { kind: 'list', limit: SERVICE_NAME },
    default: [],
    defaultText: 'none',
    text: 'The services whose repositories have a catalog entry',
  },
  externals: {
    form: { kind: 'list', limit: ENTITY_REFERENCE },
    default: [],
    defaultText: 'none',
    text: 'What the catalog has from elsewhere, by reference, such as `api:fraud-api`, `resource:invoices` or `component:sap`',
  },
  codeUrl: { form: value(WEB_ADDRESS), default: 'https://github.com', text: 'The address of the server that hosts repositories' },
  branch: { form: value(BRANCH), default: 'main', text: 'The branch whose catalog entry counts' },
  dashboardUrl: address('The dashboard of a service, such as `https://grafana.acme.io/d/{namespace}`'),
  runbookUrl: address('The runbook of a service, such as `https://runbooks.acme.io/{service}`'),
  logsUrl: address('The logs of a service, such as `https://logs.acme.io/?namespace={namespace}`'),
  tracesUrl: address('The traces of a service, such as `https://tempo.acme.io/?service={service}`. Dashboards link to them'),
  entryUrl: address('Its entry in the catalog, such as `https://backstage.acme.io/catalog/default/component/{service}`. Dashboards link to it'),
  argoCdUrl: address('Its Application in Argo CD, such as `https://argocd.{environment}.acme.io/applications/{namespace}`'),
} as const satisfies Settings<CatalogSettings>;

/** Every setting of the catalog: its check, its default and its documentation. */
export const CATALOG_SETTINGS = new SettingsTable<CatalogSettings, typeof TABLE>(TABLE);

/** The owner of a system or domain is a team, and its domain is declared. */
export function validateCatalog(validation: Validation, { catalog, teams }: PlatformProps): void {
  const teamNames = namesOf(teams);
  const domainNames = namesOf(catalog?.domains);
  const check = (path: string, name: unknown, names: readonly string[], what: string) => {
    if (typeof name !== 'string' || names.includes(name)) return;
    validation.add({ path, got: show(name), allowed: `${what}: ${listed(names)}`, fix: 'name one of them, or declare it' });
  };
  for (const list of ['domains', 'systems'] as const) {
    itemsOf(catalog?.[list]).forEach((item, index) => {
      const path = `catalog.${list}[${index}]`;
      check(`${path}.owner`, item.owner, teamNames, 'a team of the platform');
      if (list === 'systems') check(`${path}.domain`, item.domain, domainNames, 'one of catalog.domains');
    });
  }
}

function itemsOf(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

function namesOf(list: unknown): string[] {
  return itemsOf(list).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}
