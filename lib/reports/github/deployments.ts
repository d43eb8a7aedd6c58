import { eachOf } from '../client/slots';
import { attemptOfDeployment } from './attempts';
import type { Attempt, Ending } from './attempts';
import { deploymentsOf, statesOf } from './shapes';
import type { DeploymentState, GithubDeployment } from './shapes';
import { PAGE, pageAt, pathIn } from './source';
import type { Source } from './source';

/** Deployments of one repository that are looked at at once; the client bounds the requests. */
const AT_ONCE = 8;

/**
 * The deployments to an environment since the beginning of the span, and the last good one before it. GitHub filters them by no date:
 * it gives the newest first.
 */
export async function deploymentsTo(source: Source, environment: string): Promise<Attempt[]> {
  const { from, until } = source;
  const path = pathIn(source, `/deployments?environment=${encodeURIComponent(environment)}&per_page=${PAGE}`);
  const attempts: Attempt[] = [];
  const seen = new Set<number>();
  for (let next: string | undefined = path; next !== undefined;) {
    const page: { body: GithubDeployment[]; next?: string } = await pageAt(source, next, { pick: deploymentsOf });
    // A deployment that was added between two pages moves the others: some come twice.
    const fresh = page.body.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const [inSpan, before] = split(fresh.filter(({ createdAt }) => Date.parse(createdAt) < until), from);
    attempts.push(...(await eachOf(inSpan, AT_ONCE, async (each) => attemptOf(source, each))).flat());
    const base = await lastGood(source, before);
    if (base) return withoutGates([...attempts, base]);
    next = page.next;
  }
  return withoutGates(attempts);
}

/**
 * GitHub itself adds a deployment for each job that waits for an environment. Once the delivery workflow records deployments, which says
 * more, those count no longer.
 */
function withoutGates(attempts: readonly Attempt[]): Attempt[] {
  const recorded = attempts.filter(({ isRecorded }) => isRecorded);
  const first = recorded.map(({ startedAt }) => startedAt).sort()[0];
  const revisions = new Set(recorded.map(({ revision }) => revision));
  return attempts.filter(({ isRecorded, revision, startedAt }) => isRecorded || !(startedAt >= first || revisions.has(revision)));
}

function split(all: readonly GithubDeployment[], from: number): [inSpan: GithubDeployment[], before: GithubDeployment[]] {
  const isIn = ({ createdAt }: GithubDeployment) => Date.parse(createdAt) >= from;
  return [all.filter(isIn), all.filter((each) => !isIn(each))];
}

async function lastGood(source: Source, newestFirst: readonly GithubDeployment[]): Promise<Attempt | undefined> {
  for (const each of newestFirst) {
    const [attempt] = await attemptOf(source, each);
    if (attempt?.outcome === 'succeeded') return attempt;
  }
  return undefined;
}

/** A deployment with what it came to; none, which is named, if it was deleted meanwhile. */
async function attemptOf(source: Source, deployment: GithubDeployment): Promise<Attempt[]> {
  const { client, partition } = source;
  const path = pathIn(source, `/deployments/${deployment.id}/statuses?per_page=${PAGE}`);
  const isFinal = (read: readonly DeploymentState[]) => read.length < PAGE && read.some(({ state }) => state in ENDS);
  const states = await client.readAll(partition, path, { pick: statesOf, isFinal });
  if (states) return [attemptOfDeployment(source, deployment, endingOf(deployment, states))];
  source.missing({ where: source.fullName, what: `deployment ${deployment.id}`, why: 'GitHub does not have its states any more' });
  return [];
}

/** The states that end a deployment; what comes after them is about the next one. */
const ENDS = { success: true, failure: true, error: true };

/** How a deployment ended, from its states in any order. */
function endingOf(deployment: Pick<GithubDeployment, 'createdAt' | 'isRecorded'>, states: readonly DeploymentState[]): Ending {
  const { createdAt, isRecorded } = deployment;
  // Of two states at one time the one that GitHub lists last is the first.
  const inTime = states.map((each, index) => ({ ...each, index }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || other.index - one.index);
  const begin = inTime.findIndex(({ state }) => state === 'in_progress');
  const end = inTime.findIndex(({ state }) => state in ENDS);
  const startedAt = begin !== -1 && (end === -1 || begin < end) ? inTime[begin].at : createdAt;
  if (end === -1) {
    const inactive = inTime.find(({ state }) => state === 'inactive');
    return inactive ? { outcome: 'cancelled', startedAt, finishedAt: inactive.at } : { outcome: 'running', startedAt };
  }
  const { at: finishedAt, state } = inTime[end];
  if (state === 'success') return { outcome: 'succeeded', startedAt, finishedAt };
  const hasBegun = isRecorded ? state === 'failure' : begin !== -1 && begin < end;
  return { outcome: hasBegun ? 'failed' : 'not-started', startedAt, finishedAt };
}
