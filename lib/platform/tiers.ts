import { listed, show } from '../core/problems';
import type { Limit } from '../core/rules';
import type { Validation } from '../core/validation';
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

/** Checks the tiers that a platform adds. */
export function validateTiers(validation: Validation, props: { databaseTiers?: unknown; cacheTiers?: unknown }): void {
  validateEach(
    validation,
    'databaseTiers',
    props.databaseTiers,
    { name: TIER_NAME, instanceClass: DATABASE_CLASS },
    DATABASE_DEFAULTS,
  );
  validateEach(validation, 'cacheTiers', props.cacheTiers, { name: TIER_NAME, nodeType: CACHE_NODE }, CACHE_DEFAULTS);
}

function validateEach(
  validation: Validation,
  path: string,
  tiers: unknown,
  limits: Record<string, Limit>,
  builtIn: DefaultOfTier,
): void {
  if (tiers === undefined) return;
  if (!Array.isArray(tiers)) {
    validation.add({ path, got: show(tiers), allowed: 'a list', fix: 'put the value in square brackets' });
    return;
  }
  const names: unknown[] = tiers.map((tier: unknown) => (tier as { name?: unknown } | null | undefined)?.name);
  tiers.forEach((tier: unknown, index) => {
    const at = `${path}[${index}]`;
    if (typeof tier !== 'object' || tier === null) {
      const fix = `write { ${Object.keys(limits)
        .map((key) => `${key}: '...'`)
        .join(', ')} }`;
      validation.add({ path: at, got: show(tier), allowed: 'an object', fix });
      return;
    }
    validation.fields(at, tier, { limits, required: Object.keys(limits) });
    validateTaken(validation, `${at}.name`, names[index], names.slice(0, index), builtIn);
  });
}

/** A tier has one meaning: those of the library are changed by the defaults. */
function validateTaken(
  validation: Validation,
  path: string,
  name: unknown,
  others: readonly unknown[],
  builtIn: DefaultOfTier,
): void {
  if (typeof name !== 'string') return;
  const isBuiltIn = Object.hasOwn(builtIn, name);
  if (!isBuiltIn && !others.includes(name)) return;
  const allowed = `a name that no other tier has; every platform has ${listed(Object.keys(builtIn))}`;
  const fix = isBuiltIn ? `use defaults: { ${builtIn[name]}: '...' } to change this tier` : 'rename one of the two';
  validation.add({ path, got: show(name), allowed, fix });
}
