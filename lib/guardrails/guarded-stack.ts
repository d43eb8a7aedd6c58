import type { IConstruct } from 'constructs';
import type { Ownership } from '../platform/ownership';
import type { Exceptions } from './exceptions';
import type { Guard } from './guards';

/** A stack as its guards see it. */
export interface GuardedStack {
  readonly stack: IConstruct;
  /** What the check of the synthesised JSON looks for. */
  readonly guards: Guard[];
  /** What was given a reason. */
  readonly exceptions: Exceptions;
  /** The service that the stack holds. */
  readonly service?: string;
  /** The owner of what is in the stack, once it is known. */
  readonly owner?: Ownership;
}
