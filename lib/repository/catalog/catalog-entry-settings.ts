import type { Limit } from '../../core/limits';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { WEB_ADDRESS } from '../../core/web-address';
import { ENTITY_DESCRIPTION, ENTITY_NAME, ENTITY_REFERENCE, ENTITY_TITLE } from '../../platform/catalog-limits';
import { ApiType, Lifecycle } from './catalog-entry-props';
import type { CatalogApi, CatalogEntryProps, CatalogLink } from './catalog-entry-props';

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#tags-optional */
export const TAG: Limit = {
  type: 'string',
  pattern: '^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$',
  example: 'payments',
  maxLength: 63,
  description: 'lowercase letters, digits and :+#, with single hyphens between them, at most 63 characters',
};

const ICON: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]+([_.-][A-Za-z0-9]+)*$',
  example: 'dashboard',
  maxLength: 63,
  description: 'letters and digits, with single hyphens, underscores or dots between them, at most 63 characters',
};

/** The type of a component. A catalog takes any text; these are easy to compare. */
export const COMPONENT_TYPE: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  example: 'service',
  maxLength: 63,
  description: 'lowercase letters and digits, with single hyphens between them, at most 63 characters',
};

/** A file of the repository, or what a catalog reads from elsewhere. */
const DEFINITION: Limit = {
  type: 'string',
  pattern: "^([A-Za-z0-9_.]|https://)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*$",
  example: 'openapi.yaml',
  maxLength: 500,
  description: 'a path relative to the root of the repository, or a URL that begins with https://',
  fault: (text) => {
    if (text.startsWith('https://')) return URL.canParse(text) ? undefined : "write a whole URL, such as 'https://acme.io/openapi.yaml'";
    const isPath = /^[A-Za-z0-9._/-]*$/.test(text) && text.split('/').every((part) => part !== '..' && part !== '');
    return isPath ? undefined : "write a path inside of the repository, such as 'api/openapi.yaml'";
  },
};

/** A repository as the address of its host has it. */
export const REPOSITORY_SLUG: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}$',
  example: 'acme/payment-service',
  description: 'a repository such as acme/payment-service',
};

/** What the catalog itself writes. */
const WRITTEN_BY_CATALOG = ['backstage.io/managed-by-location', 'backstage.io/managed-by-origin-location', 'backstage.io/orphan'];

/**
 * The key of a label or annotation of an entity.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#annotations-optional
 */
export const ENTITY_KEY: Limit = {
  type: 'string',
  pattern:
    '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$',
  example: 'sonarqube.org/project-key',
  maxLength: 317,
  description: 'a key such as sonarqube.org/project-key, and none that the catalog writes itself',
  fault: (text) => {
    if (text.indexOf('/') > 253) return 'shorten what stands before the slash to 253 characters';
    return WRITTEN_BY_CATALOG.includes(text) ? 'remove it: the catalog writes it' : undefined;
  },
};

/** The value of a label of an entity. */
const LABEL: Limit = { ...ENTITY_NAME, example: 'gold', pattern: `${ENTITY_NAME.pattern}|^$` };

const ANNOTATION: Limit = { type: 'string', maxLength: 4096, description: 'text, at most 4096 characters' };

/** A kind of data and a name that a service gives it. */
const DATA: Limit = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{0,62}/[A-Za-z0-9._-]{1,249}$',
  example: 'topic/payments.events',
  description: 'a kind of data and its name, such as topic/payments.events',
};

const LIFECYCLE: Limit = { type: 'string', enum: Object.values(Lifecycle) };

const API_TABLE = {
  type: {
    form: value({ type: 'string', enum: Object.values(ApiType) }),
    required: true,
    text: '`ApiType.OPENAPI`, `ASYNCAPI`, `GRPC` or `GRAPHQL`',
  },
  definition: {
    form: value(DEFINITION),
    required: true,
    text:
      'The file with its definition, relative to the root of the repository, or a URL that ' +
      '[the catalog may read](https://backstage.io/docs/features/software-catalog/descriptor-format#substitutions-in-the-descriptor-format)',
  },
  name: { form: value(ENTITY_NAME), default: undefined, defaultText: '`<service>-api`', text: 'Its name in the catalog' },
  title: { form: value(ENTITY_TITLE), default: undefined, defaultText: 'the name', text: 'Its name for people' },
  description: { form: value(ENTITY_DESCRIPTION), default: undefined, defaultText: 'none', text: 'What it offers, in a sentence' },
  lifecycle: { form: value(LIFECYCLE), default: undefined, defaultText: 'that of the service', text: 'How far it is' },
} as const satisfies Settings<CatalogApi>;

const LINK_TABLE = {
  url: { form: value(WEB_ADDRESS), required: true, text: 'Where it leads' },
  title: { form: value(ENTITY_TITLE), required: true, text: 'What it says' },
  icon: { form: value(ICON), default: undefined, defaultText: 'a general icon', text: 'A key that the catalog knows an icon for' },
} as const satisfies Settings<CatalogLink>;

/** The settings of an API. */
export const CATALOG_API_SETTINGS = new SettingsTable<CatalogApi, typeof API_TABLE>(API_TABLE);

/** The settings of a link. */
export const CATALOG_LINK_SETTINGS = new SettingsTable<CatalogLink, typeof LINK_TABLE>(LINK_TABLE);

const TABLE = {
  service: { form: { kind: 'object' }, required: true, text: 'The service, of the same stack' },
  description: {
    form: value(ENTITY_DESCRIPTION),
    required: true,
    text: 'What the service is for, in a sentence of at most 200 characters',
  },
  title: { form: value(ENTITY_TITLE), default: undefined, defaultText: "the service's name", text: 'Its name for people' },
  lifecycle: {
    form: value(LIFECYCLE),
    default: undefined,
    defaultText: '`Lifecycle.PRODUCTION` if the service has a stack in a production environment, else `Lifecycle.EXPERIMENTAL`',
    text: '`EXPERIMENTAL`, `PRODUCTION` or `DEPRECATED`',
  },
  system: {
    form: value(ENTITY_NAME),
    default: undefined,
    defaultText: 'none',
    text: "One of the systems in the platform's [`catalog`](#settings)",
  },
  type: { form: value(COMPONENT_TYPE), default: 'service', text: 'The type of the component, such as `service` or `website`' },
  tags: {
    form: { kind: 'list', limit: TAG },
    default: [],
    defaultText: 'none',
    text: 'Lowercase letters, digits and `:+#`, with single hyphens between them',
  },
  links: {
    form: { kind: 'propsList', table: CATALOG_LINK_SETTINGS, example: "{ url: '...', title: '...' }" },
    default: [],
    defaultText: 'none',
    text: "[Links](#links) besides those to the platform's own addresses: `url`, `title`, `icon`",
  },
  apis: {
    form: { kind: 'propsList', table: CATALOG_API_SETTINGS, example: "{ type: ApiType.OPENAPI, definition: 'openapi.yaml' }" },
    default: [],
    defaultText: 'none',
    text: '[The APIs](#apis) that it provides',
  },
  consumesApis: {
    form: { kind: 'list', limit: ENTITY_NAME },
    default: [],
    defaultText: 'none',
    text: 'APIs of other repositories that it consumes, by name. Those of services of the same app follow from `connectTo`',
  },
  dependsOn: {
    form: { kind: 'list', limit: ENTITY_REFERENCE },
    default: [],
    defaultText: 'none',
    text: 'What it depends on besides what it is connected to, by reference, such as `resource:stripe`',
  },
  externals: {
    form: { kind: 'list', limit: ENTITY_REFERENCE },
    default: [],
    defaultText: 'none',
    text: "What the catalog has from elsewhere and the platform's `catalog` does not list, by reference",
  },
  repository: {
    form: value(REPOSITORY_SLUG),
    default: undefined,
    defaultText: '`<organization>/<service>`',
    text: 'The repository of its code',
  },
  techDocs: { form: value({ type: 'boolean' }), default: true, text: 'Whether the repository has a `mkdocs.yml` at its root' },
  annotations: {
    form: { kind: 'map', keys: ENTITY_KEY, limit: ANNOTATION },
    default: {},
    defaultText: "the library's own",
    text: "[More annotations](#annotations), or other values than the library's own",
  },
  labels: {
    form: { kind: 'map', keys: ENTITY_KEY, limit: LABEL },
    default: {},
    defaultText: 'the label of the team',
    text: 'More labels of the component',
  },
  resourceNames: {
    form: { kind: 'map', keys: DATA, limit: ENTITY_NAME },
    default: {},
    defaultText: 'the names that services give their data',
    text: "Other names of data in the catalog, if two have the same: `{ 'topic/payments': 'payments-topic' }`",
  },
} as const satisfies Settings<CatalogEntryProps>;

/** Every setting of a catalog entry: its check, its default and its documentation. */
export const CATALOG_ENTRY_SETTINGS = new SettingsTable<CatalogEntryProps, typeof TABLE>(TABLE);
