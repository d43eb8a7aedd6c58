import type { IConstruct } from 'constructs';
import { requireConstruct } from '../core/own-place';
import { Validation } from '../core/validation';
import { Exceptions } from '../guardrails/exceptions';
import { REASON } from '../platform/reason';

/** What holds of every app, and what a written reason lifts. */
export class Guarantees {
  /**
   * Lets a construct do what a guarantee allows only with a reason, in a stack that holds no service. In the stack of a
   * service use `service.allowException`, which shows the reason on the service account too.
   *
   * Throws `InvalidRule` if the reason is missing.
   *
   * @param construct the resource, data source or provider; a stack stands for its settings, such as its backend
   * @param reason why it is needed; it shows in the record of the synth
   */
  public static allowException(construct: IConstruct, reason: string): void {
    const validation = new Validation('Guarantees.allowException', 'InvalidRule');
    requireConstruct(validation, 'construct', construct);
    validation.required('reason', reason, REASON);
    validation.throwIfAny();
    Exceptions.of(construct).allow(construct, reason);
  }

  private constructor() {}
}
