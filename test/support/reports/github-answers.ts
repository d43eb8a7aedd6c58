import { deploymentBody, jobBody, pullBody, repositoryBody, runBody, statusBodies, workflowBody } from './github-bodies';
import { commitBody, comparisonOf, filesBody } from './github-commits';
import { blobBody, contentBody, treeBody, versionsOf } from './github-files';
import { commit, sha } from './organization';
import type { Organization, Repository } from './organization';
import type { Reply } from './server';

/** GitHub's list of runs ends here if it is filtered. */
const MOST_OF_A_SEARCH = 1000;

interface Context {
  readonly organization: Organization;
  readonly repository: Repository;
  readonly url: URL;
  readonly base: string;
  readonly mostPerPage: number;
}

type Handler = (context: Context, ...parts: string[]) => Reply;

/** What GitHub answers to each path of a repository. @see https://docs.github.com/en/rest */
const HANDLERS: readonly (readonly [path: RegExp, handler: Handler])[] = [
  [/^$/, ({ organization, repository, base }) => ok(repositoryBody(organization, repository, base))],
  [/^\/deployments$/, (context) => {
    const environment = context.url.searchParams.get('environment');
    const all = context.repository.deployments.filter((each) => environment === null || (each.environment ?? 'production') === environment);
    return paged(context, [...all].reverse().map((each) => deploymentBody(context.repository, each, context.base)));
  }],
  [/^\/deployments\/(\d+)\/statuses$/, (context, id) => {
    const deployment = context.repository.deployments.find((each) => each.id === Number(id));
    return deployment ? paged(context, statusBodies(context.repository, deployment, context.base)) : notFound();
  }],
  [/^\/actions\/workflows$/, (context) => listed(context, 'workflows', (context.repository.workflows ?? []).map((each) => workflowBody(context.repository, each, context.base)))],
  [/^\/actions\/workflows\/(\d+)\/runs$/, runs],
  [/^\/actions\/runs\/(\d+)\/attempts\/(\d+)$/, ({ organization, repository, base }, id, attempt) => {
    const run = repository.runs.find((each) => each.id === Number(id));
    return run && run.attempts[Number(attempt) - 1] ? ok(runBody(organization, repository, run, Number(attempt), base)) : notFound();
  }],
  [/^\/actions\/runs\/(\d+)\/attempts\/(\d+)\/jobs$/, (context, id, attempt) => {
    const { organization, repository, base } = context;
    const run = repository.runs.find((each) => each.id === Number(id));
    const jobs = run?.jobs?.[Number(attempt) - 1] ?? [];
    return run ? listed(context, 'jobs', jobs.map((job) => jobBody(organization, repository, run, job, base))) : notFound();
  }],
  [/^\/compare\/([0-9a-f]+)\.\.\.([0-9a-f]+)$/, (context, from, to) => {
    const found = comparisonOf(context.repository, from, to, context.base);
    if (!found) return notFound();
    const { commits, ...rest } = found;
    const page = slice(context, commits);
    return { ...ok({ ...rest, commits: page.items }), headers: page.headers };
  }],
  [/^\/commits\/([0-9a-f]{40})$/, ({ repository, base }, revision) => {
    const found = repository.commits.find((each) => each.sha === revision);
    return found ? ok({ ...commitBody(repository, found, base), ...filesBody(found) }) : notFound();
  }],
  [/^\/pulls$/, (context) => paged(context, [...context.repository.pulls].reverse().map((each) => pullBody(context.organization, context.repository, each, context.base)))],
  [/^\/git\/trees\/HEAD$/, ({ repository, base }) => ok(treeBody(repository, base))],
  [/^\/git\/blobs\/([0-9a-f]{40})$/, ({ repository, base }, id) => {
    const text = Object.values(repository.files ?? {}).find((each) => sha(each) === id);
    return text === undefined ? notFound() : ok(blobBody(text, base));
  }],
  [/^\/commits$/, (context) => paged(context, versionsOf(context.repository, context.url.searchParams.get('path')!)
    .map(({ at }) => commitBody(context.repository, commit(at, [], at), context.base)))],
  [/^\/contents\/(.+)$/, ({ base, repository, url }, path) => {
    const text = versionsOf(repository, decodeURIComponent(path)).find(({ at }) => sha(at) === url.searchParams.get('ref'))?.text;
    return text === undefined ? notFound() : ok(contentBody(decodeURIComponent(path), text, base));
  }],
];

/** What GitHub answers to a path. */
export function githubAnswer(organization: Organization, url: URL, base: string, mostPerPage: number): Reply {
  if (url.pathname === `/orgs/${organization.name}/repos`) {
    const context = { organization, repository: organization.repositories[0], url, base, mostPerPage };
    return paged(context, organization.repositories.map((each) => repositoryBody(organization, each, base)));
  }
  const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const byId = /^\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname);
  const isNamed = (each: Repository) => owner === organization.name && [each.name, each.formerly].includes(name);
  const repository = organization.repositories.find((each) => (byId ? each.id === Number(byId[1]) : isNamed(each)));
  if (!repository) return notFound();
  if (!byId && repository.formerly === name) {
    const location = `${base}/repositories/${repository.id}${rest}${url.search}`;
    return { status: 301, body: { message: 'Moved Permanently', url: location }, headers: { location } };
  }
  const path = byId ? (byId[2] ?? '') : rest;
  for (const [pattern, handler] of HANDLERS) {
    const parts = pattern.exec(path);
    if (parts) return handler({ organization, repository, url, base, mostPerPage }, ...parts.slice(1));
  }
  return notFound();
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function notFound(): Reply {
  return { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } };
}

function slice<T>(
  { url, base, mostPerPage }: Context,
  all: readonly T[],
): { readonly items: T[]; readonly headers: Record<string, string> } {
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), mostPerPage, 100);
  const page = Number(url.searchParams.get('page') ?? 1);
  const items = all.slice((page - 1) * size, page * size);
  if (page * size >= all.length) return { items, headers: {} };
  const next = new URL(`${base}${url.pathname}${url.search}`);
  next.searchParams.set('page', String(page + 1));
  return { items, headers: { link: `<${next.href}>; rel="next", <${next.href}>; rel="last"` } };
}

function paged(context: Context, all: readonly unknown[]): Reply {
  const { headers, items } = slice(context, all);
  return { status: 200, body: items, headers };
}

function listed(context: Context, name: string, all: readonly unknown[]): Reply {
  const { headers, items } = slice(context, all);
  return { status: 200, body: { total_count: all.length, [name]: items }, headers };
}

/** Only the last attempt of each run, the newest first, at most a thousand. */
function runs(context: Context, workflow: string): Reply {
  const { organization, repository, url, base } = context;
  const created = url.searchParams.get('created') ?? '';
  const status = url.searchParams.get('status');
  const found = repository.runs.filter((run) => {
    const [conclusion] = run.attempts.at(-1)!.split(' ');
    const at = Date.parse(`${run.attempts[0].split(' ')[1]}:00Z`);
    return run.workflow === Number(workflow) && isWithin(created, at) && (status === null || conclusion === status);
  });
  const newest = [...found].reverse();
  const { headers, items } = slice(context, newest.slice(0, MOST_OF_A_SEARCH));
  const bodies = items.map((run) => runBody(organization, repository, run, run.attempts.length, base));
  return { status: 200, headers, body: { total_count: newest.length, workflow_runs: bodies } };
}

function isWithin(created: string, at: number): boolean {
  if (created === '') return true;
  if (created.startsWith('<')) return at < Date.parse(created.slice(1));
  const [from, until] = created.split('..').map((text) => Date.parse(text));
  return at >= from && at <= until;
}
