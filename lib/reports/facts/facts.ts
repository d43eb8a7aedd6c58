/** Why a service was deployed: a planned change, an unplanned repair, or the return to an earlier revision. */
export const DEPLOYMENT_KINDS = ['planned', 'hotfix', 'rollback'] as const;

/** One of {@link DEPLOYMENT_KINDS}. */
export type DeploymentKind = (typeof DEPLOYMENT_KINDS)[number];

/**
 * How a deployment ended. `failed` failed after it began to roll out, `not-started` before that. `cancelled` was stopped by a
 * person or by a newer run. `running` has not ended yet.
 */
export const OUTCOMES = ['succeeded', 'failed', 'not-started', 'cancelled', 'running'] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** What every fact says. All times are UTC, in the form `2026-03-02T10:00:00Z`. */
interface OfService {
  /** The name of the service. */
  readonly service: string;
  /** The team that owns it. */
  readonly team: string;
}

/** One attempt to bring one revision of one service to production. */
export interface Deployment extends OfService {
  readonly fact: 'deployment';
  /** Unique: where it was recorded, such as `acme/shop/deployments/42` or `acme/shop/runs/7/attempts/2`, and the service. */
  readonly id: string;
  /** The repository of the code, as `owner/name`. */
  readonly repository: string;
  /** The environment, or the name of the workflow if nothing says more. */
  readonly environment: string;
  /** The full hash of the commit. */
  readonly revision: string;
  readonly kind: DeploymentKind;
  readonly outcome: Outcome;
  readonly startedAt: string;
  /** Absent while it runs. */
  readonly finishedAt?: string;
  /** The ids of the deployments that this hotfix or rollback says it repairs; empty if it names none. */
  readonly repairs: readonly string[];
  /** The page that shows it. */
  readonly url: string;
}

/** A commit, with the deployment that brought it to production first. Merge commits hold no change of their own and are left out. */
export interface Change extends OfService {
  readonly fact: 'change';
  /** The id of that deployment. */
  readonly deployment: string;
  readonly repository: string;
  /** The full hash of the commit. */
  readonly revision: string;
  /** The same for a commit and its rebased or cherry-picked copies. */
  readonly change: string;
  /** The author's time of the commit, which a rebase and a cherry-pick keep. */
  readonly writtenAt: string;
}

/** A disturbance of a service in production. */
export interface Incident extends OfService {
  readonly fact: 'incident';
  readonly id: string;
  readonly startedAt: string;
  /** When it was resolved for the last time; absent while it is open. */
  readonly resolvedAt?: string;
  /** The page that shows it. */
  readonly url: string;
}

/** A line of the facts. */
export type Fact = Deployment | Change | Incident;

/** Something that could not be read, so that a figure may lack it. */
export interface Missing {
  /** The repository, service or source concerned. */
  readonly where: string;
  /** What could not be read. */
  readonly what: string;
  /** Why. */
  readonly why: string;
}

/** The facts of a file, and what could not be read when it was written. */
export interface GivenFacts {
  readonly facts: readonly Fact[];
  readonly missing: readonly Missing[];
}

/** A span of time in UTC: from its start up to, but not including, its end. */
export interface Window {
  readonly since: string;
  readonly until: string;
}

/** All facts of one service, in the order of time. */
export interface ServiceFacts {
  readonly service: string;
  readonly team: string;
  readonly deployments: readonly Deployment[];
  readonly changes: readonly Change[];
  readonly incidents: readonly Incident[];
}
