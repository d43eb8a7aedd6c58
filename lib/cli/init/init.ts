import * as path from 'node:path';
import { GoldenPathError } from '../../core/errors';
import type { Problem } from '../../core/problems';
import { FILES, filesOf, renderFiles } from '../../repository/infrastructure/files';
import { releaseOf } from '../../repository/infrastructure/library';
import type { NewFile } from '../../repository/infrastructure/new-file';
import { INDEX_NAME, INFRASTRUCTURE_FOLDER } from '../../repository/infrastructure/repository';
import type { PythonSettings, Repository } from '../../repository/infrastructure/repository';
import { serviceRepository } from '../../repository/service-repository';
import { renderService } from '../../repository/skeletons/render';
import type { ServiceLanguage } from '../../repository/skeletons/service-language';
import { Status } from '../decide';
import { visible } from '../output';
import type { Output } from '../output';
import { askOpenQuestions, completeAnswers, problemsWith, withUnasked } from './answers';
import { valuesOf } from './application';
import type { Interview } from './interview';
import { interviewAt } from './interview';
import { conflicts, writeAll } from './new-files';
import { registryOf } from './npm-config';
import { NONE } from './question';
import type { Answers, Surroundings } from './question';
import { flagOf, QUESTIONS } from './questions';
import { repositoryOf } from './repository';

/** The options of `golden-path init`, besides the answers. */
export interface InitOptions {
  /** The folder in which the repository is created. */
  readonly folder: string;
  /** Use the defaults and ask nothing. */
  readonly yes?: boolean;
  /** Only show what would be written. */
  readonly dryRun?: boolean;
}

/** The machine, which tests replace. */
export interface Machine {
  readonly registryOf: Surroundings['registryOf'];
  readonly release?: Surroundings['release'];
  readonly interview: () => Interview;
}

const MACHINE: Machine = {
  registryOf: (scope) => registryOf(scope),
  release: releaseOf(),
  interview: () => interviewAt({ input: process.stdin, output: process.stdout, terminal: true }),
};

/** The files of every repository. Conflicts with them can be reported before any question. */
const IN_EACH = FILES.filter(({ only }) => !only);

/**
 * Creates a repository for the infrastructure of one service: asks the questions that no flag answers, and writes all files or none.
 *
 * Throws `InvalidProps` with every invalid answer and every file that already exists.
 */
export async function init(options: InitOptions, given: Answers, output: Output, machine: Machine = MACHINE): Promise<Status> {
  const { folder, yes = false, dryRun = false } = options;
  const surroundings = { folder: path.basename(path.resolve(folder)), registryOf: machine.registryOf, release: machine.release };
  const inEach = (given.withApp ?? NONE) === NONE && given.language !== 'python' ? IN_EACH : [];
  const inTheWay = conflicts(folder, inEach);
  if (output.interactive && !yes) {
    refuse([...problemsWith(withUnasked(given, surroundings)), ...inTheWay]);
    const answers = await askInTerminal(given, surroundings, machine);
    if (answers) return make(answers, folder, dryRun, output);
    output.complain('\nNothing was written.\n');
    return Status.REFUSED;
  }
  const wrong = [...problemsWith(given), ...inTheWay];
  const { answers, problems } = completeAnswers(given, surroundings, yes);
  if (!yes && problems.length > 0) {
    output.complain(visible(refusal([...wrong, ...problems]).message));
    return Status.WRONG_USAGE;
  }
  refuse([...wrong, ...problems]);
  refuse(problemsWith(answers));
  return make(answers, folder, dryRun, output);
}

async function askInTerminal(given: Answers, surroundings: Surroundings, machine: Machine): Promise<Answers | undefined> {
  const interview = machine.interview();
  try {
    return await askOpenQuestions(given, surroundings, interview);
  } finally {
    interview.end();
  }
}

function make(answers: Answers, folder: string, dryRun: boolean, output: Output): Status {
  const repository = repositoryOf(answers);
  const { withApp = NONE } = answers;
  const files = withApp === NONE ? renderFiles(repository) : serviceFiles(withApp as ServiceLanguage, repository, answers);
  refuse(conflicts(folder, files));
  output.print(`\n${visible(withApp === NONE ? tree(folder, repository) : treeOf(folder, files))}\n`);
  if (dryRun) {
    output.print('Nothing was written: this is a dry run.\n');
    return Status.DONE;
  }
  writeAll(folder, files);
  output.print(visible(nextSteps(folder, repository, withApp)));
  return Status.DONE;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusal(problems);
}

/** One error with all problems: answers in the order of their questions, then files. */
function refusal(problems: readonly Problem[]): GoldenPathError {
  const flags = QUESTIONS.map(flagOf);
  const answers = flags.flatMap((flag) => problems.filter(({ path: at }) => at === flag));
  return new GoldenPathError('InvalidProps', 'golden-path init', [
    ...answers,
    ...problems.filter(({ path: at }) => !flags.includes(at)),
  ]);
}

/** The files with their descriptions. */
function tree(folder: string, repository: Repository): string {
  const files = filesOf(repository);
  const width = Math.max(...files.map(({ path: file }) => file.length));
  return [`${folder}/`, ...files.map(({ path: file, about }) => `  ${file.padEnd(width)}  ${about.replaceAll('`', '')}`), ''].join(
    '\n',
  );
}

/** The files of a service whose code is in the same repository. */
function serviceFiles(language: ServiceLanguage, repository: Repository, answers: Answers): NewFile[] {
  return renderService(serviceRepository(language, repository), valuesOf(answers));
}

function treeOf(folder: string, files: readonly NewFile[]): string {
  return [`${folder}/`, ...files.map(({ path: file }) => `  ${file}`).sort(), ''].join('\n');
}

/** The infrastructure is a folder of the repository: the rest is done in the folder above. */
const IN_ROOT = [
  ['npx golden-path repository ..', 'completes catalog-info.yaml'],
  ['cd ..', ''],
];

/** The steps that only a repository in Python has. */
function pythonSteps({ index }: PythonSettings): string[][] {
  const variable = `UV_INDEX_${INDEX_NAME.toUpperCase()}`;
  return [
    [`export ${variable}_USERNAME=... ${variable}_PASSWORD=...`, `who may read packages in ${index}`],
    ['uv sync', 'writes uv.lock'],
  ];
}

function nextSteps(folder: string, { registry, python }: Repository, withApp: string): string {
  const inside = withApp === NONE ? folder : path.join(folder, INFRASTRUCTURE_FOLDER);
  const steps = [
    ...(path.resolve(inside) === process.cwd() ? [] : [[`cd ${quoted(inside)}`, '']]),
    ['export NODE_AUTH_TOKEN=...', `a token with read access to packages in ${registry}`],
    ['npm install', 'writes package-lock.json'],
    ...(python ? pythonSteps(python) : []),
    ['npm run synth', 'writes cdktf.out'],
    ['npx golden-path lock', 'writes golden-path.lock.json'],
    ...(withApp === NONE ? [] : IN_ROOT),
    ['git init && git add --all', `commit ${python ? 'the three' : 'both'} lock files`],
  ];
  const width = Math.max(...steps.map(([command, why]) => (why ? command.length : 0)));
  return `Written. Next:\n\n${steps.map(([command, why]) => `  ${why ? `${command.padEnd(width)}  # ${why}` : command}\n`).join('')}`;
}

/** A folder's name, quoted for a shell. */
function quoted(folder: string): string {
  return /^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`;
}
