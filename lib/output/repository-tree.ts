import * as fs from 'node:fs';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { isToken } from '../core/tokens';

/** The folder of the output that has one folder for each repository of code: a service's, and the platform team's. */
export const REPOSITORY = 'repository';

/** One file of a repository. */
export interface RepositoryFile {
  /** The service whose repository it belongs in, or `platform`. */
  readonly repository: string;
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
  /** The construct that it is made for, for whoever reads of a conflict. */
  readonly owner: IConstruct;
  /** Whether every release of the library rewrites it; otherwise it is given once, and the team's own from then on. */
  readonly managed: boolean;
}

/** Files of repositories that follow from several stacks together. */
export interface RepositoryContribution {
  readonly files: readonly RepositoryFile[];
  readonly conflicts: readonly Problem[];
}

/** All files of all repositories, and what stands in the way of writing them. */
export interface RepositoryTree {
  readonly files: readonly RepositoryFile[];
  readonly conflicts: readonly Problem[];
  readonly tokens: readonly Problem[];
}

/** Puts together what several constructs have for repositories. */
export function renderRepositories(contributions: readonly RepositoryContribution[]): RepositoryTree {
  const files = contributions.flatMap((each) => each.files);
  return {
    files,
    conflicts: [...contributions.flatMap(({ conflicts }) => conflicts), ...clashes(files)],
    tokens: files.flatMap(tokenIn),
  };
}

/** Writes the repositories into a folder. */
export function writeRepositories(folder: string, { files }: RepositoryTree): void {
  for (const file of files) {
    const target = path.join(folder, placeOf(file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.text);
  }
}

/** Where a file is in the output. */
function placeOf({ path: file, repository }: RepositoryFile): string {
  return `${REPOSITORY}/${repository}/${file}`;
}

function clashes(files: readonly RepositoryFile[]): Problem[] {
  const byPlace = new Map<string, RepositoryFile[]>();
  for (const file of files) byPlace.set(placeOf(file), [...(byPlace.get(placeOf(file)) ?? []), file]);
  return [...byPlace]
    .filter(([, twins]) => twins.length > 1)
    .map(([place, twins]) => ({
      path: twins.map(({ owner }) => owner.node.path).join(', '),
      got: `${twins.length} constructs that write ${show(place)}`,
      allowed: 'one construct for each file of a repository',
      fix: 'remove one of them',
    }));
}

function tokenIn(file: RepositoryFile): Problem[] {
  const inName = isToken(file.path);
  if (!inName && !isToken(file.text)) return [];
  return [
    {
      path: `${file.owner.node.path}: ${inName ? 'the name of a file' : placeOf(file)}`,
      got: 'a value that only Terraform knows',
      allowed: 'literals: nothing resolves it in a repository of code',
      fix: 'write the value itself, or a name that both sides can know',
    },
  ];
}
