import type { Formula } from '../../core/formula';
import { quoted } from './text';

/** Every operator of formulas as HCL: how tightly it binds, and how it is written. */
const OPERATORS: Record<(Formula & { kind: 'call' })['operator'], readonly [binds: number, write: (args: readonly string[]) => string]> = {
  choose: [1, ([condition, yes, no]) => `${condition} ? ${yes} : ${no}`],
  equal: [2, (args) => args.join(' == ')],
  add: [3, (args) => args.join(' + ')],
  multiply: [4, (args) => args.join(' * ')],
  divide: [4, (args) => args.join(' / ')],
  ceil: [9, ([operand]) => `ceil(${operand})`],
  join: [9, (args) => `"${args.map((arg) => (/^"[^]*"$/.test(arg) ? arg.slice(1, -1) : `\${${arg}}`)).join('')}"`],
};

/**
 * A formula as an expression of HCL.
 *
 * @param inputs the expression of each input
 * @param nothing what an empty text means
 */
export function formulaHcl(formula: Formula, inputs: Readonly<Record<string, string>>, nothing = '""'): string {
  return written(formula, inputs, nothing)[1];
}

function written(formula: Formula, inputs: Readonly<Record<string, string>>, nothing: string): readonly [binds: number, text: string] {
  if (formula.kind === 'input') return [/^[\w.[\]"]+$/.test(inputs[formula.name]) ? 9 : 0, inputs[formula.name]];
  if (formula.kind === 'literal') {
    return [9, formula.value === '' ? nothing : typeof formula.value === 'string' ? quoted(formula.value) : String(formula.value)];
  }
  const [binds, write] = OPERATORS[formula.operator];
  const isCall = binds === 9;
  const args = formula.args.map((arg, index) => {
    const [inner, text] = written(arg, inputs, nothing);
    const isSafe = isCall || inner > binds || (inner === binds && index === 0 && formula.operator !== 'choose');
    return isSafe ? text : `(${text})`;
  });
  return [binds, write(args)];
}
