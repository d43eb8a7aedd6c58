import type { Limit } from '../../core/limits';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { WEB_ADDRESS } from '../../core/web-address';
import { ENTITY_DESCRIPTION, ENTITY_NAME, ENTITY_TITLE } from '../../platform/catalog-limits';
import { COMPONENT_TYPE, REPOSITORY_SLUG, TAG } from './catalog-entry-settings';

/** A group of the catalog: more about a team's group, or a group that teams belong to. */
export interface CatalogGroup {
  /** Its name: the `catalogGroup` of a team, or that of another group. */
  readonly name: string;
  /**
   * What kind of group it is.
   *
   * @default - `team` for a team, else `department`
   */
  readonly type?: string;
  /**
   * The group that it belongs to.
   *
   * @default - none
   */
  readonly parent?: string;
  /**
   * Its name for people.
   *
   * @default - the name
   */
  readonly title?: string;
  /**
   * What it does.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Its e-mail address.
   *
   * @default - none
   */
  readonly email?: string;
  /**
   * The address of its picture.
   *
   * @default - none
   */
  readonly picture?: string;
}

/** Something that the platform team plans. */
export interface RoadmapItem {
  /** Its name in the catalog. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /**
   * What it will bring.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * When it is due, as a tag such as `2027-q2`.
   *
   * @default - no date
   */
  readonly due?: string;
}

/** The props of a PlatformCatalog. */
export interface PlatformCatalogProps {
  /**
   * More about the groups of teams, and groups that they belong to. Who is a member is the organization's to say.
   *
   * @default - a group for each team
   */
  readonly groups?: CatalogGroup[];
  /**
   * Whether the catalog has the groups from elsewhere, such as GitHub's teams. Then none is written.
   *
   * @default false
   */
  readonly importedGroups?: boolean;
  /**
   * Addresses of more catalog files.
   *
   * @default - none
   */
  readonly locations?: string[];
  /**
   * What the platform team plans.
   *
   * @default - no roadmap
   */
  readonly roadmap?: RoadmapItem[];
  /**
   * The repository of the platform team's own code.
   *
   * @default - `<organization>/platform`
   */
  readonly repository?: string;
  /**
   * The system that what the platform offers belongs to. It is written unless the platform's `catalog` declares it.
   *
   * @default 'developer-platform'
   */
  readonly system?: string;
}

const EMAIL: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}$',
  example: 'payments@acme.io',
  description: 'an e-mail address such as payments@acme.io',
};

const GROUP_TABLE = {
  name: { form: value(ENTITY_NAME), required: true, text: 'The `catalogGroup` of a team, or the name of another group' },
  type: {
    form: value(COMPONENT_TYPE),
    default: undefined,
    defaultText: '`team` for a team, else `department`',
    text: 'What kind of group it is',
  },
  parent: { form: value(ENTITY_NAME), default: undefined, defaultText: 'none', text: 'The group that it belongs to' },
  title: { form: value(ENTITY_TITLE), default: undefined, defaultText: 'the name', text: 'Its name for people' },
  description: { form: value(ENTITY_DESCRIPTION), default: undefined, defaultText: 'none', text: 'What it does, in a sentence' },
  email: { form: value(EMAIL), default: undefined, defaultText: 'none', text: 'Its e-mail address' },
  picture: { form: value(WEB_ADDRESS), default: undefined, defaultText: 'none', text: 'The address of its picture' },
} as const satisfies Settings<CatalogGroup>;

const ITEM_TABLE = {
  name: { form: value(ENTITY_NAME), required: true, text: 'Its name in the catalog' },
  title: { form: value(ENTITY_TITLE), required: true, text: 'Its name for people' },
  description: { form: value(ENTITY_DESCRIPTION), default: undefined, defaultText: 'none', text: 'What it will bring' },
  due: { form: value(TAG), default: undefined, defaultText: 'no date', text: 'When it is due, as a tag such as `2027-q2`' },
} as const satisfies Settings<RoadmapItem>;

/** The settings of a group. */
export const CATALOG_GROUP_SETTINGS = new SettingsTable<CatalogGroup, typeof GROUP_TABLE>(GROUP_TABLE);

/** The settings of something planned. */
export const ROADMAP_SETTINGS = new SettingsTable<RoadmapItem, typeof ITEM_TABLE>(ITEM_TABLE);

const TABLE = {
  groups: {
    form: { kind: 'propsList', table: CATALOG_GROUP_SETTINGS, example: "{ name: '...' }", unique: 'name' },
    default: [],
    defaultText: 'a group for each team',
    text: '[More about the groups](#groups) of teams, and groups that they belong to',
  },
  importedGroups: {
    form: value({ type: 'boolean' }),
    default: false,
    text: "Whether the catalog has the groups from elsewhere, such as GitHub's teams. Then none is written",
  },
  locations: { form: { kind: 'list', limit: WEB_ADDRESS }, default: [], defaultText: 'none', text: 'Addresses of more catalog files' },
  roadmap: {
    form: { kind: 'propsList', table: ROADMAP_SETTINGS, example: "{ name: '...', title: '...' }", unique: 'name' },
    default: [],
    defaultText: 'no roadmap',
    text: 'What the platform team plans: `name`, `title`, `description`, and `due`, a tag such as `2027-q2`',
  },
  repository: {
    form: value(REPOSITORY_SLUG),
    default: undefined,
    defaultText: '`<organization>/platform`',
    text: "The repository of the platform team's own code",
  },
  system: {
    form: value(ENTITY_NAME),
    default: 'developer-platform',
    text: "The system of what the platform offers. It is written unless the platform's `catalog` declares it",
  },
} as const satisfies Settings<PlatformCatalogProps>;

/** Every setting of a platform's catalog: its check, its default and its documentation. */
export const PLATFORM_CATALOG_SETTINGS = new SettingsTable<PlatformCatalogProps, typeof TABLE>(TABLE);
