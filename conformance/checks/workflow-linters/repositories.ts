import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { command, write } from '../../../test/cli/fixture';
import { callers } from '../../../test/workflows/callers';
import { FOLDER as OWN } from '../../../test/workflows/workflow-file';
import { newService } from '../skeletons/new-service';
import { SKELETONS } from '../skeletons/table';

const WORKFLOWS = '.github/workflows';
const COMMIT = '1f2e3d4c5b6a79880123456789abcdef01234567';
const ANSWERS = {
  '--scope': '@acme',
  '--service': 'payment-service',
  '--team': 'payments',
  '--registry': 'https://npm.acme.io/',
  '--workflows': `acme/workflows@${COMMIT}`,
  '--ci': 'github',
};

/** What the name of a caller begins with if a reusable workflow has the same name. */
export const CALLER = 'caller-';

/** A repository with workflows that we have, write or generate. */
export interface Repository {
  readonly name: string;
  readonly folder: string;
}

/** Writes the files of a repository into a folder. */
type Writer = (to: string) => unknown;

/** Writes each of them into a folder of its own, as a Git repository. */
export async function writeRepositories(output: string, folder: string): Promise<Repository[]> {
  const writers: Record<string, Writer> = {
    'this repository': (to) => cpSync(join(OWN, '..'), join(to, '.github'), { recursive: true }),
    'callers of docs/ci.md': (to) => write(join(to, WORKFLOWS), callers()),
    'golden-path init': async (to) => init(to),
    ...Object.fromEntries(SKELETONS.map(({ language }) => [`skeleton ${language}`, withDatabase(language)])),
    ...Object.fromEntries(generatedIn(output).map(([name, from]) => [`generated for ${name}`, copyOf(from)])),
  };
  const written: Repository[] = [];
  for (const [name, writer] of Object.entries(writers)) {
    const to = join(folder, name.replace(/[^a-z]+/g, '-'));
    mkdirSync(to);
    await writer(to);
    execFileSync('git', ['init', '--quiet'], { cwd: to });
    written.push({ name, folder: to });
  }
  return written;
}

/** The workflows of a repository by the paths of their files. */
export function workflowsIn({ folder }: Repository): string[] {
  return readdirSync(join(folder, WORKFLOWS)).filter((file) => file.endsWith('.yml')).map((file) => join(folder, WORKFLOWS, file));
}

/**
 * A copy in which calls of our reusable workflows are calls of files beside them: a linter looks into these, and asks no other
 * repository.
 */
export function withCalleesBeside({ folder, name }: Repository): Repository {
  const to = `${folder}-beside`;
  cpSync(folder, to, { recursive: true });
  const copy = { name, folder: to };
  for (const file of workflowsIn(copy)) {
    const text = readFileSync(file, 'utf8');
    const callee = join(OWN, basename(file));
    const isCaller = existsSync(callee) && readFileSync(callee, 'utf8') !== text;
    if (isCaller) rmSync(file);
    writeFileSync(isCaller ? join(dirname(file), `${CALLER}${basename(file)}`) : file, text.replace(/(uses: )['"]?[\w-]+\/[\w-]+\/(\.github\/workflows\/[\w-]+\.yml)@[^\s'"]+['"]?/g, '$1./$2'));
  }
  for (const file of readdirSync(OWN)) {
    const beside = join(to, WORKFLOWS, file);
    if (!existsSync(beside)) cpSync(join(OWN, file), beside);
  }
  return copy;
}

function generatedIn(output: string): [string, string][] {
  const folder = join(output, 'repository');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.map((name): [string, string] => [name, join(folder, name)]).filter(([, from]) => existsSync(join(from, WORKFLOWS)));
}

function withDatabase(language: string): Writer {
  return (to) => newService(language, ['database'], to);
}

function copyOf(from: string): Writer {
  return (to) => cpSync(from, to, { recursive: true });
}

async function init(to: string): Promise<void> {
  const { complaint, status } = await command('init', to, '--yes', ...Object.entries(ANSWERS).flat());
  if (Number(status) !== 0) throw new Error(`golden-path init: ${complaint}`);
}
