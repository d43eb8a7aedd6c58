import type { Team } from '../platform/team';
import { examples } from './examples';
import { argument, block, comment, file } from './hcl/body';
import type { Item } from './hcl/body';
import { literal, object, raw } from './hcl/expression';
import { withMessage } from './messages';
import type { DerivedModule } from './module';
import { MOVES, moveItems } from './moves';
import { withPreconditions } from './preconditions';
import { readme } from './readme';
import { testFile } from './test-file';
import { limitRules, variableItems } from './variables';

/** Every file of a module, by its path in the module's folder. */
export function moduleFiles(derived: DerivedModule, moves = MOVES[derived.kind.name]): Record<string, string> {
  const { kind, platform, resources, outputs, inputs } = derived;
  const moved = moveItems(moves, resources);
  const [{ serviceName, teamName, environment }] = inputs;
  const base = { ...kind.required(platform), serviceName, teamName, environment };
  const rules = [...limitRules(kind, platform), ...kind.rules(platform)].map((rule) => withMessage(kind, platform, base, rule));
  const main = file([...ownLocals(derived), ...withPreconditions(resources, rules)]);
  const variables = file(variableItems(kind, platform, rules));
  const facts = platformItems(derived, [main, variables, file(outputs)].join('\n'));
  return {
    'main.tf': main,
    ...moved.length > 0 && { 'moved.tf': file(moved) },
    'outputs.tf': file(outputs),
    ...facts.length > 0 && { 'platform.tf': file(facts) },
    'variables.tf': variables,
    'versions.tf': file(versions(derived)),
    ...Object.fromEntries(Object.entries(kind.files?.(platform) ?? {}).map(([name, items]) => [name, file(items)])),
    ...examples(derived),
    'README.md': readme(derived),
    'tests/module.tftest.hcl': testFile(derived, rules),
  };
}

/** What follows from the variables by the formulas of the construct. */
function ownLocals({ kind, platform }: DerivedModule): Item[] {
  const own = kind.locals(platform).filter(({ hcl }) => hcl !== '');
  return own.length === 0 ? [] : [block('locals', [], own.map(({ name, hcl }) => argument(name, raw(hcl))))];
}

/** What the platform knows of its environments and teams, as far as a text of the module reads it. */
function platformItems({ platform, data }: DerivedModule, text: string): Item[] {
  const environments = platform.environments.map(({ name }) => [name, literal(data.of(name))] as const);
  const factsOf = ({ catalogGroup, costCenter }: Team) => literal({ cost_center: costCenter, owner: catalogGroup });
  const teams = platform.teams.map((team) => [team.name, factsOf(team)] as const);
  const parts = ([['environment', environments], ['team', teams]] as const).filter(([name]) => text.includes(`local.${name}.`));
  if (parts.length === 0) return [];
  const what = parts.map(([name]) => `${name}s`).join(' and ');
  return [
    comment(`The ${what} of the platform of ${platform.organization}, as of this version of the module.`),
    block('locals', [], [
      ...parts.map(([name]) => argument(name, raw(`local.${name}s[var.${name === 'team' ? 'team_name' : name}]`))),
      ...parts.map(([name, entries]) => argument(`${name}s`, object(entries))),
    ]),
  ];
}

/** The providers that the module needs; the caller configures them. */
function versions({ resources, samples: [{ terraform }] }: DerivedModule): Item[] {
  const types = resources.flatMap((item) => (item.kind === 'block' && item.type === 'resource' ? [item.labels[0]] : []));
  const used = new Set(types.map((type) => type.split('_')[0]));
  const required = [...used].sort().map((name) => argument(name, object([
    ['source', literal(`hashicorp/${name}`)],
    ['version', literal(rangeFrom(terraform.required_providers[name].version))],
  ])));
  return [
    block('terraform', [], [argument('required_version', literal(terraform.required_version)), block('required_providers', [], required)]),
  ];
}

/** From the version that the construct is made for on, without the next major one. */
function rangeFrom(version: string): string {
  return `~> ${version.split('.').slice(0, 2).join('.')}`;
}
