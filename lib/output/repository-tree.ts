import * as fs from 'node:fs';
import * as path from 'node:path';
import type { IConstruct } from 'constructs';
import { groupedBy } from '../core/grouped-by';
import type { Problem } from '../core/problems';
import { closest, listed, show } from '../core/problems';
import { isToken } from '../core/tokens';
import { PLATFORM } from '../platform/ownership';
import { withHeader } from './repository-header';
import { clashes, misplaced } from './repository-paths';

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
  /** Whether its bytes are copied on, as those of a template's skeleton are: nothing is added that says who manages it. */
  readonly verbatim?: boolean;
  /** Whether it is a program. */
  readonly executable?: boolean;
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

/** The files of one repository, by how they are kept. */
export interface RepositoryFiles {
  /** Files that every run of `golden-path repository` rewrites. */
  readonly managed: readonly string[];
  /** Files that are written once, and belong to the team from then on. */
  readonly given: readonly string[];
}

/**
 * Puts together what several constructs have for repositories, in order.
 *
 * @param services the names of the services in the app
 */
export function renderRepositories(contributions: readonly RepositoryContribution[], services: readonly string[]): RepositoryTree {
  const files = contributions.flatMap((each) => each.files).sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  const names = new Set([...services, PLATFORM]);
  const known = [...names];
  return {
    files: files.map(headed),
    conflicts: [
      ...contributions.flatMap(({ conflicts }) => conflicts),
      ...files.filter(({ repository }) => !names.has(repository)).map((file) => ofNobody(file, known)),
      ...misplaced(files),
      ...clashes(files),
    ],
    tokens: files.flatMap(tokenIn),
  };
}

/** Which files of each repository are managed, and which are given once, in order. */
export function listRepositories({ files }: RepositoryTree): Readonly<Record<string, RepositoryFiles>> {
  const pathsOf = (own: readonly RepositoryFile[], managed: boolean) =>
    own.filter((file) => file.managed === managed).map(({ path: file }) => file);
  const byRepository = [...groupedBy(files, ({ repository }) => repository)];
  return Object.fromEntries(byRepository.map(([name, own]) => [name, { managed: pathsOf(own, true), given: pathsOf(own, false) }]));
}

/** Writes the repositories into a folder. */
export function writeRepositories(folder: string, { files }: RepositoryTree): void {
  for (const file of files) {
    const target = path.join(folder, placeOf(file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.text, { mode: file.executable === true ? 0o755 : 0o644 });
  }
}

/** Where a file is in the output. */
function placeOf({ path: file, repository }: RepositoryFile): string {
  return `${REPOSITORY}/${repository}/${file}`;
}

function headed(file: RepositoryFile): RepositoryFile {
  return file.managed && file.verbatim !== true ? { ...file, text: withHeader(file.path, file.text, file.owner) } : file;
}

function ofNobody({ owner, repository, path: file }: RepositoryFile, known: readonly string[]): Problem {
  const meant = closest(repository, known);
  return {
    path: `${owner.node.path}: ${show(file)}`,
    got: `the repository ${show(repository)}`,
    allowed: `a service of this app, or ${show(PLATFORM)}: ${listed(known)}`,
    fix: meant ? `did you mean ${show(meant)}?` : 'use the name of a service that this app makes',
  };
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
