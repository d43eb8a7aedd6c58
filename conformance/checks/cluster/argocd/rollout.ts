import type { KubernetesObject } from '../../../../test/support/documents';
import { CRASHES } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { expecting, together, type Findings } from '../part';
import type { Delivery } from './delivery';
import { editYaml } from './tree';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

const PATIENCE_SECONDS = 60;

/** Argo CD waits half a minute before it tries again, and pods take half a minute to end; all retries take three and a half minutes. */
const RETRY_SECONDS = 150;

/** A tag that no example has. */
const FAILING = '100.0.0';

/** What is made on the first deployment: data, then the migration, then what runs. */
export async function checkOrder(delivery: Delivery, service: string): Promise<Findings> {
  const { api } = delivery;
  const namespace = delivery.namespaceOf(service);
  const made = async (path: string): Promise<Json[]> => (await api.call('GET', path)).body.items as Json[];
  const [requests, [job], deployments] = await Promise.all([
    made(`/apis/platform.acme.io/v1alpha1/namespaces/${namespace}/postgresqlinstances`),
    made(`/apis/batch/v1/namespaces/${namespace}/jobs`),
    made(`/apis/apps/v1/namespaces/${namespace}/deployments`),
  ]);
  const ended = job?.status?.completionTime as string;
  return {
    ...together([
      ...requests.map(({ metadata, status }) => expecting(
        conditionTime(status) <= job?.metadata.creationTimestamp, `the migration starts before ${metadata.name} is ready`)),
      ...deployments.map(({ metadata: { creationTimestamp, name } }) => (
        expecting(ended <= creationTimestamp, `${name} is there before the migration ends`)
      )),
      expecting(requests.length > 0 && deployments.length > 0, `${service} has no request for data or no Deployment`),
    ]),
    notes: ['data, migration and workloads come in this order'],
  };
}

/** A migration that fails leaves the running version alone; the next commit goes out as soon as Argo CD tries again. */
export async function checkFailedMigration(delivery: Delivery, service: string): Promise<Findings> {
  const namespace = delivery.namespaceOf(service);
  const values = delivery.fileOf(service, `values-${delivery.environment}.yaml`);
  const withMigration = ({ image, migration, ...others }: Json, crashes: boolean) => ({
    ...others,
    image: { ...image, tag: FAILING },
    migration: { ...migration, backoffLimit: 0, podAnnotations: { [CRASHES]: String(crashes) } },
  });
  editYaml(values, (content) => withMigration(content, true));
  const failing = await delivery.merge('feat: a migration that fails');
  const failed = await until(async () => {
    const { operationState } = (await delivery.applicationNamed(namespace)).status;
    return (await jobOf(delivery, namespace))?.status?.failed > 0 && JSON.stringify(operationState.operation.sync).includes(failing)
      && operationState.finishedAt !== undefined;
  }, PATIENCE_SECONDS);
  const left = await deploymentsIn(delivery, namespace);
  editYaml(values, (content) => withMigration(content, false));
  const mended = await delivery.merge('fix: the migration');
  const seconds = await delivery.settled(namespace, mended, { patience: RETRY_SECONDS });
  return {
    ...together([
      expecting(failed !== undefined, `planted: the migration does not fail: ${await delivery.stateOf(namespace)}`),
      expecting(left.every(({ spec }) => !runs(spec, FAILING)), 'a version runs whose migration failed'),
      expecting(seconds !== undefined, `the next commit waits for all retries: ${await delivery.stateOf(namespace)}`),
    ]),
    notes: [`after a failed migration the old version stays, and the next commit is deployed in ${seconds?.toFixed(0)} s`],
  };
}

/** The Deployments of a namespace. */
export async function deploymentsIn({ api }: Delivery, namespace: string): Promise<Json[]> {
  return (await api.call('GET', `/apis/apps/v1/namespaces/${namespace}/deployments`)).body.items as Json[];
}

/** The Job of a migration, or the first that there is. */
export async function jobOf({ api }: Delivery, namespace: string): Promise<Json> {
  const { items } = (await api.call('GET', `/apis/batch/v1/namespaces/${namespace}/jobs`)).body as { items: KubernetesObject[] };
  return items.find(({ metadata }) => metadata!.name!.endsWith('-migration')) ?? items[0];
}

/** Whether the first container of a pod, a Job or a Deployment has an image of a tag. */
export function runs(spec: Json, tag: string): boolean {
  return String(spec?.template?.spec?.containers?.[0]?.image).endsWith(`:${tag}`);
}

function conditionTime(status: Json): string {
  return (status?.conditions ?? []).find(({ type }: Json) => type === 'Ready')?.lastTransitionTime ?? 'z';
}
