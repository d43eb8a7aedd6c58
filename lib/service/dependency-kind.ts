import { GoldenPathError } from '../core/errors';
import { show } from '../core/problems';

const PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The kind of a dependency, for catalogs and dashboards. Platforms add their own kinds with `of`. */
export class DependencyKind {
  /** A PostgresDatabase. */
  public static readonly DATABASE = new DependencyKind('database');
  /** A RedisCache. */
  public static readonly CACHE = new DependencyKind('cache');
  /** An ObjectBucket. */
  public static readonly BUCKET = new DependencyKind('bucket');
  /** A KafkaTopic. */
  public static readonly TOPIC = new DependencyKind('topic');
  /** A ServiceSecret. */
  public static readonly SECRET = new DependencyKind('secret');
  /** Another service. */
  public static readonly SERVICE = new DependencyKind('service');

  /**
   * A kind by its name, such as `search-domain`.
   *
   * Throws `InvalidRule` if the name is not lowercase letters, digits and single hyphens.
   *
   * @param name the name in errors, in the record and in the catalog
   */
  public static of(name: string): DependencyKind {
    if (typeof name === 'string' && PATTERN.test(name)) return new DependencyKind(name);
    throw new GoldenPathError('InvalidRule', 'DependencyKind.of', [
      {
        path: 'name',
        got: show(name),
        allowed: 'lowercase letters, digits and single hyphens, starting with a letter',
        fix: "write it like 'search-domain'",
      },
    ]);
  }

  private constructor(
    /** The name in errors, in the record and in the catalog. */
    public readonly name: string,
  ) {}

  /** The name. */
  public toString(): string {
    return this.name;
  }
}
