import { until } from '../../../referees/until';
import { documentsBelow, nameOf } from '../output';
import { expecting, together, type Findings } from '../part';
import { isRolledOut } from '../run/deployments';
import type { Delivery } from './delivery';

const PATIENCE_SECONDS = 60;

/** The platform's Application brings everything that the platform's folder has. */
export async function checkPlatform(delivery: Delivery, commit: string): Promise<Findings> {
  const folder = delivery.repository.fileOf('platform', delivery.environment);
  const documents = documentsBelow(folder).map(({ document }) => document).filter(({ kind }) => kind);
  const seconds = await delivery.settled('platform', commit, { healthy: false });
  const there = await Promise.all(documents.map(async (each) => delivery.api.read(each).then(({ status }) => status === 200, () => false)));
  const missing = documents.filter((_, index) => !there[index]).map(nameOf);
  return {
    ...together([
      expecting(seconds !== undefined, await delivery.stateOf('platform')),
      ...documents.map((each) => expecting(!missing.includes(nameOf(each)), `the platform's Application does not bring ${nameOf(each)}`)),
    ]),
    notes: [`${documents.length} documents of the platform of ${delivery.environment} in ${shown(seconds)}`],
  };
}

/** Services become healthy, with all of their workloads. */
export async function checkServices(delivery: Delivery, services: readonly string[], commit: string): Promise<Findings> {
  const outcomes = await Promise.all(services.map(async (service) => {
    const namespace = delivery.namespaceOf(service);
    const seconds = await delivery.settled(namespace, commit);
    const own = delivery.workloads.filter(({ metadata }) => metadata!.namespace === namespace);
    const running = await Promise.all(own.map(async (each) => {
      const ready = await until(async () => isRolledOut(delivery.api, each).catch(() => false), PATIENCE_SECONDS);
      return expecting(ready !== undefined, `${nameOf(each)} does not run`);
    }));
    return {
      ...together([expecting(seconds !== undefined, await delivery.stateOf(namespace)), ...running]),
      notes: [`${namespace} with ${own.length} workloads runs after ${shown(seconds)}`],
    };
  }));
  return together(outcomes);
}

/** The clusters of two environments that follow one repository. */
export interface Deliveries {
  readonly production: Delivery;
  readonly staging: Delivery;
}

/** A pull request that adds the folder of a service deploys it to staging; one that promotes it, to production. */
export async function checkAdded({ production, staging }: Deliveries, service: string): Promise<Findings> {
  const { repository } = production;
  const isThere = async (delivery: Delivery) => await delivery.applicationOf(service) !== undefined;
  const before = await isThere(staging);
  await repository.sync();
  const staged = await checkServices(staging, [service], await repository.merge(`feat: add ${service}`));
  const early = await isThere(production);
  await repository.promote(service, production.environment);
  const promoted = await checkServices(production, [service], await repository.merge(`feat: promote ${service}`));
  return together([
    expecting(!before, `planted: ${service} has an Application before it has a folder`),
    staged,
    expecting(!early, `${service} has an Application in production before it was promoted`),
    promoted,
  ]);
}

function shown(seconds?: number): string {
  return seconds === undefined ? 'more than a minute' : `${seconds.toFixed(0)} s`;
}
