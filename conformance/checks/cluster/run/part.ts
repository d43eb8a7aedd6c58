import type { KubernetesObject } from '../../../../test/support/documents';
import { FakeNodes, type KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { nameOf } from '../output';
import { expecting, together, type Context, type Findings } from '../part';
import { checkAutoscaling } from './autoscaling';
import { isRolledOut, refusedIn } from './deployments';
import { checkDrains } from './drains';
import { checkJobs } from './jobs';
import { checkRollouts, rolloutOf } from './rollouts';

const PATIENCE_SECONDS = 120;

/** Services of the examples with an autoscaler, a budget, a quota and a job: one is scaled, and the other is drained. */
const SCALED = 'payment-service';
const DRAINED = 'storefront';

/** Runs what was applied, on simulated nodes and with real controllers. */
export async function checkRun({ plane: { api }, output, environment }: Context): Promise<Findings> {
  const nodes = await FakeNodes.start(api);
  try {
    const workloads = output.services.map(({ document }) => document).filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
    const started = await checkStarted(api, workloads);
    const [scaled, drained] = await Promise.all([SCALED, DRAINED].map(async (name) => rolloutOf(api, output.services, name, environment)));
    // Each waits for pods to end, so they wait beside each other; what one namespace has room for, its quota says.
    const beside = await Promise.all([
      checkRollouts(api, scaled),
      checkJobs(api, output.services),
      checkAutoscaling(api, scaled),
      checkDrains(api, drained.deployment),
    ]);
    return together([started, ...beside, await checkNothingRefused(api, workloads)]);
  } finally {
    await nodes.stop();
  }
}

async function checkStarted(api: KubernetesApi, workloads: readonly KubernetesObject[]): Promise<Findings> {
  const outcomes = await Promise.all(workloads.map(async (workload) => {
    const ready = await until(async () => isRolledOut(api, workload), PATIENCE_SECONDS);
    const status = JSON.stringify((await api.read(workload)).body.status);
    return expecting(ready !== undefined, `${nameOf(workload)} does not become ready: ${status}`);
  }));
  return { ...together(outcomes), notes: [`${workloads.length} workloads become ready`] };
}

/** At the end, since all that went before may have been refused something. */
async function checkNothingRefused(api: KubernetesApi, workloads: readonly KubernetesObject[]): Promise<Findings> {
  const outcomes = await Promise.all(workloads.map(async (workload) => {
    const refused = await refusedIn(api, workload.metadata!.namespace!);
    const { conditions = [] } = (await api.read(workload)).body.status as { conditions?: { reason: string }[] };
    return together([
      expecting(refused.length === 0, `${nameOf(workload)}: pods are refused: ${refused.join('; ')}`),
      expecting(conditions.every(({ reason }) => reason !== 'ProgressDeadlineExceeded'), `${nameOf(workload)} makes no progress`),
    ]);
  }));
  return together(outcomes);
}
