import { applicationStacksTs } from './files/application';
import { mainTs, platformTs, stacksTs, testTs } from './files/code';
import { mainPy, platformPy, pyprojectToml, stacksPy, testPy } from './files/python';
import { readme } from './files/readme';
import { cdktfJson, gitignore, npmrc, packageJson, tsconfigJson } from './files/settings';
import { driftYml, infrastructureYml, promoteYml, repositoryYml } from './files/workflows';
import type { NewFile } from './new-file';
import { INFRASTRUCTURE_FOLDER } from './repository';
import type { Repository } from './repository';

/** A file of a new repository. */
export interface FileOf {
  readonly path: string;
  /** A description for the reader. */
  readonly about: string;
  readonly text: (repository: Repository) => string;
  /** Whether a repository has it; if absent, every repository has it. */
  readonly only?: (repository: Repository) => boolean;
}

const onGitHub = ({ github }: Repository): boolean => github !== undefined;

/** Constructs of the service write files, such as its catalog entry, into the repository of its code: here it is the same. */
const hasManagedFiles = ({ github, withApplication = false }: Repository): boolean => github !== undefined && withApplication;

/** The stacks of the service. */
function serviceTs(repository: Repository): string {
  return repository.withApplication ? applicationStacksTs(repository) : stacksTs(repository);
}

/** In the order in which they are shown. */
export const FILES: readonly FileOf[] = [
  { path: 'stacks.ts', about: 'The service: a stack for each environment', text: serviceTs },
  { path: 'main.ts', about: 'The program that `npm run synth` runs', text: mainTs },
  {
    path: 'platform.ts',
    about: "An example of the platform team's decisions",
    text: platformTs,
    only: ({ platformPackage }) => platformPackage === undefined,
  },
  { path: 'test/stacks.test.ts', about: 'Tests of the output', text: testTs },
  { path: 'package.json', about: 'Commands and dependencies', text: packageJson },
  { path: '.npmrc', about: 'The registry of the packages', text: npmrc },
  { path: 'tsconfig.json', about: 'The settings of TypeScript', text: tsconfigJson },
  { path: 'cdktf.json', about: "How golden-path synth and CDKTF's own command line run the app", text: cdktfJson },
  { path: '.gitignore', about: 'Generated files that are not committed', text: gitignore },
  {
    path: '.github/workflows/infrastructure.yml',
    about: 'Plans pull requests, applies `main`',
    text: infrastructureYml,
    only: onGitHub,
  },
  { path: '.github/workflows/promote.yml', about: 'Promotes a service to an environment', text: promoteYml, only: onGitHub },
  { path: '.github/workflows/drift.yml', about: 'Checks for drift every working day', text: driftYml, only: onGitHub },
  {
    path: '.github/workflows/repository.yml',
    about: 'Updates the files that constructs manage, such as `catalog-info.yaml`',
    text: repositoryYml,
    only: hasManagedFiles,
  },
  { path: 'README.md', about: 'An overview and the next steps', text: (repository) => readme(repository, filesOf(repository)) },
];

/** What a repository in TypeScript has, and one in Python does not. */
const TYPESCRIPT = ['stacks.ts', 'main.ts', 'platform.ts', 'test/stacks.test.ts', 'tsconfig.json'];

/** In the order in which they are shown. Those that a repository in TypeScript has, too, come last. */
const PYTHON_FILES: readonly FileOf[] = [
  { path: 'stacks.py', about: 'The service: a stack for each environment', text: stacksPy },
  { path: 'main.py', about: 'The program that `npm run synth` runs', text: mainPy },
  {
    path: 'example_platform.py',
    about: "An example of the platform team's decisions",
    text: platformPy,
    only: ({ platformPackage }) => platformPackage === undefined,
  },
  { path: 'tests/test_stacks.py', about: 'Tests of the output', text: testPy },
  { path: 'pyproject.toml', about: 'Dependencies, and the registry of the packages for Python', text: pyprojectToml },
  ...FILES.filter(({ path }) => !TYPESCRIPT.includes(path)),
];

/** The files that a repository has. */
export function filesOf(repository: Repository): FileOf[] {
  return (repository.python ? PYTHON_FILES : FILES).filter(({ only }) => only?.(repository) ?? true);
}

/** The files of a repository with their texts. */
export function renderFiles(repository: Repository): NewFile[] {
  return filesOf(repository).map(({ path, text }) => ({ path: placeOf(repository, path), text: text(repository) }));
}

/** GitHub reads workflows only at the root. */
function placeOf({ withApplication }: Repository, path: string): string {
  return withApplication && !path.startsWith('.github/') ? `${INFRASTRUCTURE_FOLDER}/${path}` : path;
}
