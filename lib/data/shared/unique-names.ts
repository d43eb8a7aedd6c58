import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';
import type { Problem } from '../../core/problems';
import { show } from '../../core/problems';
import { Preflight } from '../../output/preflight';

/** Names that only one construct of an app can use: two databases with one name would be the same database. */
export class UniqueNames {
  private static readonly perApp = new PerApp((root) => new UniqueNames(root));

  /** The names of the app that a construct belongs to. */
  public static of(construct: IConstruct): UniqueNames {
    return UniqueNames.perApp.of(construct);
  }

  private readonly takenBy = new Map<string, IConstruct>();
  private readonly problems: Problem[] = [];

  private constructor(root: IConstruct) {
    Preflight.of(root).addCheck(() => this.problems);
  }

  /**
   * Takes a name for a construct.
   *
   * @param kind what has the name, as shown in errors
   * @param name unique among those of its kind in all environments
   * @param prop the prop to change if the name is taken
   */
  public take(construct: IConstruct, kind: string, name: string, prop: string): void {
    const key = `${kind} ${name}`;
    const other = this.takenBy.get(key);
    if (!other) {
      this.takenBy.set(key, construct);
      return;
    }
    this.problems.push({
      path: `${other.node.path}, ${construct.node.path}`,
      got: `two constructs for the ${kind} ${show(name)}`,
      allowed: 'one: they would fight over it',
      fix: `give one of them another ${prop}`,
    });
  }
}
