import { setTimeout as pause } from 'node:timers/promises';
import type { KubernetesObject } from '../../../../test/support/documents';
import { CRASHES, type KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { expecting, together, type Findings } from '../part';
import { annotatePods, isRolledOut, podsIn } from './deployments';

const NODE = 'node-a';

const PATIENCE_SECONDS = 90;

/** Empties a node of a service's pods: as its budget allows, while they are well; at once, if none of them ever was. */
export async function checkDrains(api: KubernetesApi, deployment: KubernetesObject): Promise<Findings> {
  const healthy = await drain(api, deployment);
  await annotatePods(api, deployment, CRASHES, 'true');
  await pause(3000);
  const broken = await drain(api, deployment);
  await annotatePods(api, deployment, CRASHES, null);
  const mended = await until(async () => isRolledOut(api, deployment), PATIENCE_SECONDS);
  const budget = await budgetOf(api, deployment);
  return {
    ...together([
      expecting(healthy.isEmpty, `a node with healthy pods is not empty after ${PATIENCE_SECONDS} s`),
      expecting(healthy.fewest >= budget, `while a node is drained, ${healthy.fewest} pods are available, and the budget says ${budget}`),
      expecting(broken.isEmpty, `a node with pods that crash is not empty after ${PATIENCE_SECONDS} s`),
      expecting(mended !== undefined, 'after a drain the service does not come back'),
    ]),
    notes: [`drained with at least ${healthy.fewest} pods available`],
  };
}

async function drain(api: KubernetesApi, deployment: KubernetesObject): Promise<{ readonly isEmpty: boolean; readonly fewest: number }> {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE } };
  const namespace = deployment.metadata!.namespace!;
  let fewest = Infinity;
  await api.patch(node, { spec: { unschedulable: true } });
  const seconds = await until(async () => {
    const pods = (await podsIn(api, namespace)).filter(({ spec, status }) => spec.nodeName === NODE && status.phase !== 'Succeeded');
    for (const { metadata } of pods.filter((each) => !each.metadata.deletionTimestamp)) {
      const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: metadata.name, namespace } };
      await api.call('POST', `/api/v1/namespaces/${namespace}/pods/${metadata.name}/eviction`, eviction);
    }
    fewest = Math.min(fewest, ((await api.read(deployment)).body.status.availableReplicas as number | undefined) ?? 0);
    return pods.length === 0;
  }, PATIENCE_SECONDS);
  await api.patch(node, { spec: { unschedulable: null } });
  return { isEmpty: seconds !== undefined, fewest };
}

async function budgetOf(api: KubernetesApi, { metadata }: KubernetesObject): Promise<number> {
  const { body } = await api.call('GET', `/apis/policy/v1/namespaces/${metadata!.namespace}/poddisruptionbudgets`);
  return Math.max(0, ...(body.items as { status: { desiredHealthy: number } }[]).map(({ status }) => status.desiredHealthy));
}
