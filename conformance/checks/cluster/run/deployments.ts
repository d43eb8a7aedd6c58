import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

/** Whether all pods of a Deployment or StatefulSet are of its newest form and available. */
export async function isRolledOut(api: KubernetesApi, workload: KubernetesObject): Promise<boolean> {
  const { metadata, spec, status = {}, message } = (await api.read(workload)).body as Json;
  if (!spec) throw new Error(message as string);
  const { observedGeneration, updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status;
  const isSeen = observedGeneration === metadata.generation;
  return isSeen && [updatedReplicas, availableReplicas, replicas].every((count) => count === spec.replicas);
}

/** Writes an annotation on the pods of a workload, or takes it away: that starts a rolling update, as a new image does. */
export async function annotatePods(api: KubernetesApi, workload: KubernetesObject, key: string, value: string | null): Promise<void> {
  await api.patch(workload, { spec: { template: { metadata: { annotations: { [key]: value } } } } });
}

/** What a cluster refused of a namespace: pods that should run. */
export async function refusedIn(api: KubernetesApi, namespace: string): Promise<string[]> {
  const { body } = await api.call('GET', `/api/v1/namespaces/${namespace}/events?fieldSelector=reason%3DFailedCreate`);
  return (body.items as Json[]).map(({ message, count = 1 }) => `${count} x ${message}`);
}

export async function podsIn(api: KubernetesApi, namespace: string): Promise<Json[]> {
  return (await api.call('GET', `/api/v1/namespaces/${namespace}/pods`)).body.items as Json[];
}
