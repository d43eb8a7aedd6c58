import { eachOf } from '../client/slots';
import type { Change, Deployment, DeploymentKind } from '../facts/facts';
import { factOf, idFor } from './attempts';
import type { Attempt } from './attempts';
import { filesIn, isBelow } from './commits';
import type { GithubCommit } from './shapes';
import type { Source } from './source';
import type { Step } from './steps';

/** A service whose facts are wanted. */
export interface WantedService {
  readonly name: string;
  readonly team: string;
  /** Its folders; none if the repository is its own. */
  readonly paths: readonly string[];
}

const AT_ONCE = 8;

/** The deployments and changes of one service, from what its repository deployed. */
export async function serviceFacts(
  source: Source,
  wanted: WantedService,
  steps: readonly Step[],
  kindOfPull: (revision: string) => DeploymentKind | undefined,
): Promise<{ readonly deployments: Deployment[]; readonly changes: Change[] }> {
  const of = { service: wanted.name, team: wanted.team, repository: source.fullName };
  const isOwn = ownership(source, wanted.paths);
  const own = await eachOf(steps, AT_ONCE, async (step) => ((await concerns(step, wanted, isOwn)) ? [step] : []));
  const shippers = new Map<string, string>();
  const shipped = new Set<string>();
  const deployments: Deployment[] = [];
  const changes: Change[] = [];
  const earlier: Attempt[] = [];
  for (const step of own.flat()) {
    const { attempt, difference } = step;
    const commits = difference?.commits ?? [];
    const head = commits.find(({ revision }) => revision === attempt.revision);
    const kind = attempt.kind ?? head?.kind ?? kindOfPull(attempt.revision) ?? 'planned';
    const repairs = kind === 'planned' ? [] : repairsOf(wanted.name, step, kind, earlier, shippers);
    deployments.push(factOf(attempt, of, { kind, repairs }));
    if (attempt.outcome !== 'succeeded') continue;
    for (const commit of await first(commits, shipped, isOwn)) {
      const { change, revision, writtenAt } = commit;
      changes.push({ fact: 'change', ...of, deployment: idFor(wanted.name, attempt), revision, change, writtenAt });
    }
    for (const { revision } of commits) if (!shippers.has(revision)) shippers.set(revision, idFor(wanted.name, attempt));
    earlier.push(attempt);
  }
  return { deployments, changes };
}

type IsOwn = (commit: GithubCommit) => Promise<boolean>;

/** Whether a commit changes the service, looked up once. */
function ownership(source: Source, paths: readonly string[]): IsOwn {
  if (paths.length === 0) return async () => true;
  const known = new Map<string, Promise<boolean>>();
  return async ({ revision }) => {
    const answer = known.get(revision) ?? filesIn(source, revision).then((files) => isBelow(files, paths));
    known.set(revision, answer);
    return answer;
  };
}

/** Whether a deployment is one of the service: it names it, or changes it, or nothing tells them apart. */
async function concerns({ attempt, difference, dropped }: Step, { name, paths }: WantedService, isOwn: IsOwn): Promise<boolean> {
  if (attempt.service !== undefined) return attempt.service === name;
  if (paths.length === 0 || !difference) return true;
  const commits = [...difference.commits, ...dropped];
  if (commits.length === 0) return true;
  for (const commit of commits) if (!commit.isMerge && (await isOwn(commit))) return true;
  return false;
}

/** The commits that no earlier deployment shipped, nor another copy of them. */
async function first(commits: readonly GithubCommit[], shipped: Set<string>, isOwn: IsOwn): Promise<GithubCommit[]> {
  const fresh: GithubCommit[] = [];
  for (const commit of commits) {
    if (commit.isMerge || shipped.has(commit.change) || !(await isOwn(commit))) continue;
    shipped.add(commit.change);
    fresh.push(commit);
  }
  return fresh;
}

/**
 * The deployments that a hotfix or rollback names: by id or revision, or by the commits that it reverts. A rollback that names none
 * means the one that it replaced.
 */
function repairsOf(
  service: string,
  { attempt, difference }: Step,
  kind: DeploymentKind,
  earlier: readonly Attempt[],
  shippers: ReadonlyMap<string, string>,
): string[] {
  const named = attempt.repairs.flatMap((name) => {
    const found = earlier.filter((each) => each.names.includes(name) || isRevision(each.revision, name));
    return found.slice(-1).map((each) => idFor(service, each));
  });
  const reverted = (difference?.commits ?? []).flatMap(({ reverts }) => reverts.flatMap((revision) => shippers.get(revision) ?? []));
  const found = [...new Set([...named, ...reverted])];
  if (found.length > 0 || kind !== 'rollback') return found;
  const replaced = earlier.filter(({ finishedAt }) => finishedAt! <= attempt.startedAt).slice(-1);
  return replaced.map((each) => idFor(service, each));
}

const SHORTEST_REVISION = 7;

function isRevision(revision: string, name: string): boolean {
  return name.length >= SHORTEST_REVISION && revision.startsWith(name);
}
