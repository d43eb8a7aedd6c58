import { GoldenPathError } from '../core/errors';
import type { Problem } from '../core/problems';
import { formatQuantity, parseQuantity } from '../core/quantity';
import type { Platform } from '../platform/platform';

/** Pods of one kind that there can be at the same time. */
export interface PodGroup {
  /** Whose pods they are, in an error. */
  readonly name: string;
  readonly count: number;
  readonly pod: PodResources;
}

/** What an application runs. */
export interface Demand {
  /** The kind that makes the pods of its own process, such as `Deployment`. */
  readonly kind: string;
  readonly pods: readonly PodGroup[];
}

/** What one pod asks for: thousandths of a core, and bytes. */
export interface PodResources {
  readonly cpu: bigint;
  readonly memoryRequest: bigint;
  readonly memoryLimit: bigint;
}

/** What all pods of a namespace can ask for together, as a quota has it. */
export type Quota = Readonly<Record<'limits.memory' | 'pods' | 'requests.cpu' | 'requests.memory', string>>;

/** The quota that all of them fit into, each with room for a sidecar that the cluster adds. */
export function quotaOf(groups: readonly PodGroup[], { defaults }: Platform): Quota {
  const cpu = milliOf(defaults.sidecarCpuRequest);
  const memory = milliOf(defaults.sidecarMemoryRequest) / 1000n;
  const sum = (of: (pod: PodResources) => bigint) =>
    groups.reduce((total, { count, pod }) => total + BigInt(count) * of(pod), 0n);
  const bytes = (of: (pod: PodResources) => bigint) => formatQuantity({ milli: sum(of) * 1000n, binary: true });
  return {
    'limits.memory': bytes((pod) => pod.memoryLimit + memory * BigInt(defaults.memoryLimitFactor!)),
    'pods': String(groups.reduce((total, { count }) => total + count, 0)),
    'requests.cpu': formatQuantity({ milli: sum((pod) => pod.cpu + cpu), binary: false }),
    'requests.memory': bytes((pod) => pod.memoryRequest + memory),
  };
}

/** Refuses pods that are more than the platform lets a service have, with the sum of what they ask for. */
export function requireRoom(where: string, groups: readonly PodGroup[], platform: Platform): void {
  const problems = excessOf(groups, platform);
  if (problems.length > 0) throw new GoldenPathError('InvalidProps', where, problems);
}

/** What of a quota is more than the platform lets a service have. */
export function excessOf(groups: readonly PodGroup[], platform: Platform): Problem[] {
  const { maxQuota } = platform;
  const quota = quotaOf(groups, platform);
  const amounts = { 'pods': maxQuota?.pods?.toString(), 'requests.cpu': maxQuota?.cpu, 'requests.memory': maxQuota?.memory };
  const limits = Object.entries(amounts) as [keyof Quota, string | undefined][];
  return limits.flatMap(([name, most]) => {
    if (most === undefined || milliOf(quota[name]) <= milliOf(most)) return [];
    const sum = groups.map(({ name: whose, count, pod }) => `${count} x ${whose} (${partOf(name, pod)})`);
    return [
      {
        path: `quota ${name}`,
        got: `${quota[name]}, the sum of ${sum.join(', ')}, each with room for a sidecar of the cluster`,
        allowed: `at most ${most}, which the platform lets a service have`,
        fix: 'use fewer replicas or smaller requests, or ask the platform team for a larger maxQuota',
      },
    ];
  });
}

function partOf(name: keyof Quota, { cpu, memoryRequest }: PodResources): string {
  if (name === 'pods') return 'one each';
  const isCpu = name === 'requests.cpu';
  return formatQuantity({ milli: isCpu ? cpu : memoryRequest * 1000n, binary: !isCpu });
}

function milliOf(text?: string): bigint {
  return parseQuantity(text)!.milli;
}
