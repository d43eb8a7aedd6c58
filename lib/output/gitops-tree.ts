import * as fs from 'node:fs';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { isToken } from '../core/tokens';
import type { Document } from '../guardrails/model/app-model';
import type { AppStack } from './app-stack';

/** The folder of the output that is committed to the GitOps repository. */
export const GITOPS = 'gitops';

/** One file of the GitOps tree. */
export interface TreeFile {
  /** Relative to the tree. */
  readonly path: string;
  readonly text: string;
  /** The construct that it is made for, for whoever reads of a conflict. */
  readonly owner: IConstruct;
}

/** Files that follow from several stacks together. */
export interface TreeContribution {
  readonly files: readonly TreeFile[];
  readonly conflicts: readonly Problem[];
  /** Objects that are to be judged like those of stacks. */
  readonly documents?: readonly Document[];
}

/** All files of an app's GitOps tree, and what stands in the way of writing them. */
interface GitOpsTree {
  readonly files: readonly TreeFile[];
  /** The objects of stacks, for those who judge them. */
  readonly documents: readonly Document[];
  readonly conflicts: Problem[];
  readonly tokens: Problem[];
}

/** Renders the Kubernetes objects of all stacks, and adds what follows from several of them. */
export function renderTree(contexts: readonly AppStack[], contributions: readonly TreeContribution[]): GitOpsTree {
  const withObjects = contexts.filter(({ manifests }) => !manifests.isEmpty);
  const trees = withObjects.flatMap(({ manifests, owner, stack }) =>
    owner ? [{ ...manifests.render(owner), stack: stack.node.id }] : [],
  );
  const files = [...trees, ...contributions].flatMap((tree) => tree.files);
  return {
    files,
    documents: [
      ...trees.flatMap(({ documents, stack }) => documents.map((document) => ({ ...document, stack }))),
      ...contributions.flatMap(({ documents = [] }) => documents),
    ],
    conflicts: [
      ...withObjects.flatMap(unowned),
      ...trees.flatMap(({ refused }) => refused),
      ...contributions.flatMap(({ conflicts }) => conflicts),
      ...clashes(files),
    ],
    tokens: [...trees.flatMap(({ tokens }) => tokens), ...contributions.flatMap((each) => each.files.flatMap(tokenIn))],
  };
}

/** Writes the tree into a folder. */
export function writeTree(folder: string, { files }: GitOpsTree): void {
  for (const file of files) {
    const target = path.join(folder, GITOPS, file.path);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.text);
  }
}

/** A file that is no object of its own, such as a chart's values: a token may be anywhere in its text or its name. */
function tokenIn({ owner, path: file, text }: TreeFile): Problem[] {
  if (!isToken(text) && !isToken(file)) return [];
  return [
    {
      path: `${owner.node.path}: ${isToken(file) ? 'the name of a file' : file}`,
      got: 'a value that only Terraform knows',
      allowed: 'literals: Argo CD reads this file as it is',
      fix: 'write the value itself, or a name that both sides can know',
    },
  ];
}

function unowned({ manifests, owner, stack }: AppStack): Problem[] {
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
function clashes(files: readonly TreeFile[]): Problem[] {
  const owners = new Map<string, TreeFile[]>();
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
