import { terraformCondition } from '../core/limit-forms';
import { breach } from '../core/limits';
import type { Limit } from '../core/limits';
import type { Platform } from '../platform/platform';
import { snake } from './derive/environment-data';
import { argument, block } from './hcl/body';
import type { Item } from './hcl/body';
import { onLines } from './hcl/condition';
import { literal, raw } from './hcl/expression';
import type { ModuleKind, Rule, Variable } from './kinds/kind';
import type { MessagedRule } from './messages';

const TYPES: Record<Limit['type'], string> = { boolean: 'bool', integer: 'number', number: 'number', string: 'string' };

/** The variables of a module, each with its validations. */
export function variableItems(kind: ModuleKind, platform: Platform, rules: readonly MessagedRule[]): Item[] {
  return kind.variables(platform).map((variable) => {
    const own = rules.filter(({ at }) => 'prop' in at && at.prop === variable.prop);
    const { default: fallback, limit } = variable;
    return block('variable', [snake(variable.prop)], [
      argument('description', literal(describe(variable))),
      argument('type', raw(TYPES[limit.type])),
      ...(fallback === undefined ? [] : [argument('default', literal(fallback))]),
      ...(fallback === null ? [] : [argument('nullable', raw('false'))]),
      ...own.map(({ condition, message }) =>
        block('validation', [], [argument('condition', onLines(condition)), argument('error_message', message)])),
    ]);
  });
}

export function typeOf({ limit }: Variable): string {
  return TYPES[limit.type];
}

/** The description of a variable, with its default if it follows from others. */
export function describe({ text, defaultText }: Variable): string {
  return defaultText === undefined ? `${text}.` : `${text}. Default: ${defaultText}.`;
}

/** The limit of each variable as a rule. */
export function limitRules(kind: ModuleKind, platform: Platform): Rule[] {
  return kind.variables(platform).flatMap((variable): Rule[] => {
    const { default: fallback, limit, prop } = variable;
    const name = `var.${snake(prop)}`;
    const condition = limitCondition(name, limit);
    const value = breaking(limit);
    if (condition === 'true' || value === undefined) return [];
    const whole = fallback === null ? `${name} == null ? true : ${condition}` : condition;
    return [{ at: { prop }, condition: whole, breaks: [{ [prop]: value }], isLimit: true }];
  });
}

function limitCondition(name: string, limit: Limit): string {
  const condition = terraformCondition(name, limit);
  return limit.type === 'integer' ? `${condition} && floor(${name}) == ${name}` : condition;
}

/** A value of the right type that a limit refuses. */
function breaking(limit: Limit): string | number | undefined {
  const values = limit.type === 'string' ? ['no-such_-', '', '-'] : [(limit.minimum ?? 0) - 1];
  return values.find((value) => breach('', value, limit) !== undefined);
}
