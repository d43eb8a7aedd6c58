import type { Run } from '../core/action';
import { ActionFailure, failure, show } from '../core/problems';
import type { GithubClient, PullRequest } from './client';
import { changedFiles } from './compare';
import type { ProposedFile } from './files';
import type { CheckedPullRequest } from './input';

/** What `golden-path:github:pull-request` gives to later steps. */
export interface PullRequestOutput {
  /** Missing only if the repository had the files before, and no pull request from this branch. */
  readonly pullRequestUrl?: string;
  readonly pullRequestNumber?: number;
  /** Whether this run opened the pull request. */
  readonly created: boolean;
}

/**
 * Gives a pull request with these files. A branch and a pull request that are there with the same files are taken; a branch with
 * other files is left as it is.
 */
export async function ensurePullRequest(
  client: GithubClient,
  input: CheckedPullRequest,
  files: readonly ProposedFile[],
  { log }: Run,
): Promise<PullRequestOutput> {
  const base = await baseOf(client, input);
  const exists = await hasBranch(client, input.branch, files);
  const open = await client.pullRequest(input.branch, base.name, 'open');
  if (open) return found(open, 'open', log);
  const changed = await changedFiles(client, base.tree, files);
  if (changed.length === 0) return nothingToPropose(client, input, base.name, log);
  if (!exists) await makeBranch(client, input, base, changed, files, log);
  return openPullRequest(client, input, base.name, log);
}

/** What a dry run says and gives. */
export function describePullRequest(input: CheckedPullRequest, files: readonly ProposedFile[], { log }: Run): PullRequestOutput {
  const { owner, name, host, title, branch, base = 'the default branch' } = input;
  log(`would open the pull request ${show(title)} in ${host}/${owner}/${name}, from ${branch} to ${base}, if it is not there`);
  for (const { path, content } of files) log(`would propose ${path} (${content.length} bytes)`);
  return { pullRequestUrl: 'https://dry-run.invalid/pull/0', pullRequestNumber: 0, created: false };
}

interface Base {
  readonly name: string;
  readonly commit: string;
  readonly tree: string;
}

async function baseOf(client: GithubClient, { branch, base }: CheckedPullRequest): Promise<Base> {
  const standard = await client.defaultBranch();
  const name = base ?? standard;
  if (branch === name || branch === standard) {
    throw failure('input', {
      path: 'branch',
      got: show(branch),
      allowed: `another branch than ${standard}`,
      fix: 'give the change a branch of its own',
    });
  }
  const commit = await client.branch(name);
  if (commit === undefined) {
    const fix = 'correct the name, or make the first commit of the repository';
    throw failure('input', {
      path: 'base',
      got: `${show(name)}, which ${client.repository} does not have`,
      allowed: 'a branch with a commit',
      fix,
    });
  }
  return { name, commit, tree: await client.treeOf(commit) };
}

/** Whether the branch is there with these files. */
async function hasBranch(client: GithubClient, branch: string, files: readonly ProposedFile[]): Promise<boolean> {
  const commit = await client.branch(branch);
  if (commit === undefined) return false;
  const other = await changedFiles(client, await client.treeOf(commit), files);
  if (other.length === 0) return true;
  throw new ActionFailure(
    'conflict',
    other.map(({ path }) => ({
      path: `files: ${path}`,
      got: `a branch ${show(branch)} in ${client.repository} that has another version of the file, or none`,
      allowed: 'a new branch, or one with the same files',
      fix: 'choose another branch, or merge or delete this one',
    })),
  );
}

async function makeBranch(
  client: GithubClient,
  { branch, title }: CheckedPullRequest,
  base: Base,
  changed: readonly ProposedFile[],
  files: readonly ProposedFile[],
  log: Run['log'],
): Promise<void> {
  const entries = [];
  // One after the other, as GitHub asks of whoever writes.
  for (const file of changed) entries.push({ path: file.path, mode: file.mode, type: 'blob', sha: await client.makeBlob(file) });
  const tree = await client.makeTree(base.tree, entries);
  const commit = await client.makeCommit(title, tree, base.commit);
  const branchMade = await client.makeBranch(branch, commit);
  // Another run was faster, or this one after an answer that got lost.
  if ('refusal' in branchMade && !(await hasBranch(client, branch, files))) throw branchMade.refusal;
  log(`wrote ${changed.length} of ${files.length} files to the branch ${branch} of ${client.repository}`);
}

async function openPullRequest(client: GithubClient, input: CheckedPullRequest, base: string, log: Run['log']): Promise<PullRequestOutput> {
  const answer = await client.makePullRequest(input.title, input.description, input.branch, base);
  if ('made' in answer) {
    log(`opened the pull request ${answer.made.url}`);
    return outputOf(answer.made, true);
  }
  const meanwhile = await client.pullRequest(input.branch, base, 'open');
  if (!meanwhile) throw answer.refusal;
  return found(meanwhile, 'open', log);
}

/** The base has the files: the pull request was merged, or somebody else wrote them. */
async function nothingToPropose(
  client: GithubClient,
  { branch }: CheckedPullRequest,
  base: string,
  log: Run['log'],
): Promise<PullRequestOutput> {
  const closed = await client.pullRequest(branch, base, 'closed');
  if (closed) return found(closed, 'closed', log);
  log(`${base} of ${client.repository} has all files already: there is nothing to propose`);
  return { created: false };
}

function found(pullRequest: PullRequest, state: string, log: Run['log']): PullRequestOutput {
  log(`found the pull request ${pullRequest.url} (${state})`);
  return outputOf(pullRequest, false);
}

function outputOf({ url, number }: PullRequest, created: boolean): PullRequestOutput {
  return { pullRequestUrl: url, pullRequestNumber: number, created };
}
