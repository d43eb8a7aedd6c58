import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { expecting, together, type Findings } from '../part';
import { podsIn } from './deployments';
import type { Rollout } from './rollouts';

const PATIENCE_SECONDS = 120;

/**
 * The metrics of pods as objects of the API server itself, in place of a metrics server: the autoscaler reads them where it always does.
 *
 * @see https://github.com/kubernetes/metrics
 */
const METRICS: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'pods.metrics.k8s.io', annotations: { 'api-approved.kubernetes.io': 'unapproved, in place of a metrics server' } },
  spec: {
    group: 'metrics.k8s.io',
    names: { kind: 'PodMetrics', plural: 'pods', singular: 'pod' },
    scope: 'Namespaced',
    versions: [{
      name: 'v1beta1',
      served: true,
      storage: true,
      schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } },
    }],
  },
};

/** Scales a service to its most replicas under load, and back without. */
export async function checkAutoscaling(api: KubernetesApi, { deployment, maxReplicas }: Rollout): Promise<Findings> {
  await api.apply(METRICS, { force: true });
  // A definition is served a moment after it is taken.
  const metrics = { apiVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetrics' };
  const isServed = async () => api.pathOf(metrics, false).then(() => true, () => false);
  await until(isServed, PATIENCE_SECONDS);
  const replicas = async () => (await api.read(deployment)).body.spec.replicas as number;
  const { name, namespace } = deployment.metadata!;
  const scaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name, namespace } };
  const { minReplicas } = (await api.read(scaler)).body.spec as { minReplicas: number };
  const report = async (cpu: string) => {
    const pods = await podsIn(api, scaler.metadata.namespace!);
    await Promise.all(pods.map(async (pod) => reportOf(api, pod, cpu)));
  };
  const up = await until(async () => {
    await report('2');
    return await replicas() === maxReplicas;
  }, PATIENCE_SECONDS);
  const down = await until(async () => {
    await report('1m');
    return await replicas() === minReplicas;
  }, PATIENCE_SECONDS);
  const { conditions = [] } = (await api.read(scaler)).body.status as { conditions?: { type: string; status: string; message: string }[] };
  const said = conditions.map(({ type, status, message }) => `${type} ${status}: ${message}`).join('; ');
  return {
    ...together([
      expecting(up !== undefined, `under load the autoscaler does not go to ${maxReplicas}: ${said}`),
      expecting(down !== undefined, `without load it does not go back to ${minReplicas}: ${said}`),
    ]),
    notes: [`from ${minReplicas} to ${maxReplicas} replicas and back`],
  };
}

interface Pod {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly containers: readonly { readonly name: string }[] };
}

async function reportOf(api: KubernetesApi, { metadata: { name, namespace, labels }, spec }: Pod, cpu: string): Promise<void> {
  await api.apply({
    apiVersion: 'metrics.k8s.io/v1beta1',
    kind: 'PodMetrics',
    metadata: { name, namespace, labels },
    timestamp: new Date().toISOString(),
    window: '15s',
    containers: spec.containers.map((container) => ({ name: container.name, usage: { cpu, memory: '64Mi' } })),
  }, { manager: 'metrics', force: true });
}
