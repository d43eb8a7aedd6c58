import type { IConstruct } from 'constructs';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import type { Team } from '../../platform/team';
import { MicroserviceInfra } from '../../service/microservice-infra';
import { StackContext } from '../../stack/stack-context';
import type { OwnedData } from '../../stack/stack-context';

/** Data or a service that a service uses. */
export interface Used {
  readonly kind: string;
  readonly name: string;
}

/** A service as the stacks of all its environments make it. */
export interface ServiceFacts {
  readonly name: string;
  readonly platform: Platform;
  readonly team: Team;
  /** Its environments, in the order in which the platform declares them. */
  readonly environments: readonly Environment[];
  /** The data that it owns, each once. */
  readonly data: readonly OwnedData[];
  /** What it is connected to, each once. */
  readonly uses: readonly Used[];
}

/** Every service of an app, by its name. */
export function servicesOf(root: IConstruct): Map<string, ServiceFacts> {
  const services = root.node.findAll().filter((node) => node instanceof MicroserviceInfra);
  const names = [...new Set(services.map(({ serviceName }) => serviceName))];
  return new Map(names.map((name) => [name, factsOf(services.filter(({ serviceName }) => serviceName === name))]));
}

/** What identifies data in the catalog's settings. */
export function dataKey({ kind, name }: Used): string {
  return `${kind}/${name}`;
}

function factsOf(services: readonly MicroserviceInfra[]): ServiceFacts {
  const contexts = services.map((service) => StackContext.of(service));
  const { platform } = contexts[0];
  const names = contexts.map(({ environment }) => environment.name);
  return {
    name: services[0].serviceName,
    platform,
    team: platform.team(services[0].teamName),
    environments: platform.environments.filter(({ name }) => names.includes(name)),
    data: once(contexts.flatMap(({ ownedData }) => ownedData)),
    uses: once(services.flatMap(({ dependencies }) => dependencies.map(({ kind, name }) => ({ kind: kind.name, name })))),
  };
}

function once<T extends Used>(items: readonly T[]): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) if (!byKey.has(dataKey(item))) byKey.set(dataKey(item), item);
  return [...byKey.values()].sort((one, other) => (dataKey(one) < dataKey(other) ? -1 : 1));
}
