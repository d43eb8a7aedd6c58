import type { Condition } from './statement';

/** Operators that hold only where the key is there and has one of the values; `IfExists` and `ForAllValues` hold without. */
const EXACT = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|ArnEquals|StringLike|ArnLike)$/;

/** The values that a statement's conditions hold a key to, each line of them; keys are compared as IAM does, without case. */
export function heldTo(conditions: readonly Condition[], key: RegExp | string): string[][] {
  const matches = (variable: string) =>
    typeof key === 'string' ? variable.toLowerCase() === key.toLowerCase() : key.test(variable);
  return conditions
    .filter(({ test, variable, values }) => EXACT.test(test) && matches(variable) && values.length > 0)
    .map(({ values }) => [...values]);
}
