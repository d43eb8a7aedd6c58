import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { breach } from '../../core/limits';
import type { Limit } from '../../core/limits';
import type { Platform } from '../../platform/platform';
import { MicroserviceInfra } from '../../service/microservice-infra';
import type { Inputs, Local, Rule, Variable } from './kind';
import { claimLocal, claimRules, serviceRules, serviceVariables } from './service-variables';

/** The name that a team gives to data. */
export interface DataName {
  readonly prop: string;
  readonly variable: string;
  readonly limit: Limit;
  /** The most characters of the name with its environment. */
  readonly length: number;
  /** Whether no data can have the name, because it means something else. */
  readonly isReserved?: (name: string) => boolean;
}

/** A fact of the environment as an expression: a local where environments differ, else the value. */
export function environmentFact({ environments }: Platform, fact: 'production' | 'awsAccountId', local: string): string {
  const values = new Set(environments.map((environment) => environment[fact]));
  return values.size > 1 ? `local.environment.${local}` : JSON.stringify([...values][0]);
}

/** The variables of the service that owns the data, and of its name. */
export function ownedVariables(platform: Platform, { prop, limit }: DataName, text: string): Variable[] {
  return [...serviceVariables(platform), { prop, limit, text }];
}

/** The teams that alone may use the names. */
export function ownedLocals(platform: Platform, { prop, variable }: DataName): Local[] {
  return [
    ...claimLocal(platform, 'services', 'var.service_name', 'serviceName'),
    ...claimLocal(platform, 'dataNames', variable, prop),
  ];
}

/** The rules of the service's name and of the data's name. */
export function ownedRules(platform: Platform, { prop, variable, limit, length, isReserved = () => false }: DataName): Rule[] {
  const names = platform.environments.map(({ name }) => name);
  const room = length - 1 - Math.max(...names.map((name) => name.length));
  return [
    ...serviceRules(platform),
    ...names.map((name): Rule => ({
      at: { prop },
      condition: `!strcontains("-\${${variable}}-", "-${name}-")`,
      breaks: [{ [prop]: `a-${name}` }],
    })),
    ...(room < limit.maxLength!
      ? [{ at: { prop }, condition: `length(${variable}) <= ${room}`, breaks: [{ [prop]: 'd'.repeat(room + 1) }] }]
      : []),
    ...claimRules(platform, 'dataNames', prop, (name) => (
      breach('', name, limit) === undefined && name.length <= room
      && !isReserved(name) && !names.some((environment) => `-${name}-`.includes(`-${environment}-`))
    )),
  ];
}

/** Makes the service that the data belongs to, beside the module's own construct. */
export function addOwner(scope: Construct, { serviceName, teamName }: Inputs): void {
  new MicroserviceInfra(TerraformStack.of(scope), 'Owner', { serviceName, teamName });
}

const OF_THE_SERVICE = ['serviceName', 'teamName', 'environment'];

/** The inputs without those of the service. */
export function ownProps(inputs: Inputs): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([prop]) => !OF_THE_SERVICE.includes(prop)));
}

/** The name of a resource in the module; the construct derives it from the name of the data. */
export function nameOf(dataName: string, name: string): string {
  return name === dataName ? 'this' : name.slice(dataName.length + 1).replaceAll('-', '_');
}
