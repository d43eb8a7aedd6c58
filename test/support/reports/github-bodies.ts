import type { Organization, RecordedDeployment, RecordedRun, Repository } from './organization';

const USER = user('octocat');

function user(login: string): object {
  const url = `https://api.github.com/users/${login}`;
  const more = ['followers', 'following', 'gists', 'starred', 'subscriptions', 'organizations', 'repos', 'events', 'received_events'];
  return {
    login, id: 1, node_id: 'U_1', avatar_url: url, gravatar_id: '', url, html_url: url, type: 'User', site_admin: false,
    ...Object.fromEntries(more.map((each) => [`${each}_url`, `${url}/${each}`])),
  };
}

const REPOSITORY_URLS = [
  'archive', 'assignees', 'blobs', 'branches', 'collaborators', 'comments', 'commits', 'compare', 'contents', 'contributors',
  'deployments', 'downloads', 'events', 'forks', 'git_commits', 'git_refs', 'git_tags', 'hooks', 'issue_comment', 'issue_events', 'issues',
  'keys', 'labels', 'languages', 'merges', 'milestones', 'notifications', 'pulls', 'releases', 'stargazers', 'statuses', 'subscribers',
  'subscription', 'tags', 'teams', 'trees',
];

/** @see https://docs.github.com/en/rest/repos/repos#get-a-repository */
export function repositoryBody({ name: owner }: Organization, { id, name }: Repository, base: string): object {
  const url = `${base}/repos/${owner}/${name}`;
  const html = `https://github.com/${owner}/${name}`;
  return {
    id, node_id: `R_${id}`, name, full_name: `${owner}/${name}`, private: true, owner: user(owner), html_url: html, description: null, fork: false, url,
    ...Object.fromEntries(REPOSITORY_URLS.map((each) => [`${each}_url`, `${url}/${each}`])),
    git_url: `git:${html}`, ssh_url: `git@github.com:${owner}/${name}.git`, clone_url: html, svn_url: html, mirror_url: null, homepage: null, language: null,
    size: 1, stargazers_count: 0, watchers_count: 0, watchers: 0, forks_count: 0, forks: 0, open_issues_count: 0, open_issues: 0,
    network_count: 0,
    subscribers_count: 0, default_branch: 'main', has_issues: true, has_projects: true, has_wiki: false, has_pages: false, has_downloads: true,
    has_discussions: false, archived: false, disabled: false, license: null, visibility: 'private',
    pushed_at: '2026-03-29T22:00:00Z', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-03-29T22:00:00Z',
  };
}

function shaOf({ commits }: Repository, revision: string): string {
  return commits.find(({ name }) => name === revision)!.sha;
}

/** @see https://docs.github.com/en/rest/deployments/deployments */
export function deploymentBody(repository: Repository, deployment: RecordedDeployment, base: string): object {
  const { description = null, environment = 'production', id, payload = {}, revision, states } = deployment;
  const url = `${base}/repos/acme/${repository.name}/deployments/${id}`;
  const created = `${states[0].split(' ')[1]}:00Z`;
  return {
    url, id, node_id: `D_${id}`, sha: shaOf(repository, revision), ref: 'main', task: 'deploy', payload, original_environment: environment, environment,
    description, creator: USER, created_at: created, updated_at: created, statuses_url: `${url}/statuses`,
    repository_url: `${base}/repos/acme/${repository.name}`, transient_environment: false, production_environment: environment === 'production',
  };
}

/** The newest first. @see https://docs.github.com/en/rest/deployments/statuses */
export function statusBodies(repository: Repository, { environment = 'production', id, states }: RecordedDeployment, base: string): object[] {
  const url = `${base}/repos/acme/${repository.name}/deployments/${id}`;
  return states.map((each, index) => {
    const [state, at] = each.split(' ');
    return {
      url: `${url}/statuses/${index}`, id: id * 100 + index, node_id: `S_${id}_${index}`, state, creator: USER, description: '', environment, target_url: '',
      created_at: `${at}:00Z`, updated_at: `${at}:00Z`, deployment_url: url, repository_url: `${base}/repos/acme/${repository.name}`,
    };
  }).reverse();
}

/** @see https://docs.github.com/en/rest/actions/workflows */
export function workflowBody(
  repository: Repository,
  { id, name, path }: { readonly id: number; readonly name: string; readonly path: string },
  base: string,
): object {
  const url = `${base}/repos/acme/${repository.name}/actions/workflows/${id}`;
  return {
    id, node_id: `W_${id}`, name, path, state: 'active', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', url, html_url: url, badge_url: url,
  };
}

/** One attempt of a run. @see https://docs.github.com/en/rest/actions/workflow-runs */
export function runBody(organization: Organization, repository: Repository, run: RecordedRun, attempt: number, base: string): object {
  const { branch = 'main', event = 'push', id, revision, workflow } = run;
  const known = repository.workflows?.find((each) => each.id === workflow);
  const name = run.name ?? known?.name ?? null;
  const [conclusion, started, ended = '2026-03-29T23:05'] = run.attempts[attempt - 1].split(' ');
  const url = `${base}/repos/${organization.name}/${repository.name}/actions/runs/${id}`;
  const sha = shaOf(repository, revision);
  const isRunning = conclusion === 'in_progress';
  return {
    id, name, node_id: `WR_${id}`, head_branch: branch, head_sha: sha, path: known?.path ?? 'x.yml', run_number: id, run_attempt: attempt, event,
    display_title: 'Deploy', status: isRunning ? 'in_progress' : 'completed', conclusion: isRunning ? null : conclusion, workflow_id: workflow, url, html_url: url,
    pull_requests: [], created_at: `${run.attempts[0].split(' ')[1]}:00Z`, updated_at: `${ended}:00Z`, run_started_at: `${started}:00Z`,
    jobs_url: `${url}/jobs`, logs_url: `${url}/logs`, check_suite_url: url, artifacts_url: url, cancel_url: url, rerun_url: url, workflow_url: url,
    previous_attempt_url: attempt > 1 ? `${url}/attempts/${attempt - 1}` : null,
    head_commit: {
      id: sha, tree_id: sha, message: 'x', timestamp: `${started}:00Z`, author: { name: 'Dev', email: 'dev@acme.example' },
      committer: { name: 'Dev', email: 'dev@acme.example' },
    },
    repository: repositoryBody(organization, repository, base),
    head_repository: repositoryBody(organization, repository, base),
  };
}

/** A job of an attempt, from its name with `_` for spaces, its conclusion and those of its steps. @see https://docs.github.com/en/rest/actions/workflow-jobs */
export function jobBody(organization: Organization, repository: Repository, run: RecordedRun, job: string, base: string): object {
  const [name, conclusion, ...steps] = job.split(' ');
  const [, started, ended] = run.attempts[0].split(' ');
  const url = `${base}/repos/${organization.name}/${repository.name}/actions/jobs/1`;
  const [begin, end] = [`${started}:00Z`, `${ended}:00Z`];
  return {
    id: 1, run_id: run.id, workflow_name: 'Deploy to Production', head_branch: 'main', run_url: url, run_attempt: 1, node_id: 'J_1',
    head_sha: shaOf(repository, run.revision), url, html_url: url, status: 'completed', conclusion, created_at: begin, started_at: begin, completed_at: end,
    name: name.replaceAll('_', ' '), check_run_url: url, labels: ['ubuntu-24.04'], runner_id: 1, runner_name: 'r', runner_group_id: 1, runner_group_name: 'g',
    steps: steps.map((each, index) => ({ name: `Step ${index}`, status: 'completed', conclusion: each, number: index + 1 })),
  };
}

/** @see https://docs.github.com/en/rest/pulls/pulls */
export function pullBody(organization: Organization, repository: Repository, pull: Repository['pulls'][number], base: string): object {
  const { labels, number, revision } = pull;
  const url = `${base}/repos/acme/${repository.name}/pulls/${number}`;
  const sha = shaOf(repository, revision);
  const at = `${repository.commits.find(({ name }) => name === revision)!.committed}:00Z`;
  const side = { label: 'acme:x', ref: 'x', sha, user: USER, repo: repositoryBody(organization, repository, base) };
  const links = ['self', 'html', 'issue', 'comments', 'review_comments', 'review_comment', 'commits', 'statuses'];
  return {
    url, id: number, node_id: `P_${number}`, html_url: url, diff_url: url, patch_url: url, issue_url: url, commits_url: url, review_comments_url: url,
    review_comment_url: url, comments_url: url, statuses_url: url, number, state: 'closed', locked: false, title: 'Change', user: USER, body: null,
    labels: labels.map((name, index) => ({ id: index, node_id: `L_${index}`, url, name, description: '', color: 'ffffff', default: false })),
    milestone: null, created_at: at, updated_at: at, closed_at: at, merged_at: at, merge_commit_sha: sha, assignee: null, assignees: [],
    requested_reviewers: [], requested_teams: [], head: side, base: side, author_association: 'OWNER', auto_merge: null, draft: false,
    _links: Object.fromEntries(links.map((each) => [each, { href: url }])),
  };
}
