import { add, ceil, choose, divide, equal, evaluateText, input, multiply } from '../core/formula';

/**
 * The size of a service, each setting defined once as data: replicas, the disruption budget and the quota. Amounts are
 * thousandths of a core and whole bytes.
 */

export const MAX_REPLICAS = multiply(input('replicaCount'), input('maxReplicaFactor'));

export const MEMORY_LIMIT = multiply(input('memoryRequest'), input('memoryLimitFactor'));

/** With one replica, half rounds up to one, so no node could ever be drained. */
const SINGLE = equal(input('replicaCount'), 1);

/** @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export const MIN_AVAILABLE = choose(SINGLE, '', '50%');
export const MAX_UNAVAILABLE = choose(SINGLE, '1', '');

/** What a disruption budget has for so many replicas; fewer than one is like one. */
export function budgetFor(replicas: number): { readonly minAvailable?: string; readonly maxUnavailable?: number } {
  const inputs = { replicaCount: Math.max(1, replicas) };
  const minAvailable = evaluateText(MIN_AVAILABLE, inputs);
  return minAvailable === '' ? { maxUnavailable: Number(evaluateText(MAX_UNAVAILABLE, inputs)) } : { minAvailable };
}

/** The replicas that can be wanted at once. */
export const PEAK_REPLICAS = choose(input('enableHpa'), input('maxReplicaCount'), input('replicaCount'));

/** The pods that a rolling update adds at once. */
const SURGE = ceil(divide(multiply(input('peakReplicas'), input('surgePercent')), 100));

/**
 * The most pods that there can be at once: all replicas, as many of the previous version that are still terminating, the first of the
 * next rolling update, and jobs. New pods are ready in seconds, and old ones may take all of their grace period to end, so that a rolling
 * update is done before the first of them is gone. Without room for them the cluster would refuse new pods until then.
 */
export const QUOTA_PODS = add(multiply(2, input('peakReplicas')), SURGE, input('jobPods'));

export const QUOTA_CPU_REQUESTS = multiply(input('quotaPods'), add(input('cpuRequest'), input('sidecarCpuRequest')));
export const QUOTA_MEMORY_REQUESTS = multiply(input('quotaPods'), add(input('memoryRequest'), input('sidecarMemoryRequest')));

/** Sidecars may burst as far above their request as the service does. */
export const QUOTA_MEMORY_LIMITS = multiply(
  input('quotaPods'),
  add(input('memoryLimit'), multiply(input('sidecarMemoryRequest'), input('memoryLimitFactor'))),
);
