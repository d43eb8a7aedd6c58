import type { Problem } from '../core/problems';
import { ActionFailure, show } from '../core/problems';
import type { GithubClient, TreeEntry } from './client';
import type { ProposedFile } from './files';

/** The modes of files whose content is their own; a link's content is where it leads. */
const FILE_MODES = ['100644', '100755'];

/** The files that a tree does not have, or has otherwise. Reads only the folders in which they are. */
export async function changedFiles(client: GithubClient, tree: string, files: readonly ProposedFile[]): Promise<readonly ProposedFile[]> {
  const folders = new Map<string, Promise<readonly TreeEntry[]>>();
  const entriesOf = (sha: string): Promise<readonly TreeEntry[]> => {
    const entries = folders.get(sha) ?? client.entries(sha);
    folders.set(sha, entries);
    return entries;
  };
  const changed: ProposedFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const found = await entryAt(tree, file.path, entriesOf);
    if (found !== undefined && 'inTheWay' in found) problems.push(inTheWay(file, found.inTheWay));
    else if (found?.sha !== file.sha || found.mode !== file.mode) changed.push(file);
  }
  if (problems.length > 0) throw new ActionFailure('conflict', problems);
  return changed;
}

/** The file at a path, nothing, or what is there that is no file: to write over it would remove more than a file. */
async function entryAt(
  tree: string,
  path: string,
  entriesOf: (sha: string) => Promise<readonly TreeEntry[]>,
): Promise<TreeEntry | { readonly inTheWay: TreeEntry } | undefined> {
  const segments = path.split('/');
  let folder = tree;
  for (const [index, segment] of segments.entries()) {
    const entry = (await entriesOf(folder)).find((candidate) => candidate.path === segment);
    if (entry === undefined) return undefined;
    const last = index === segments.length - 1;
    if (last) return FILE_MODES.includes(entry.mode) ? entry : { inTheWay: entry };
    if (entry.type !== 'tree') return { inTheWay: entry };
    folder = entry.sha;
  }
  return undefined;
}

function inTheWay({ path }: ProposedFile, { path: name, type, mode }: TreeEntry): Problem {
  const kind = mode === '120000' ? 'a link' : type === 'tree' ? 'a folder' : type === 'commit' ? 'a submodule' : 'a file';
  return { path: `files: ${path}`, got: `${kind} ${show(name)} in its place`, allowed: 'a file or nothing', fix: 'choose another path' };
}
