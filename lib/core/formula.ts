import { GoldenPathError } from './errors';
import { isToken } from './tokens';

/** A value that a formula takes or gives; a whole number that `number` cannot hold exactly is a `bigint`. */
export type Value = number | bigint | string | boolean;

/**
 * A rule over named inputs, as data.
 *
 * Kept as data so that the same rule can be evaluated here and be written as a Terraform expression over a module's
 * variables; arithmetic on a token in TypeScript would silently give a huge negative number.
 */
export type Formula =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'call'; readonly operator: Operator; readonly args: readonly Formula[] };

type Operator = 'add' | 'multiply' | 'divide' | 'ceil' | 'equal' | 'choose' | 'join';

type Operand = Formula | Value;

export const input = (name: string): Formula => ({ kind: 'input', name });
export const add = (...args: Operand[]): Formula => call('add', args);
export const multiply = (...args: Operand[]): Formula => call('multiply', args);
export const divide = (dividend: Operand, divisor: Operand): Formula => call('divide', [dividend, divisor]);
/** The least integer that is not below the operand. */
export const ceil = (operand: Operand): Formula => call('ceil', [operand]);
export const equal = (a: Operand, b: Operand): Formula => call('equal', [a, b]);
/** The second operand where the first is true, otherwise the third. */
export const choose = (condition: Operand, whenTrue: Operand, whenFalse: Operand): Formula =>
  call('choose', [condition, whenTrue, whenFalse]);
/** The texts of the operands, one after the other. */
export const join = (...args: Operand[]): Formula => call('join', args);

/** What each operator does with plain values. */
const EVALUATE: Record<Operator, (args: Value[]) => Value> = {
  add: (args) => arithmetic(args, (a, b) => a + b, (a, b) => a + b),
  multiply: (args) => arithmetic(args, (a, b) => a * b, (a, b) => a * b),
  divide: ([dividend, divisor]) => Number(dividend) / Number(divisor),
  ceil: ([value]) => Math.ceil(Number(value)),
  equal: ([a, b]) => a === b,
  choose: ([condition, whenTrue, whenFalse]) => (condition ? whenTrue : whenFalse),
  join: (args) => args.join(''),
};

/** The value of a formula for these inputs. Throws `TokenInArithmetic` where an input is a Terraform token. */
export function evaluate(formula: Formula, inputs: Readonly<Record<string, Value>>): Value {
  if (formula.kind === 'literal') return formula.value;
  if (formula.kind === 'call') return EVALUATE[formula.operator](formula.args.map((arg) => evaluate(arg, inputs)));
  const value = inputs[formula.name];
  if (isToken(value)) {
    throw new GoldenPathError('TokenInArithmetic', formula.name, [
      {
        path: formula.name,
        got: 'a Terraform token',
        allowed: 'a literal',
        fix: 'write the value itself, or compute it with Terraform expressions',
      },
    ]);
  }
  return value;
}

/** As evaluate, for a formula that gives a number. */
export function evaluateNumber(formula: Formula, inputs: Readonly<Record<string, Value>>): number {
  return Number(evaluate(formula, inputs));
}

/** As evaluate, for a formula that gives a text. */
export function evaluateText(formula: Formula, inputs: Readonly<Record<string, Value>>): string {
  return String(evaluate(formula, inputs));
}

/** In whole numbers without a limit where all operands are whole, as Terraform calculates. */
function arithmetic(args: Value[], whole: (a: bigint, b: bigint) => bigint, any: (a: number, b: number) => number): Value {
  return args.every(isWhole) ? shortest(args.map(BigInt).reduce(whole)) : args.map(Number).reduce(any);
}

/** The memory of thousands of large pods passes 2^53 bytes, above which a `number` rounds. */
function isWhole(value: Value): value is number | bigint {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}

function shortest(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function call(operator: Operator, args: readonly Operand[]): Formula {
  return { kind: 'call', operator, args: args.map((arg) => (typeof arg === 'object' ? arg : { kind: 'literal', value: arg })) };
}
