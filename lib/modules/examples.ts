import { claimantOf } from '../platform/claims';
import { snake } from './derive/environment-data';
import { fitsQuota } from './derive/quota';
import { argument, block, comment, file } from './hcl/body';
import type { Item } from './hcl/body';
import { literal, raw } from './hcl/expression';
import type { Inputs } from './kinds/kind';
import type { DerivedModule } from './module';

/** The service of an example, unless its team has names of its own. */
const SERVICE = 'checkout';

/** The inputs of an example, as a team writes them. */
function exampleInputs({ kind, platform }: DerivedModule): Inputs {
  const team = claimantOf(platform.teams, 'services', SERVICE) ?? platform.teams[0];
  const serviceName = team.services[0]?.replace('*', 'service') ?? SERVICE;
  const service = { serviceName, teamName: team.name, environment: platform.environments[0].name };
  const dataName = team.dataNames[0]?.replace('*', 'data').replace(/[^a-z0-9-]/g, '-');
  const own = ([prop, value]: [string, unknown]) => [prop, prop.endsWith('Name') && dataName ? dataName : value] as const;
  const named = Object.fromEntries(Object.entries(kind.required(platform)).map(own));
  const least = { ...service, ...named } as Inputs;
  const inputs = { ...least, ...kind.example };
  return fitsQuota(kind, platform, inputs) ? inputs : least;
}

/** A folder with a configuration that calls the module. */
export function examples(derived: DerivedModule): Record<string, string> {
  return { 'examples/basic/main.tf': file(call(derived, '../..')) };
}

/** A call of the module with the example's inputs. */
export function call(derived: DerivedModule, source: string, version?: string): Item[] {
  const { kind } = derived;
  const { environment, ...inputs } = exampleInputs(derived);
  return [
    block('variable', ['environment'], [argument('type', raw('string')), argument('default', literal(environment))]),
    comment(`The providers of ${kind.construct} stand where the module is called: it has none of its own.`),
    block('module', [kind.name.replaceAll('-', '_')], [
      argument('source', literal(source)),
      ...(version === undefined ? [] : [argument('version', literal(version))]),
      ...Object.entries(inputs).map(([prop, value]) => argument(snake(prop), literal(value))),
      argument('environment', raw('var.environment')),
    ]),
  ];
}
