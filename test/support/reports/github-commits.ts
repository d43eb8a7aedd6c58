import type { Commit, Repository } from './organization';

/** A commit as GitHub has it. @see https://docs.github.com/en/rest/commits/commits */
export function commitBody(repository: Repository, commit: Commit, base: string): object {
  const url = `${base}/repos/acme/${repository.name}`;
  const person = { name: 'Dev', email: 'dev@acme.example' };
  const html = `https://github.com/acme/${repository.name}/commit/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `${url}/commits/${commit.sha}`,
    html_url: html,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      url: `${url}/git/commits/${commit.sha}`,
      author: { ...person, date: `${commit.authored}:00Z` },
      committer: { ...person, date: `${commit.committed}:00Z` },
      message: [commit.subject, commit.body].filter((part) => part !== undefined).join('\n\n'),
      comment_count: 0,
      tree: { sha: commit.sha, url: `${url}/git/trees/${commit.sha}` },
    },
    author: null,
    committer: null,
    parents: commit.parents.map((name) => {
      const parent = repository.commits.find((each) => each.name === name)!;
      return { sha: parent.sha, url: `${url}/commits/${parent.sha}`, html_url: html };
    }),
  };
}

/** The files of a commit. */
export function filesBody({ sha, files }: Commit): object {
  const entry = (filename: string) => ({
    sha, filename, status: 'modified', additions: 1, deletions: 1, changes: 2,
    blob_url: `https://github.com/${filename}`, raw_url: `https://github.com/${filename}`, contents_url: `https://github.com/${filename}`,
  });
  return { stats: { additions: 1, deletions: 1, total: 2 }, files: files.map(entry) };
}

/** What one revision has and another one lacks, oldest first, as the dots of `git log base...head` do; nothing if one is unknown. */
export function comparisonOf(repository: Repository, from: string, to: string, base: string) {
  const byName = new Map(repository.commits.map((each) => [each.name, each]));
  const bySha = new Map(repository.commits.map((each) => [each.sha, each]));
  const [one, other] = [bySha.get(from), bySha.get(to)];
  if (!one || !other) return undefined;
  const [past, present] = [ancestors(byName, one), ancestors(byName, other)];
  const ahead = repository.commits.filter(({ name }) => present.has(name) && !past.has(name));
  const behind = repository.commits.filter(({ name }) => past.has(name) && !present.has(name));
  const body = (commit: Commit) => commitBody(repository, commit, base) as { readonly sha: string };
  const common = repository.commits.filter(({ name }) => past.has(name) && present.has(name)).at(-1) ?? one;
  const url = `https://github.com/acme/${repository.name}/compare/${from}...${to}`;
  return {
    url, html_url: url, permalink_url: url, diff_url: `${url}.diff`, patch_url: `${url}.patch`,
    base_commit: body(one),
    merge_base_commit: body(common),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.map(body),
    files: [],
  };
}

function ancestors(byName: ReadonlyMap<string, Commit>, commit: Commit): Set<string> {
  const found = new Set<string>();
  const waiting = [commit.name];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...byName.get(name)!.parents);
  }
  return found;
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
