import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { environmentsOf } from '../../argocd/repository';
import { syncedTree } from '../../argocd/synced-tree';

/**
 * What `golden-path sync` makes of an output for a GitOps repository, with other addresses in it.
 *
 * @returns the folder of the tree
 */
export async function treeOf(outdir: string, folder: string, addresses: Readonly<Record<string, string>>): Promise<string> {
  const tree = join(folder, 'tree');
  const { files } = await syncedTree(outdir, tree, environmentsOf(outdir));
  for (const path of files) {
    const text = readFileSync(join(tree, path), 'utf8');
    const replaced = Object.entries(addresses).reduce((before, [address, other]) => before.replaceAll(address, other), text);
    if (replaced !== text) writeFileSync(join(tree, path), replaced);
  }
  return tree;
}

/** Copies files of a tree into a checkout, but for Git's own. */
export function carry(tree: string, checkout: string, isWanted: (path: string) => boolean): void {
  const isCarried = (path: string) => isWanted(path) && !/^\.git(\/|$)/.test(path);
  cpSync(tree, checkout, { recursive: true, filter: (path) => isCarried(path.slice(tree.length + 1)) });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a file has any form
type Json = any;

/** Changes a file of YAML. */
export function editYaml(file: string, change: (before: Json) => object): void {
  writeFileSync(file, dump(change(load(readFileSync(file, 'utf8')))));
}
