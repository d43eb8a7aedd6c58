import { byCode } from '../../core/by-code';
import type { Deployment, Incident, ServiceFacts } from '../facts/facts';

/** A deployment that reached production: it rolled out, or failed while it did. Times in milliseconds. */
export interface Reached {
  readonly deployment: Deployment;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** The incidents that are attributed to it. */
  readonly incidents: Incident[];
  /** The hotfixes and rollbacks that name it. */
  readonly repairs: Reached[];
}

/** The deployments of a service that reached production, by their end, with what each needed. */
export function reachedOf({ deployments, incidents }: ServiceFacts, attributionMs: number): Reached[] {
  const reached = deployments
    .filter(({ outcome, finishedAt }) => (outcome === 'succeeded' || outcome === 'failed') && finishedAt !== undefined)
    .map((deployment): Reached => ({
      deployment,
      startedAt: Date.parse(deployment.startedAt),
      finishedAt: Date.parse(deployment.finishedAt!),
      incidents: [],
      repairs: [],
    }));
  attribute(reached, incidents, attributionMs);
  const byId = new Map(reached.map((each) => [each.deployment.id, each]));
  for (const each of reached) {
    if (each.deployment.kind !== 'planned') for (const id of each.deployment.repairs) byId.get(id)?.repairs.push(each);
  }
  return reached.sort((one, other) => one.finishedAt - other.finishedAt || byStart(one, other));
}

/** Whether people had to intervene because of it. */
export function neededIntervention({ deployment, incidents, repairs }: Reached): boolean {
  return deployment.outcome === 'failed' || incidents.length > 0 || repairs.length > 0;
}

/**
 * When the failure of a deployment ended, or nothing while it lasts: its incidents are all resolved, or a good hotfix or rollback that
 * names it is out, whichever is first. A failed rollout without an incident ends with the next good deployment.
 *
 * @param good the good deployments of the service by their end
 */
export function endOfFailure({ deployment, finishedAt, incidents, repairs }: Reached, good: readonly Reached[]): number | undefined {
  const resolved = incidents.map(({ resolvedAt }) => (resolvedAt === undefined ? Infinity : Date.parse(resolvedAt)));
  const ends = [
    ...(resolved.length > 0 ? [Math.max(...resolved)] : []),
    ...repairs.filter((each) => isGood(each)).map((each) => each.finishedAt),
    ...(deployment.outcome === 'failed' && incidents.length === 0 ? [firstAfter(good, finishedAt)] : []),
  ];
  const end = Math.min(...ends);
  return Number.isFinite(end) ? end : undefined;
}

/** Whether a deployment succeeded and nobody had to intervene. */
export function isGood(each: Reached): boolean {
  return each.deployment.outcome === 'succeeded' && !neededIntervention(each);
}

/** Gives each incident to the deployment that began last before it, if that ended at most so long ago. */
function attribute(reached: readonly Reached[], incidents: readonly Incident[], attributionMs: number): void {
  const byBeginning = [...reached].sort(byStart);
  for (const incident of incidents) {
    const at = Date.parse(incident.startedAt);
    const last = byBeginning[countUpTo(byBeginning, at, ({ startedAt }) => startedAt) - 1] as Reached | undefined;
    if (last && at <= last.finishedAt + attributionMs) last.incidents.push(incident);
  }
}

function byStart(one: Reached, other: Reached): number {
  return one.startedAt - other.startedAt || byCode(one.deployment.id, other.deployment.id);
}

function firstAfter(sorted: readonly Reached[], at: number): number {
  return sorted[countUpTo(sorted, at, ({ finishedAt }) => finishedAt)]?.finishedAt ?? Infinity;
}

/** How many of a sorted list are at this time or before it. */
function countUpTo(sorted: readonly Reached[], at: number, timeOf: (each: Reached) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(sorted[middle]) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
