import { Unavailable } from '../client/unavailable';
import { comparisonOf, filesOf } from './shapes';
import type { Comparison, GithubCommit } from './shapes';
import { listAt, PAGE, pathIn } from './source';
import type { Source } from './source';

/** Two revisions next to each other. */
export interface Difference {
  /** What the second one has and the first one lacks. */
  readonly commits: readonly GithubCommit[];
  /** How many commits the second one lacks. */
  readonly behind: number;
}

const NEVER_CHANGES = { isFinal: () => true };

/** Compares two revisions, page by page; nothing if GitHub has one of them no more. */
export async function compare(source: Source, base: string, head: string): Promise<Difference | undefined> {
  if (base === head) return { commits: [], behind: 0 };
  const path = pathIn(source, `/compare/${base}...${head}?per_page=${PAGE}&page=1`);
  const commits = new Map<string, GithubCommit>();
  let [total, behind] = [0, 0];
  for (let next: string | undefined = path; next !== undefined;) {
    const { body, next: following }: { body?: Comparison; next?: string } = await source.client.read(source.partition, next, {
      pick: comparisonOf,
      ...NEVER_CHANGES,
    });
    if (!body && next === path) return undefined;
    for (const commit of body?.commits ?? []) commits.set(commit.revision, commit);
    [total, behind] = [body?.total ?? total, body?.behind ?? behind];
    next = following;
  }
  if (commits.size < total) throw new Unavailable(path, `${commits.size} of ${total} commits were listed`);
  return { commits: [...commits.values()], behind };
}

/** The paths that a commit changes. */
export async function filesIn(source: Source, revision: string): Promise<readonly string[]> {
  const path = pathIn(source, `/commits/${revision}?per_page=${PAGE}`);
  return listAt(source, path, { pick: filesOf, ...NEVER_CHANGES });
}

/** Whether one of the paths is in one of the folders. */
export function isBelow(paths: readonly string[], folders: readonly string[]): boolean {
  return paths.some((path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
}
