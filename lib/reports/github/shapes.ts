import { isPlainObject } from '../../core/json';
import { Fields, listOf } from '../client/shape';
import { changeKey } from '../facts/change-key';
import { DEPLOYMENT_KINDS } from '../facts/facts';
import type { DeploymentKind } from '../facts/facts';

/** What reports read of GitHub's responses. @see https://docs.github.com/en/rest */

/** A repository. @see https://docs.github.com/en/rest/repos/repos */
export interface GithubRepository {
  readonly fullName: string;
  readonly isArchived: boolean;
  readonly url: string;
  /** Whether pull requests are turned off. */
  readonly lacksPulls?: boolean;
}

/** Why there is none. */
export const NO_REPOSITORY = 'there is no such repository, or the token may not read it';

export function repositoryOf(item: Fields): GithubRepository {
  return {
    fullName: item.text('full_name'),
    isArchived: item.flag('archived'),
    url: item.text('html_url'),
    ...(item.value('has_pull_requests') === false && { lacksPulls: true }),
  };
}

/** A deployment as it was asked for. @see https://docs.github.com/en/rest/deployments/deployments */
export interface GithubDeployment {
  readonly id: number;
  readonly revision: string;
  readonly environment: string;
  readonly createdAt: string;
  /** Whether the delivery workflow recorded it, after it had begun to roll out. */
  readonly isRecorded: boolean;
  readonly label: Label;
}

/** The task of the deployments that the delivery workflow records. */
const TASK = 'golden-path';

/** What a deployment says of itself: in its payload, as the delivery workflow writes it. */
export interface Label {
  readonly service?: string;
  readonly kind?: DeploymentKind;
  /** The digest of its image. */
  readonly digest?: string;
  /** Ids of deployments, revisions or digests that it repairs. */
  readonly repairs: readonly string[];
}

export function deploymentsOf(body: unknown): GithubDeployment[] {
  return listOf(body, 'deployments', (item) => ({
    id: item.count('id'),
    revision: item.text('sha'),
    environment: item.text('environment'),
    createdAt: item.time('created_at'),
    isRecorded: item.value('task') === TASK,
    label: labelOf(item.value('payload')),
  }));
}

/** A payload is an object, or a text that may hold one; ours may stand under a key of its own beside others. */
function labelOf(payload: unknown): Label {
  const outer = typeof payload === 'string' ? parsed(payload) : payload;
  if (!isPlainObject(outer)) return { repairs: [] };
  const own = isPlainObject(outer['golden-path']) ? outer['golden-path'] : outer;
  const repairs = (Array.isArray(own.repairs) ? own.repairs : [own.repairs]).filter((each) => ['string', 'number'].includes(typeof each));
  const kind = kindOf(own.kind);
  return {
    ...(typeof own.service === 'string' && { service: own.service }),
    ...(kind && { kind }),
    ...(typeof own.digest === 'string' && { digest: own.digest }),
    repairs: repairs.map(String),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The kind that a word names, if it names one. */
export function kindOf(word: unknown): DeploymentKind | undefined {
  return DEPLOYMENT_KINDS.find((kind) => kind === word);
}

const STATES = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success', 'waiting'] as const;

/** A state of a deployment. @see https://docs.github.com/en/rest/deployments/statuses */
export interface DeploymentState {
  readonly state: (typeof STATES)[number];
  readonly at: string;
}

export function statesOf(body: unknown): DeploymentState[] {
  return listOf(body, 'statuses', (item) => ({ state: item.word('state', STATES), at: item.time('created_at') }));
}

/** A workflow. @see https://docs.github.com/en/rest/actions/workflows */
export interface Workflow {
  readonly id: number;
  readonly name: string;
  readonly path: string;
}

export function workflowsOf(body: unknown): Workflow[] {
  return new Fields(body, 'workflows').list('workflows', (item) => ({
    id: item.count('id'),
    name: item.text('name'),
    path: item.text('path'),
  }));
}

/** The words of `conclusion`, and `null` while a run goes on. @see https://docs.github.com/en/rest/checks/runs */
const CONCLUSIONS = [
  'success', 'failure', 'timed_out', 'cancelled', 'startup_failure', 'skipped', 'action_required', 'neutral', 'stale',
] as const;

/** How a run or a job ended. */
export type Conclusion = (typeof CONCLUSIONS)[number];

/** One attempt of a run. @see https://docs.github.com/en/rest/actions/workflow-runs */
export interface Run {
  readonly id: number;
  readonly attempt: number;
  readonly revision: string;
  readonly createdAt: string;
  readonly startedAt: string;
  /** When it last changed, which is its end once it has a conclusion. */
  readonly updatedAt: string;
  readonly conclusion?: Conclusion;
}

export function runOf(item: Fields): Run {
  return {
    id: item.count('id'),
    attempt: item.isEmpty('run_attempt') ? 1 : item.count('run_attempt'),
    revision: item.text('head_sha'),
    createdAt: item.time('created_at'),
    startedAt: item.optionalTime('run_started_at') ?? item.time('created_at'),
    updatedAt: item.time('updated_at'),
    ...(!item.isEmpty('conclusion') && { conclusion: item.word('conclusion', CONCLUSIONS) }),
  };
}

/** A page of runs, and how many there are in all. */
export interface RunPage {
  readonly total: number;
  readonly runs: readonly Run[];
}

export function runPageOf(body: unknown): RunPage {
  const page = new Fields(body, 'runs');
  return { total: page.count('total_count'), runs: page.list('workflow_runs', runOf) };
}

/** A job of a run. @see https://docs.github.com/en/rest/actions/workflow-jobs */
export interface Job {
  readonly name: string;
  readonly conclusion?: Conclusion;
  /** Whether one of its steps ran. */
  readonly hasBegun: boolean;
}

const RAN: readonly unknown[] = ['success', 'failure'];

export function jobsOf(body: unknown): Job[] {
  return new Fields(body, 'jobs').list('jobs', (item) => ({
    name: item.text('name'),
    ...(!item.isEmpty('conclusion') && { conclusion: item.word('conclusion', CONCLUSIONS) }),
    hasBegun: !item.isEmpty('steps') && item.list('steps', (step) => step.value('conclusion')).some((each) => RAN.includes(each)),
  }));
}

/** A commit, without its author. @see https://docs.github.com/en/rest/commits/commits */
export interface GithubCommit {
  readonly revision: string;
  readonly change: string;
  readonly writtenAt: string;
  readonly isMerge: boolean;
  /** The commits that its message says it reverts. */
  readonly reverts: readonly string[];
  /** The kind of deployment that its message says. */
  readonly kind?: DeploymentKind;
}

const REVERTS = /This reverts commit ([0-9a-f]{40})/g;
const TRAILER = /^Golden-Path-Deployment: (\w+)$/m;

function commitOf(item: Fields): GithubCommit {
  const commit = item.fields('commit');
  const author = commit.fields('author');
  const [message, writtenAt] = [commit.text('message'), author.time('date')];
  const kind = kindOf(TRAILER.exec(message)?.[1]);
  return {
    revision: item.text('sha'),
    change: changeKey({ email: author.optionalText('email') ?? '', writtenAt, subject: message.split('\n')[0] }),
    writtenAt,
    isMerge: item.list('parents', (parent) => parent.text('sha')).length > 1,
    reverts: [...message.matchAll(REVERTS)].map(([, revision]) => revision),
    ...(kind && { kind }),
  };
}

/** What one revision has and another one lacks. @see https://docs.github.com/en/rest/commits/commits#compare-two-commits */
export interface Comparison {
  /** How many commits there are, on all pages. */
  readonly total: number;
  /** How many commits of the first revision the second one lacks. */
  readonly behind: number;
  readonly commits: readonly GithubCommit[];
}

export function comparisonOf(body: unknown): Comparison {
  const page = new Fields(body, 'comparison');
  return { total: page.count('total_commits'), behind: page.count('behind_by'), commits: page.list('commits', commitOf) };
}

/** The paths that a commit changes. */
export function filesOf(body: unknown): string[] {
  const commit = new Fields(body, 'commit');
  // Something without a hash is no commit, and says nothing about files.
  commit.text('sha');
  if (commit.isEmpty('files')) return [];
  return commit.list('files', (file) => [file.text('filename'), file.optionalText('previous_filename') ?? []].flat()).flat();
}

/** A pull request that was merged, or closed. @see https://docs.github.com/en/rest/pulls/pulls */
export interface Pull {
  readonly revisions: readonly string[];
  readonly kind?: DeploymentKind;
  readonly updatedAt: string;
}

export function pullsOf(body: unknown): Pull[] {
  return listOf(body, 'pulls', (item) => {
    const kinds = item.list('labels', (label) => kindOf(label.value('name'))).filter((kind) => kind !== undefined);
    const isMerged = !item.isEmpty('merged_at');
    return {
      revisions: isMerged ? [item.optionalText('merge_commit_sha') ?? [], item.fields('head').text('sha')].flat() : [],
      // Whoever says that a change was not planned knows more than a default label.
      ...(kinds.length > 0 && { kind: kinds.find((kind) => kind !== 'planned') ?? 'planned' }),
      updatedAt: item.time('updated_at'),
    };
  });
}
