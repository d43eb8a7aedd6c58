import type { Limit } from '../core/limits';
import { listed, show } from '../core/problems';
import { SettingsTable, value } from '../core/settings';
import type { Form, Settings } from '../core/settings';
import { CACHE_NODE, DATABASE_CLASS } from './default-settings';
import type { PlatformDefaults } from './defaults';

/** A tier of databases that a platform adds. */
export interface DatabaseTierProps {
  /** What teams write in `DatabaseTier.of(name)`: lowercase letters, digits and single hyphens, at most 40 characters. */
  readonly name: string;
  /**
   * The RDS instance class, such as `db.r6g.4xlarge`.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
   */
  readonly instanceClass: string;
}

/** A tier of caches that a platform adds. */
export interface CacheTierProps {
  /** What teams write in `CacheTier.of(name)`: lowercase letters, digits and single hyphens, at most 40 characters. */
  readonly name: string;
  /**
   * The ElastiCache node type, such as `cache.r7g.4xlarge`.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
   */
  readonly nodeType: string;
}

/** The name of a tier. */
export const TIER_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  example: 'large',
  maxLength: 40,
  description: 'lowercase letters, digits and single hyphens, starting with a letter, at most 40 characters',
};

/** The tiers that every platform has, and which default says what each is made of. */
const DATABASE_DEFAULTS = {
  dev: 'databaseClassDev',
  standard: 'databaseClassStandard',
  performance: 'databaseClassPerformance',
} as const satisfies Record<string, keyof PlatformDefaults>;

const CACHE_DEFAULTS = {
  dev: 'cacheNodeDev',
  standard: 'cacheNodeStandard',
  performance: 'cacheNodePerformance',
} as const satisfies Record<string, keyof PlatformDefaults>;

/** The instance class of every tier of databases, by the tier's name. */
export function databaseClasses(defaults: PlatformDefaults, added: readonly DatabaseTierProps[] = []): Record<string, string> {
  return classes(
    defaults,
    DATABASE_DEFAULTS,
    added.map(({ name, instanceClass }) => [name, instanceClass]),
  );
}

/** The node type of every tier of caches, by the tier's name. */
export function cacheNodes(defaults: PlatformDefaults, added: readonly CacheTierProps[] = []): Record<string, string> {
  return classes(
    defaults,
    CACHE_DEFAULTS,
    added.map(({ name, nodeType }) => [name, nodeType]),
  );
}

type DefaultOfTier = Readonly<Record<string, keyof PlatformDefaults>>;

function classes(defaults: PlatformDefaults, builtIn: DefaultOfTier, added: readonly [string, string][]): Record<string, string> {
  const own = Object.entries(builtIn).map(([name, key]) => [name, String(defaults[key])]);
  return Object.freeze(Object.fromEntries([...own, ...added])) as Record<string, string>;
}

const DATABASE_TABLE = {
  name: { form: tierName(DATABASE_DEFAULTS), required: true, text: 'What teams write in `DatabaseTier.of(name)`' },
  instanceClass: { form: value(DATABASE_CLASS), required: true, text: 'The RDS instance class, such as `db.r6g.4xlarge`' },
} as const satisfies Settings<DatabaseTierProps>;

const CACHE_TABLE = {
  name: { form: tierName(CACHE_DEFAULTS), required: true, text: 'What teams write in `CacheTier.of(name)`' },
  nodeType: { form: value(CACHE_NODE), required: true, text: 'The ElastiCache node type, such as `cache.r7g.4xlarge`' },
} as const satisfies Settings<CacheTierProps>;

/** The settings of a tier of databases. */
export const DATABASE_TIER_SETTINGS = new SettingsTable<DatabaseTierProps, typeof DATABASE_TABLE>(DATABASE_TABLE);

/** The settings of a tier of caches. */
export const CACHE_TIER_SETTINGS = new SettingsTable<CacheTierProps, typeof CACHE_TABLE>(CACHE_TABLE);

/** The name of a tier that a platform adds: those of the library are changed by the defaults. */
function tierName(builtIn: DefaultOfTier): Form {
  return {
    ...value(TIER_NAME),
    check: (validation, path, name) => {
      if (typeof name !== 'string' || !Object.hasOwn(builtIn, name)) return;
      const allowed = `a name that no other tier has; every platform has ${listed(Object.keys(builtIn))}`;
      const fix = `use defaults: { ${builtIn[name]}: '...' } to change this tier`;
      validation.add({ path, got: show(name), allowed, fix });
    },
  };
}
