import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import type { Written } from '../output';
import { expecting, together, type Findings } from '../part';
import { refusedIn } from './deployments';

const PATIENCE_SECONDS = 60;

/** Starts every scheduled job of all services in the same minute, and every hook of a deployment beside them. */
export async function checkJobs(api: KubernetesApi, services: readonly Written[]): Promise<Findings> {
  const jobs = services.flatMap(({ document }) => jobOf(document));
  for (const job of jobs) {
    await api.delete(job);
    await until(async () => (await api.read(job)).status === 404, PATIENCE_SECONDS);
  }
  const made = await Promise.all(jobs.map(async (job) => api.create(job)));
  const outcomes = await Promise.all(jobs.map(async (job, index) => {
    const ended = await until(async () => ((await api.read(job)).body.status?.succeeded ?? 0) > 0, PATIENCE_SECONDS);
    const { name, namespace } = job.metadata!;
    return expecting(ended !== undefined, `Job ${namespace}/${name} does not end well: ${made[index].body.message ?? ''}`);
  }));
  const namespaces = [...new Set(jobs.map(({ metadata }) => metadata!.namespace!))];
  const refused = (await Promise.all(namespaces.map(async (namespace) => refusedIn(api, namespace)))).flat();
  return {
    ...together([...outcomes, expecting(refused.length === 0, `pods are refused: ${refused.join('; ')}`)]),
    notes: [`${jobs.length} jobs and hooks at the same time`],
  };
}

function jobOf({ kind, metadata, spec }: KubernetesObject): KubernetesObject[] {
  const { labels, namespace } = metadata ?? {};
  const apiVersion = 'batch/v1';
  if (kind === 'Job') return [{ apiVersion, kind, metadata: { name: metadata!.name!, namespace, labels }, spec }];
  if (kind !== 'CronJob') return [];
  const { jobTemplate } = spec as { jobTemplate: { spec: object } };
  return [{ apiVersion, kind: 'Job', metadata: { name: `${metadata!.name}-now`, namespace, labels }, spec: jobTemplate.spec }];
}
