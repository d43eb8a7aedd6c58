import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import type { ManifestFile } from './manifests';
import type { StackContext } from './stack-context';

/** All files of an app's GitOps tree, and what stands in the way of writing them. */
export interface GitOpsTree {
  readonly files: readonly ManifestFile[];
  readonly conflicts: Problem[];
  readonly lost: Problem[];
  readonly tokens: Problem[];
}

/** Renders the Kubernetes objects of all stacks. */
export function renderTree(contexts: readonly StackContext[]): GitOpsTree {
  const withObjects = contexts.filter(({ manifests }) => !manifests.isEmpty);
  const trees = withObjects.flatMap(({ manifests, owner }) => (owner ? [manifests.render(owner)] : []));
  const files = trees.flatMap((tree) => tree.files);
  return {
    files,
    conflicts: [...withObjects.flatMap(unowned), ...clashes(files)],
    lost: trees.flatMap(({ lost }) => lost),
    tokens: trees.flatMap(({ tokens }) => tokens),
  };
}

/** Writes the files below a folder. */
export function writeTree(folder: string, { files }: GitOpsTree): void {
  for (const file of files) {
    const target = path.join(folder, file.path);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.text);
  }
}

function unowned({ manifests, owner, stack }: StackContext): Problem[] {
  if (owner) return [];
  return [
    {
      path: manifests.firstOwner!.node.path,
      got: 'Kubernetes objects that no service owns',
      allowed: 'objects in the stack of a service or of a team',
      fix: `add a MicroserviceInfra to the stack ${show(stack.node.id)}`,
    },
  ];
}

/** Two objects of one kind and name would be one object in the cluster. */
function clashes(files: readonly ManifestFile[]): Problem[] {
  const owners = new Map<string, ManifestFile[]>();
  for (const file of files) owners.set(file.path, [...(owners.get(file.path) ?? []), file]);
  return [...owners]
    .filter(([, twins]) => twins.length > 1)
    .map(([file, twins]) => ({
      path: twins.map(({ owner }) => owner.node.path).join(', '),
      got: `${twins.length} objects for the file ${show(file)}`,
      allowed: 'one object of a kind and name',
      fix: 'remove or rename one of them',
    }));
}
