import type { IConstruct } from 'constructs';
import { requireConstruct } from '../core/own-place';
import { Validation } from '../core/validation';
import { Exceptions } from '../guardrails/exceptions';
import { REASON } from '../platform/reason';

/** The guarantees of every app, and exceptions with a written reason. */
export class Guarantees {
  /**
   * Lets a construct do something that a guarantee allows only with a reason, in a stack without a service. In the
   * stack of a service use `service.allowException`, which also writes the reason to the service account.
   *
   * Throws `InvalidRule` if the reason is missing.
   *
   * @param construct the resource, data source or provider; a stack means its settings, such as its backend
   * @param reason why it is needed; written to the record of the synth
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
