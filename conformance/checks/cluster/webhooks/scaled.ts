import { manifestsOf } from '../../../../lib/gitops/rendering/manifests-of';
import { Autoscaling } from '../../../../lib/gitops/scaling/autoscaling';
import type { KedaOptions } from '../../../../lib/gitops/scaling/scaling-options';
import type { AppValues } from '../../../../lib/gitops/values/app-values';
import { scalingOf } from '../../../../lib/gitops/values/resolve-scaling';
import type { KubernetesObject } from '../../../../test/support/documents';
import { WORKER } from '../../helm/samples';

const QUEUE = { type: 'aws-sqs-queue', metadata: { queueURL: 'https://sqs.eu-central-1.amazonaws.com/1/orders', queueLength: '5' } };
const CPU = { type: 'cpu', metadata: { value: '70' } };
const DAY = { start: '0 6 * * 1-5', end: '0 20 * * 1-5', replicas: 4, timeZone: 'Europe/Berlin' };

/** By the names of the processes that scale so; the last name is as long as it can be. */
const SCALED: Readonly<Record<string, KedaOptions>> = {
  'queue': { maxReplicas: 10, triggers: [QUEUE], pollingSeconds: 10, cooldownSeconds: 60, fallbackReplicas: 2 },
  'day': { maxReplicas: 10, schedules: [DAY] },
  'pods': { minReplicas: 1, maxReplicas: 10, triggers: [CPU, { type: 'memory', metadata: { value: '80' } }] },
  'both': { maxReplicas: 10, triggers: [QUEUE, CPU], schedules: [DAY], fallbackReplicas: 10, scaleDown: { percent: 50 } },
  ['w'.repeat(63 - 'ledger-'.length)]: { maxReplicas: 10, triggers: [QUEUE] },
};

/** An application of which KEDA scales each process: first what is scaled, then what scales it. */
export function scaledApplication(): KubernetesObject[] {
  const workloads = Object.fromEntries(Object.entries(SCALED).map(([container, options]) => {
    const autoscaling = Autoscaling.keda(options);
    const object = `${WORKER.name}-${container}`;
    return [container, { ...WORKER, ...scalingOf({ autoscaling }, { container, hasBudget: true, object, replicas: 1 }) }];
  }));
  const values = { ...WORKER, workloads } as AppValues;
  const documents = JSON.parse(JSON.stringify(manifestsOf(values))) as KubernetesObject[];
  const isScaler = ({ kind }: KubernetesObject) => kind === 'ScaledObject';
  return [...documents.filter((each) => !isScaler(each)), ...documents.filter(isScaler)];
}
