import { GoldenPathError } from '../../core/errors';
import { breach } from '../../core/limits';
import type { Limit } from '../../core/limits';
import { TIER_NAME } from '../../platform/tiers';

/**
 * How much a database can carry; the platform decides which instance class that is, and adds tiers by `databaseTiers`.
 */
export class DatabaseTier {
  /** For development: db.t3.micro, unless the platform sets another class. */
  public static readonly DEV = new DatabaseTier('dev');
  /** For most services: db.t3.medium, unless the platform sets another class. */
  public static readonly STANDARD = new DatabaseTier('standard');
  /** For steady load: db.r6g.large, unless the platform sets another class. */
  public static readonly PERFORMANCE = new DatabaseTier('performance');

  /**
   * A tier by its name, such as one that the platform adds.
   *
   * Throws `InvalidRule` if the name is not lowercase letters, digits and single hyphens. A database of a tier that the platform
   * does not have throws `InvalidProps`.
   *
   * @param name as the platform has it in `databaseTiers`
   */
  public static of(name: string): DatabaseTier {
    return new DatabaseTier(checkName('DatabaseTier.of', name));
  }

  private constructor(private readonly text: string) {}

  /** The name, as a request has it. */
  public get name(): string {
    return this.text;
  }

  /** The name. */
  public toString(): string {
    return this.text;
  }
}

/** How much a cache can carry; the platform decides which node type that is, and adds tiers by `cacheTiers`. */
export class CacheTier {
  /** For development: cache.t4g.micro, unless the platform sets another node type. */
  public static readonly DEV = new CacheTier('dev');
  /** For most services: cache.t4g.medium, unless the platform sets another node type. */
  public static readonly STANDARD = new CacheTier('standard');
  /** For steady load: cache.r7g.large, unless the platform sets another node type. */
  public static readonly PERFORMANCE = new CacheTier('performance');

  /**
   * A tier by its name, such as one that the platform adds.
   *
   * Throws `InvalidRule` if the name is not lowercase letters, digits and single hyphens. A cache of a tier that the platform does
   * not have throws `InvalidProps`.
   *
   * @param name as the platform has it in `cacheTiers`
   */
  public static of(name: string): CacheTier {
    return new CacheTier(checkName('CacheTier.of', name));
  }

  private constructor(private readonly text: string) {}

  /** The name, as a request has it. */
  public get name(): string {
    return this.text;
  }

  /** The name. */
  public toString(): string {
    return this.text;
  }
}

/** Props whose tier is its name. */
export type WithTierName<T> = Omit<T, 'tier'> & { readonly tier: string };

/** Props with the name of their tier. A name that is given as text, as JSON has it, is taken as well. */
export function withTierName<T extends { readonly tier: unknown }>(
  kind: typeof DatabaseTier | typeof CacheTier,
  props: T,
): WithTierName<T> {
  if (typeof props !== 'object' || props === null) return props;
  const { tier } = props;
  return { ...props, tier: (tier instanceof kind ? tier.name : tier) as string };
}

/** The limit of a tier: those of the platform. */
export function tierLimit(tiers: Readonly<Record<string, string>>): Limit {
  return { type: 'string', enum: Object.keys(tiers) };
}

function checkName(where: string, name: string): string {
  const problem = breach('name', name, TIER_NAME);
  if (problem) throw new GoldenPathError('InvalidRule', where, [problem]);
  return name;
}
