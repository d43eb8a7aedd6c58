import type { ServiceFacts, Window } from '../facts/facts';
import { endOfFailure, isGood, neededIntervention, reachedOf } from './interventions';

/** What counts of a deployment that reached production. Times in milliseconds. */
export interface MeasuredDeployment {
  readonly at: number;
  readonly succeeded: boolean;
  readonly unplanned: boolean;
  readonly failed: boolean;
  /** How long the failure lasted; absent if it did not fail, or is not over. */
  readonly recovery?: number;
}

/** What counts of a change. Times in milliseconds. */
export interface MeasuredChange {
  /** The end of the deployment that shipped it. */
  readonly at: number;
  readonly lead: number;
  /** Whether its author's clock says that it was written after that. */
  readonly skewed: boolean;
}

/** What a service adds to every figure; measures of several services add up by putting their lists together. */
export interface Measures {
  readonly deployments: readonly MeasuredDeployment[];
  readonly changes: readonly MeasuredChange[];
  /** Deployments that ended in the window and never reached production. */
  readonly cancelled: readonly number[];
  readonly notStarted: readonly number[];
}

/** The measures of a service in a window, by the end of its deployments. */
export function measure(facts: ServiceFacts, window: Window, attributionMinutes: number): Measures {
  const [since, until] = [Date.parse(window.since), Date.parse(window.until)];
  const isIn = (at: number) => at >= since && at < until;
  const reached = reachedOf(facts, attributionMinutes * 60_000);
  const good = reached.filter(isGood);
  const endOf = new Map(reached.map(({ deployment, finishedAt }) => [deployment.id, finishedAt]));
  const endsOf = (outcome: string) =>
    facts.deployments.filter((each) => each.outcome === outcome).map((each) => Date.parse(each.finishedAt ?? each.startedAt)).filter(isIn);
  return {
    deployments: reached.filter(({ finishedAt }) => isIn(finishedAt)).map((each) => {
      const failed = neededIntervention(each);
      const end = failed ? endOfFailure(each, good) : undefined;
      return {
        at: each.finishedAt,
        succeeded: each.deployment.outcome === 'succeeded',
        unplanned: each.deployment.kind !== 'planned',
        failed,
        ...(end !== undefined && { recovery: Math.max(0, end - each.finishedAt) }),
      };
    }),
    changes: facts.changes.flatMap(({ deployment, writtenAt }) => {
      const at = endOf.get(deployment);
      if (at === undefined || !isIn(at)) return [];
      const lead = at - Date.parse(writtenAt);
      return [{ at, lead: Math.max(0, lead), skewed: lead < 0 }];
    }),
    cancelled: endsOf('cancelled'),
    notStarted: endsOf('not-started'),
  };
}

/** The measures of several services together. */
export function together(all: readonly Measures[]): Measures {
  return {
    deployments: all.flatMap(({ deployments }) => deployments),
    changes: all.flatMap(({ changes }) => changes),
    cancelled: all.flatMap(({ cancelled }) => cancelled),
    notStarted: all.flatMap(({ notStarted }) => notStarted),
  };
}

/** The part of measures that is in a span of time. */
export function within(measures: Measures, since: number, until: number): Measures {
  const isIn = ({ at }: { readonly at: number }) => at >= since && at < until;
  return {
    deployments: measures.deployments.filter(isIn),
    changes: measures.changes.filter(isIn),
    cancelled: measures.cancelled.filter((at) => isIn({ at })),
    notStarted: measures.notStarted.filter((at) => isIn({ at })),
  };
}
