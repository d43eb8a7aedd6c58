import { byCode } from '../../core/by-code';
import type { Deployment, DeploymentKind, Outcome } from '../facts/facts';
import type { GithubDeployment, Run } from './shapes';

/** A deployment of a repository as it was recorded, before it is known which services it concerns. */
export interface Attempt {
  /** Its path on GitHub, such as `acme/shop/deployments/42`. */
  readonly id: string;
  /** What a hotfix or rollback may call it. */
  readonly names: readonly string[];
  readonly revision: string;
  readonly environment: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly outcome: Outcome;
  readonly url: string;
  /** The service that it names. */
  readonly service?: string;
  readonly kind?: DeploymentKind;
  readonly repairs: readonly string[];
  /** Whether the delivery workflow recorded it. */
  readonly isRecorded?: boolean;
}

/** A repository whose deployments are read. */
export interface Place {
  /** The present name, as `owner/name`. */
  readonly fullName: string;
  /** Its page. */
  readonly url: string;
}

/** What a deployment came to. */
export interface Ending {
  readonly outcome: Outcome;
  readonly startedAt: string;
  readonly finishedAt?: string;
}

export function attemptOfDeployment(place: Place, deployment: GithubDeployment, ending: Ending): Attempt {
  const { id, revision, environment, isRecorded, label } = deployment;
  const { digest, ...said } = label;
  return {
    id: `${place.fullName}/deployments/${id}`,
    names: [String(id), ...(digest === undefined ? [] : [digest])],
    revision,
    environment,
    ...ending,
    url: `${place.url}/commit/${revision}`,
    ...said,
    isRecorded,
  };
}

export function attemptOfRun(place: Place, workflow: string, run: Run, outcome: Outcome): Attempt {
  const path = `runs/${run.id}/attempts/${run.attempt}`;
  return {
    id: `${place.fullName}/${path}`,
    names: [String(run.id)],
    revision: run.revision,
    environment: workflow,
    startedAt: run.startedAt,
    ...(outcome !== 'running' && { finishedAt: run.updatedAt }),
    outcome,
    url: `${place.url}/actions/${path}`,
    repairs: [],
  };
}

/** The id of the deployment of a service: one attempt may deploy several. */
export function idFor(service: string, { id }: Attempt): string {
  return `${id}#${service}`;
}

/** Attempts in the order in which they ended; those that run come last. */
export function inOrder(attempts: readonly Attempt[]): Attempt[] {
  const end = ({ finishedAt }: Attempt) => (finishedAt === undefined ? Infinity : Date.parse(finishedAt));
  return [...attempts].sort((one, other) => byTime(end(one), end(other)) || byCode(one.id, other.id));
}

/** Infinity minus itself is no number. */
function byTime(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** The fact of a service's deployment. */
export function factOf(
  attempt: Attempt,
  of: { readonly service: string; readonly team: string; readonly repository: string },
  said: { readonly kind: DeploymentKind; readonly repairs: readonly string[] },
): Deployment {
  const { environment, finishedAt, outcome, revision, startedAt, url } = attempt;
  return {
    fact: 'deployment',
    ...of,
    id: idFor(of.service, attempt),
    environment,
    revision,
    ...said,
    outcome,
    startedAt,
    ...(finishedAt !== undefined && { finishedAt }),
    url,
  };
}
