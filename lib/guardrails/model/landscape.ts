import type { StackFacts } from './app-model';

/** A stack by what is known of it without its JSON. */
export interface KnownStack {
  readonly name: string;
  readonly facts: StackFacts;
}

/** What the stacks of an app have that others could point at, by its name. */
export class Landscape {
  /** The environments of the app. */
  public readonly environments = new Set<string>();
  private readonly byNamespace = new Map<string, KnownStack>();
  private readonly byRole = new Map<string, KnownStack>();
  private readonly byBucket = new Map<string, KnownStack>();
  private readonly byData = new Map<string, KnownStack>();

  public constructor(stacks: readonly KnownStack[]) {
    for (const stack of stacks) {
      const { namespace, role, buckets = [], dataNames = [], environment } = stack.facts;
      if (namespace !== undefined) this.byNamespace.set(namespace, stack);
      if (role !== undefined) this.byRole.set(role, stack);
      for (const bucket of buckets) this.byBucket.set(bucket, stack);
      for (const name of dataNames) this.byData.set(name, stack);
      if (environment !== undefined) this.environments.add(environment);
    }
  }

  /** The stack of the service that a namespace belongs to. */
  public stackOfNamespace(name: unknown): KnownStack | undefined {
    return this.byNamespace.get(String(name));
  }

  /** The stack of the service that a role belongs to. */
  public stackOfRole(name: unknown): KnownStack | undefined {
    return this.byRole.get(String(name));
  }

  /** The stack of the service that a bucket of the library belongs to. */
  public stackOfBucket(name: unknown): KnownStack | undefined {
    return this.byBucket.get(String(name));
  }

  /** The stacks whose data has a name, or one that begins so. */
  public stacksOfData(name: string, isPrefix: boolean): KnownStack[] {
    if (isPrefix) return [...this.byData].flatMap(([each, stack]) => (each.startsWith(name) ? [stack] : []));
    const found = this.byData.get(name);
    return found ? [found] : [];
  }

  /** The stack of any service, for what could point at each of them. */
  public get anyService(): KnownStack | undefined {
    return this.byRole.values().next().value;
  }
}
