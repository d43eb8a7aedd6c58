/** Names and beginnings of names that are meant together, as one pattern. Names have only letters, digits, hyphens and dots. */
export class NamePattern {
  /** @param pattern alternatives of names, which take linear time */
  public constructor(public readonly pattern: string) {}

  /** Whether a name is meant. */
  public matches(name: string): boolean {
    return new RegExp(this.pattern).test(name);
  }
}
