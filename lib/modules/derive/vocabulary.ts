import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import type { ModuleKind } from '../kinds/kind';
import { snake } from './environment-data';
import type { EnvironmentData } from './environment-data';
import type { Condition, Term, TermValue } from './sample';

const ENVIRONMENT = 'local.environment.';

/** Every expression that a value may follow from, in the order in which it is tried: the variables of the caller come first. */
export function termsOf(kind: ModuleKind, platform: Platform): Term[] {
  const variables = kind.variables(platform).map(({ prop, limit, default: fallback }): Term => ({
    hcl: `var.${snake(prop)}`,
    ...(limit.enum?.length === 1 && { isOnly: true }),
    of: ({ inputs }) => inputs[prop] ?? fallback ?? undefined,
  }));
  const locals = kind.locals(platform).map(({ name, of, isNullable }): Term => ({
    hcl: `local.${name}`,
    ...(isNullable && { inText: `coalesce(local.${name}, "none")` }),
    of: ({ values }) => of(values),
  }));
  const team = (name: string, fact: 'catalogGroup' | 'costCenter'): Term => ({
    hcl: `local.team.${name}`,
    of: (sample) => platform.team(sample.team)[fact],
  });
  return [...variables, ...locals, team('cost_center', 'costCenter'), team('owner', 'catalogGroup'), ...environmentTerms(platform)];
}

/** The facts in which environments differ. Others are constants of the module. */
function environmentTerms(platform: Platform): Term[] {
  return factsOf(platform).map((fact) => ({
    hcl: `${ENVIRONMENT}${snake(fact)}`,
    of: (sample) => factOf(platform.environment(sample.environment), fact),
  }));
}

/** The facts in which environments differ. */
function factsOf(platform: Platform): string[] {
  return plainFactsOf(platform).filter((fact) => new Set(platform.environments.map((environment) => factOf(environment, fact))).size > 1);
}

/** The facts that are one value in each environment. */
function plainFactsOf({ environments }: Platform): string[] {
  const names = [...new Set(environments.flatMap((environment) => Object.keys(environment)))].filter((name) => name !== 'name');
  return names.filter((name) => {
    const values = environments.map((environment) => factOf(environment, name));
    return values.every((value) => value === undefined || ['string', 'number', 'boolean'].includes(typeof value));
  });
}

/** The condition of each resource that Terraform keeps in production environments only, by its address. */
export function protectionsOf(kind: ModuleKind, platform: Platform): Map<string, Condition> {
  const production: Condition = {
    hcl: `${ENVIRONMENT}production`,
    of: ({ environment }) => platform.environment(environment).production,
  };
  return new Map((kind.keptInProduction ?? []).map((address) => [address, production]));
}

function factOf(environment: Environment, fact: string): TermValue {
  return (environment as unknown as Record<string, TermValue>)[fact];
}

/** The conditions under which something may be there: a variable, or a fact of the environment, is true or given. */
export function conditionsOf(kind: ModuleKind, platform: Platform): Condition[] {
  const variables = kind.variables(platform).flatMap(({ prop, limit, default: fallback }): Condition[] => {
    const hcl = `var.${snake(prop)}`;
    if (limit.type === 'boolean' && fallback !== null) return both(hcl, `!${hcl}`, ({ inputs }) => (inputs[prop] ?? fallback) === true);
    return fallback === null ? both(`${hcl} != null`, `${hcl} == null`, ({ inputs }) => inputs[prop] !== undefined) : [];
  });
  const locals = (kind.conditions ?? []).flatMap(({ hcl, of }) => both(hcl, `!(${hcl})`, ({ values }) => of(values) === true));
  // What is there in production only by chance is better said by the other fact that it follows from.
  const facts = factsOf(platform).sort((one, other) => Number(one === 'production') - Number(other === 'production'));
  const environments = facts.flatMap((fact): Condition[] => {
    const hcl = `${ENVIRONMENT}${snake(fact)}`;
    const value = (environment: string) => factOf(platform.environment(environment), fact);
    if (platform.environments.every(({ name }) => typeof value(name) === 'boolean')) {
      return both(hcl, `!${hcl}`, ({ environment }) => value(environment) === true);
    }
    return platform.environments.some(({ name }) => value(name) === undefined)
      ? both(`${hcl} != null`, `${hcl} == null`, ({ environment }) => value(environment) !== undefined)
      : [];
  });
  return [...variables, ...locals, ...environments];
}

function both(hcl: string, opposite: string, of: Condition['of']): Condition[] {
  return [{ hcl, of }, { hcl: opposite, of: (sample) => !of(sample) }];
}

/** Keeps the facts of environments that a text of HCL reads, and no others. */
export function keepUsed(data: EnvironmentData, platform: Platform, text: string): void {
  const read = new Set([...text.matchAll(/local\.environment\.(\w+)/g)].map(([, name]) => name));
  data.forgetOthers(read);
  for (const fact of plainFactsOf(platform)) {
    if (!read.has(snake(fact))) continue;
    data.keepAs(snake(fact), new Map(platform.environments.map((environment) => [environment.name, factOf(environment, fact)])));
  }
}
