import type { IConstruct } from 'constructs';

/** One thing for each tree of constructs, made when it is first asked for and gone with the tree. */
export class PerApp<T> {
  private readonly made = new WeakMap<IConstruct, T>();

  /** @param make makes the thing for the root of a tree */
  public constructor(private readonly make: (root: IConstruct) => T) {}

  /** The thing of the tree that a construct belongs to. */
  public of(construct: IConstruct): T {
    const root = construct.node.root;
    const present = this.made.get(root);
    if (present !== undefined) return present;
    const made = this.make(root);
    this.made.set(root, made);
    return made;
  }
}
