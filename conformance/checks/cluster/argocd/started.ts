import type { KubernetesObject } from '../../../../test/support/documents';
import { until } from '../../../referees/until';
import { nameOf } from '../output';
import { expecting, together, type Findings } from '../part';
import { isRolledOut } from '../run/deployments';
import type { Delivery } from './delivery';
import { carry } from './tree';

const PATIENCE_SECONDS = 60;

/** The platform's Application brings everything that the platform's folder has. */
export async function checkPlatform({ delivery, documents, commit }: {
  readonly delivery: Delivery; readonly documents: readonly KubernetesObject[]; readonly commit: string;
}): Promise<Findings> {
  const seconds = await delivery.settled('platform', commit, { healthy: false });
  const there = await Promise.all(documents.map(async (each) => delivery.api.read(each).then(({ status }) => status === 200, () => false)));
  const missing = documents.filter((_, index) => !there[index]).map(nameOf);
  return {
    ...together([
      expecting(seconds !== undefined, await delivery.stateOf('platform')),
      ...documents.map((each) => expecting(!missing.includes(nameOf(each)), `the platform's Application does not bring ${nameOf(each)}`)),
    ]),
    notes: [`${documents.length} documents of the platform in ${shown(seconds)}`],
  };
}

/** Services become healthy, with all of their workloads. */
export async function checkServices(
  delivery: Delivery, workloads: readonly KubernetesObject[], services: readonly string[], commit: string,
): Promise<Findings> {
  const outcomes = await Promise.all(services.map(async (service) => {
    const namespace = delivery.namespaceOf(service);
    const seconds = await delivery.settled(namespace, commit);
    const own = workloads.filter(({ metadata }) => metadata!.namespace === namespace);
    const running = await Promise.all(own.map(async (each) => {
      const ready = await until(async () => isRolledOut(delivery.api, each).catch(() => false), PATIENCE_SECONDS);
      return expecting(ready !== undefined, `${nameOf(each)} does not run`);
    }));
    return {
      ...together([expecting(seconds !== undefined, await delivery.stateOf(namespace)), ...running]),
      notes: [`${service} with ${own.length} workloads runs after ${shown(seconds)}`],
    };
  }));
  return together(outcomes);
}

/** A pull request that adds the folder of a service deploys it. */
export async function checkAdded(delivery: Delivery, workloads: readonly KubernetesObject[], service: string): Promise<Findings> {
  const before = await delivery.applicationOf(service) !== undefined;
  carry(delivery.tree, delivery.git.checkout, () => true);
  const commit = await delivery.merge(`feat: add ${service}`);
  return together([
    expecting(!before, `planted: ${service} has an Application before it has a folder`),
    await checkServices(delivery, workloads, [service], commit),
  ]);
}

function shown(seconds?: number): string {
  return seconds === undefined ? 'more than a minute' : `${seconds.toFixed(0)} s`;
}
