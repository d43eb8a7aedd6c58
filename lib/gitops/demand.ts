import { parseQuantity } from '../core/quantity';
import type { PodGroup, PodResources } from '../service/demand';
import { shortestGap } from './limits/cron-gap';
import type {
  AppValues,
  ContainerValues,
  JobValues,
  ResourceValues,
  ScheduledJobValues,
  WorkloadValues,
} from './values/app-values';
import { mostPodsOf } from './values/resolve-scaling';

/** What of the service and its platform says how many pods there can be. */
interface Bounds {
  /** The pods of the application's own process at the peak. */
  readonly maxReplicas: number;
  /** The pods that the platform leaves room for beside those of processes. */
  readonly jobPods: number;
}

/** What of a container counts. */
export type ContainerResources = Pick<ContainerValues, 'resources' | 'restartPolicy'>;

/** What of a pod counts. */
interface PodContainers {
  /** What its first container asks for. */
  readonly resources: ResourceValues;
  readonly sidecars: readonly ContainerResources[];
  readonly initContainers: readonly ContainerResources[];
}

/**
 * Every pod that an application can have at the same time: those of each process at its peak, in a rolling update beside all of the
 * previous version that are still terminating, and those of jobs that can coincide.
 */
export function demandOf(values: AppValues, { maxReplicas, jobPods }: Bounds): PodGroup[] {
  const main = values.jobsOnly ? [] : [processGroup(values.name, values, mostPodsOf(values) ?? maxReplicas, values.surgePercent)];
  const further = Object.entries(values.workloads ?? {}).map(([name, workload]) =>
    processGroup(`workload ${name}`, workload, mostPodsOf(workload) ?? workload.replicaCount ?? 0, values.surgePercent),
  );
  const jobs = [
    ...(values.migration ? [jobGroup('migration', values.migration, 1)] : []),
    ...Object.entries(values.jobs).map(([name, job]) => jobGroup(`job ${name}`, job, runsAtOnce(job))),
  ];
  const others = jobPods - jobs.reduce((sum, { count }) => sum + count, 0);
  const spare = others > 0 ? [{ name: 'other jobs', count: others, pod: sumOf([values.resources]) }] : [];
  return [...main, ...further, ...jobs, ...spare];
}

function processGroup(name: string, workload: WorkloadValues, peak: number, surgePercent: number): PodGroup {
  return { name, count: podsOfDeployment(peak, workload.strategy, `${surgePercent}%`), pod: podOf(workload) };
}

/**
 * The most pods that a Deployment has at once. A rolling update is done when its new pods are ready, which can be long before the first
 * of the old ones has ended: all of both are there then, and the first of the next update.
 *
 * @param surge what it has if its strategy does not say it
 */
export function podsOfDeployment(replicas: number, strategy: WorkloadValues['strategy'], surge: string): number {
  return strategy?.type === 'Recreate' ? replicas : 2 * replicas + shareOf(replicas, strategy?.rollingUpdate?.maxSurge ?? surge);
}

/** A number of pods, which Kubernetes rounds up for those that are more than wanted. */
function shareOf(peak: number, share: number | string): number {
  return typeof share === 'number' ? share : Math.ceil((peak * Number.parseInt(share, 10)) / 100);
}

function jobGroup(name: string, { resources }: JobValues, count: number): PodGroup {
  return { name, count, pod: sumOf([resources]) };
}

/** One run unless runs may overlap; then as many as can start before the first of them is ended. */
function runsAtOnce({ activeDeadlineSeconds, concurrencyPolicy, schedule, suspend }: ScheduledJobValues): number {
  return concurrencyPolicy === 'Allow' && !suspend ? Math.ceil(activeDeadlineSeconds / (60 * shortestGap(schedule))) : 1;
}

/**
 * What one pod asks for: all that runs at the same time, which is more while an init container runs that asks for more than the
 * containers do.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podOf({ initContainers, resources, sidecars }: PodContainers): PodResources {
  const native = initContainers.filter(isNative);
  const running = sumOf([resources, ...[...sidecars, ...native].map((container) => container.resources)]);
  const starting = initContainers.flatMap((container, index) => {
    if (isNative(container)) return [];
    const before = initContainers.slice(0, index).filter(isNative);
    return [sumOf([container.resources, ...before.map((each) => each.resources)])];
  });
  return [running, ...starting].reduce((one, other) => ({
    cpu: larger(one.cpu, other.cpu),
    memoryRequest: larger(one.memoryRequest, other.memoryRequest),
    memoryLimit: larger(one.memoryLimit, other.memoryLimit),
  }));
}

function isNative({ restartPolicy }: ContainerResources): boolean {
  return restartPolicy === 'Always';
}

function sumOf(all: readonly ResourceValues[]): PodResources {
  const sum = (of: (resources: ResourceValues) => bigint) => all.reduce((total, each) => total + of(each), 0n);
  return {
    cpu: sum(({ requests }) => milliOf(requests.cpu)),
    memoryRequest: sum(({ requests }) => milliOf(requests.memory) / 1000n),
    memoryLimit: sum(({ limits }) => milliOf(limits.memory) / 1000n),
  };
}

function milliOf(text: string): bigint {
  return parseQuantity(text)!.milli;
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
