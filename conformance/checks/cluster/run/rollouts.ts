import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import type { Written } from '../output';
import { expecting, together, type Findings } from '../part';
import { annotatePods, isRolledOut, refusedIn } from './deployments';

const GRACES = [1, 30, 120];

/** Longer than a pod may take to end, so that a rollout that waits for it is seen to. */
const PATIENCE_SECONDS = 300;

/** How much longer a rollout may take with a quota than without, and what the clock of a busy machine adds. */
const FACTOR = 1.5;
const JITTER_SECONDS = 3;

/** What rolls out: a Deployment as it is written, and the most replicas that its autoscaler may want. */
export interface Rollout {
  readonly deployment: KubernetesObject;
  readonly maxReplicas: number;
  /** What the quota of its namespace has. */
  readonly hard: object;
}

interface Measured {
  readonly seconds?: number;
  readonly refused: readonly string[];
}

/** Rolls a Deployment out at its most replicas, with pods that take all of their grace to end, with its quota and without. */
export async function checkRollouts(api: KubernetesApi, rollout: Rollout): Promise<Findings> {
  const measured = await Promise.all(GRACES.flatMap((grace) => [
    measure(api, `grace-${grace}-free`, grace, { ...rollout, hard: {} }),
    measure(api, `grace-${grace}-quota`, grace, rollout),
  ]));
  const outcomes = GRACES.map((grace, index) => {
    const [free, limited] = measured.slice(2 * index, 2 * index + 2);
    const isFast = (limited.seconds ?? Infinity) <= FACTOR * (free.seconds ?? 0) + JITTER_SECONDS;
    const [fast, slow] = [inSeconds(free), inSeconds(limited)];
    return {
      ...together([
        expecting(isFast, `${rollout.maxReplicas} replicas with a grace of ${grace} s take ${slow} with the quota and ${fast} without`),
        expecting(limited.refused.length === 0, `with a grace of ${grace} s pods are refused: ${limited.refused.join('; ')}`),
      ]),
      notes: [`grace ${grace} s: ${slow} with the quota, ${fast} without`],
    };
  });
  return together([...outcomes, await plantSmallQuota(api, rollout)]);
}

/** With room for a surge alone, a rollout waits for pods to end. */
async function plantSmallQuota(api: KubernetesApi, rollout: Rollout): Promise<Findings> {
  const pods = String(rollout.maxReplicas + 1);
  const { refused } = await measure(api, 'planted-quota', 5, { ...rollout, hard: { pods } });
  return expecting(refused.length > 0, `planted: a quota of ${pods} pods refuses none`);
}

async function measure(api: KubernetesApi, namespace: string, grace: number, rollout: Rollout): Promise<Measured> {
  const { deployment, maxReplicas, hard } = rollout;
  const { spec } = deployment as unknown as { spec: { template: { spec: { serviceAccountName: string; containers: object[] } } } };
  // A pause before the end is part of the grace.
  const containers = spec.template.spec.containers.map((container) => ({ ...container, lifecycle: undefined }));
  const own = {
    ...deployment,
    metadata: { ...deployment.metadata, namespace },
    spec: {
      ...spec,
      replicas: maxReplicas,
      template: { ...spec.template, spec: { ...spec.template.spec, containers, terminationGracePeriodSeconds: grace } },
    },
  };
  const serviceAccount = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: spec.template.spec.serviceAccountName, namespace } };
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace }, spec: { hard } };
  for (const each of [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, serviceAccount, quota, own]) {
    const { status, body } = await api.create(each);
    if (status !== 201) throw new Error(`${each.kind} of ${namespace}: ${body.message}`);
  }
  const isDone = async () => isRolledOut(api, own);
  if (await until(isDone, PATIENCE_SECONDS) === undefined) return { refused: [`${namespace} never starts`] };
  await annotatePods(api, own, 'golden-path.test/update', '1');
  const seconds = await until(isDone, PATIENCE_SECONDS);
  const refused = await refusedIn(api, namespace);
  await api.delete(own);
  return { seconds, refused };
}

/** The Deployment of a service with its autoscaler and quota, as Terraform made them. */
export async function rolloutOf(api: KubernetesApi, services: readonly Written[], name: string, environment: string): Promise<Rollout> {
  const namespace = `${name}-${environment}`;
  const own = services.filter((each) => each.document.metadata!.namespace === namespace && each.document.metadata!.name === name);
  const { document } = own.find((each) => each.document.kind === 'Deployment')!;
  const scaler = await api.read({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name, namespace } });
  const quota = await api.read({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name, namespace } });
  return { deployment: document, maxReplicas: scaler.body.spec.maxReplicas as number, hard: quota.body.spec.hard as object };
}

function inSeconds({ seconds }: Measured): string {
  return seconds === undefined ? `more than ${PATIENCE_SECONDS} s` : `${seconds.toFixed(1)} s`;
}
