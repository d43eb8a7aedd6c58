import { many } from '../core/json';
import type { Json } from '../core/json';
import { snake } from './derive/environment-data';
import { fitsQuota } from './derive/quota';
import type { Sample } from './derive/sample';
import { argument, block, comment, file } from './hcl/body';
import type { Item } from './hcl/body';
import { call, literal, print, raw } from './hcl/expression';
import type { Inputs } from './kinds/kind';
import type { MessagedRule } from './messages';
import type { DerivedModule } from './module';

/** The number of sample inputs that the tests plan. */
const PLANNED = 4;

/**
 * The module's own tests: they compare plans with the construct's output for the same inputs, and try each input that it refuses.
 * Mocks stand for the providers.
 *
 * @see https://developer.hashicorp.com/terraform/language/tests
 */
export function testFile(derived: DerivedModule, rules: readonly MessagedRule[]): string {
  const { kind, inputs, platform, samples } = derived;
  const planned: Item[] = [];
  for (const [index, each] of inputs.entries()) {
    if (planned.length === PLANNED) break;
    if (!fitsQuota(kind, platform, each)) continue;
    planned.push(block('run', [`plans_sample_${index}`], [
      argument('command', raw('plan')),
      variables(each),
      ...kind.tested.flatMap((tested) => assertion(samples[index], tested)),
    ]));
  }
  const refused = rules.map(({ at, broken: [first], path }, index) =>
    block('run', [`refuses_${snake(path ?? ('prop' in at ? at.prop : at.resource)).replace(/[^a-z0-9]+/g, '_')}_${index}`], [
      argument('command', raw('plan')),
      argument('expect_failures', raw(`[${'prop' in at ? `var.${snake(at.prop)}` : at.resource}]`)),
      variables(first),
    ]));
  const systems = Object.keys(samples[0].resources).map((type) => type.split('_')[0]);
  return file([
    comment('Plans have the values of the construct for the same inputs, and what it refuses is refused.'),
    ...[...new Set(systems)].sort().map((system) => block('mock_provider', [system], [])),
    ...planned,
    ...refused,
  ]);
}

function variables(inputs: Inputs): Item {
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
  return block('variables', [], given.map(([prop, value]) => argument(snake(prop), literal(value))));
}

function assertion({ resources }: Sample, [type, name, path]: readonly [string, string, string]): Item[] {
  const body = resources[type]?.[name];
  if (body === undefined) return [];
  const keys = path.split('.');
  const value = keys.reduce<unknown>((part, key) => many(part)[0]?.[key], body as Json);
  const address = keys.length === 1 ? keys[0] : `${keys.slice(0, -1).map((key) => `${key}[0]`).join('.')}.${keys.at(-1)}`;
  const read = `${type}.${name}.${address}`;
  const isMap = typeof value === 'object';
  const condition = isMap ? `${read} == tomap(${print(literal(value), 0)})` : `${read} == ${print(literal(value), 0)}`;
  return [block('assert', [], [argument('condition', raw(condition)), argument('error_message', call('jsonencode', raw(read)))])];
}
