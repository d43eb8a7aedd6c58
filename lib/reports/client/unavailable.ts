/** A thing that could not be read. Reports name it, and go on without. */
export class Unavailable extends Error {
  public constructor(
    /** What could not be read, such as the path of an address. */
    public readonly what: string,
    /** Why, in words. */
    public readonly why: string,
  ) {
    super(`${what}: ${why}`);
  }
}
