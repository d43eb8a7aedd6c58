import type { Condition } from './statement';

/** Operators that require the key and one of the values. `IfExists` and `ForAllValues` also hold if the key is missing. */
const EXACT = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|ArnEquals|StringLike|ArnLike)$/;

/** The values that the conditions of a statement require of a key, one entry per condition. Like IAM, it ignores the case of keys. */
export function heldTo(conditions: readonly Condition[], key: RegExp | string): string[][] {
  const matches = (variable: string) =>
    typeof key === 'string' ? variable.toLowerCase() === key.toLowerCase() : key.test(variable);
  return conditions
    .filter(({ test, variable, values }) => EXACT.test(test) && matches(variable) && values.length > 0)
    .map(({ values }) => [...values]);
}
