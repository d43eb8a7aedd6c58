import { screamingSnake } from '../../service/variables';

/** A property in the spelling of Terraform: `awsAccountId` as `aws_account_id`. */
export function snake(text: string): string {
  return screamingSnake(text).toLowerCase();
}

/** The facts about each environment of the platform that the resources of a module use. */
export class EnvironmentData {
  private readonly kept = new Map<string, ReadonlyMap<string, unknown>>();

  /** Keeps a value for each environment, and returns the expression that has the value of the module's environment. */
  public keep(path: readonly string[], values: ReadonlyMap<string, unknown>): string {
    const [type = '', resource = '', ...rest] = path;
    const words = rest.filter((part) => !/^\d+$/.test(part)).slice(-1).map((part) => part.split('/').at(-1)!);
    const name = snake([resource, ...words].join('_'));
    const present = this.kept.get(name);
    // Two values of one resource may have one name: the whole path tells them apart.
    if (present && JSON.stringify([...present]) !== JSON.stringify([...values])) {
      return this.keep([type, resource, rest.length > 1 ? rest.join('_') : `${rest.join('_')}_more`], values);
    }
    this.kept.set(name, values);
    return `local.environment.${name}`;
  }

  /** Keeps a value under a name that is known already. */
  public keepAs(name: string, values: ReadonlyMap<string, unknown>): void {
    this.kept.set(name, values);
  }

  /** Forgets what was kept for an expression that did not become part of the module. */
  public forgetOthers(read: ReadonlySet<string>): void {
    for (const name of [...this.kept.keys()].filter((each) => !read.has(each))) this.kept.delete(name);
  }

  /** The values by environment and name. */
  public of(environment: string): Record<string, unknown> {
    const names = [...this.kept.keys()].sort();
    return Object.fromEntries(names.map((name) => [name, this.kept.get(name)!.get(environment) ?? null]));
  }
}
