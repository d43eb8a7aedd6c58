import { addressOf } from './guards';
import type { Addressed } from './guards';

/** What a written reason allows, each for the one resource that it was given for. */
export class Exceptions {
  private readonly given: { readonly element: Addressed; readonly what?: string }[] = [];

  /** Allows one thing in a resource, or everything where it is not named. */
  public allow(element: Addressed, what?: string): void {
    this.given.push({ element, what });
  }

  /** Whether a reason was given for this in the resource of that address. */
  public cover(address: string, what: string): boolean {
    return this.given.some((one) => addressOf(one.element) === address && (one.what ?? what) === what);
  }
}
