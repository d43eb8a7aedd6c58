import type { IConstruct } from 'constructs';
import { addressOf } from './guards';
import type { Addressed } from './guards';

/** What a reason was written for, in words. */
export interface Explained {
  /** Where it is allowed. */
  readonly construct: IConstruct;
  readonly what: string;
  /** As it was written. */
  readonly reason: string;
}

/** What a written reason allows, each for the one resource that it was given for. */
export class Exceptions {
  /** What the record of the synth tells of, in the order in which it was allowed. */
  public readonly explained: Explained[] = [];
  private readonly given: { readonly element: Addressed; readonly what?: string }[] = [];

  /** Allows one thing in a resource, or everything where it is not named. */
  public allow(element: Addressed, what?: string): void {
    this.given.push({ element, what });
  }

  /** Has the record of the synth say what is allowed and why. */
  public explain(construct: IConstruct, what: string, reason: string): void {
    this.explained.push({ construct, what, reason });
  }

  /** Whether a reason was given for this in the resource of that address. */
  public cover(address: string, what: string): boolean {
    return this.given.some((one) => addressOf(one.element) === address && (one.what ?? what) === what);
  }
}
