import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NEW_REPOSITORIES } from '../../../../apps/platform/templates';
import { runToEnd } from '../../../referees/run-to-end';
import { findTerraform, HOW_TO_GET_A_BINARY } from '../../../referees/terraform/binary';
import { hadolint, planted, zizmor } from '../../skeletons/files';
import { NotRun, type Tally } from '../../skeletons/tally';
import { PROGRAM } from './initialised';
import { planProblems } from './rendered';

/** A rendered and synthesised repository that stands for all of its language. */
export interface Sample {
  readonly language: string;
  readonly name: string;
}

/** Plans and lints one repository of each language, which were made below a folder. */
export async function checkSamples(samples: readonly Sample[], folder: string, tally: Tally): Promise<void> {
  for (const { language, name } of samples) {
    const cwd = join(folder, name);
    await tally.check(`${language}: plan`, () => planned(cwd, name));
    await tally.check(`${language}: golden-path repository`, () => completed(cwd));
    await tally.check(`${language}: hadolint`, () => planted(hadolint, cwd, 'Dockerfile', '\n', '\nFROM debian\n'));
    await tally.check(`${language}: zizmor`, () => workflows(cwd));
    await tally.check(`${language}: its own test of the infrastructure`, () => ownTest(join(cwd, 'infra')));
  }
  if (samples.length === 0) return;
  await tally.check('types of the infrastructure', () => typed(samples.map(({ name }) => join(folder, name, 'infra'))));
}

async function planned(cwd: string, name: string): Promise<string[]> {
  if (!findTerraform()) throw new NotRun(HOW_TO_GET_A_BINARY);
  return planProblems(cwd, name);
}

/** The complete entry in the catalog takes the place of the first one, and nobody is asked; one that was edited stays as it is. */
async function completed(cwd: string): Promise<string[]> {
  const entry = join(cwd, 'catalog-info.yaml');
  const first = readFileSync(entry, 'utf8');
  const carry = async () => runToEnd(process.execPath, [PROGRAM, 'repository', '..', '--yes'], { cwd: join(cwd, 'infra') });
  writeFileSync(entry, `${first}# planted\n`);
  const edited = await carry();
  writeFileSync(entry, first);
  const { status, stdout, stderr } = await carry();
  return [
    ...(edited.status === 1 ? [] : ['an entry with a planted line was overwritten']),
    ...(status === 0 && stdout.includes('changed  catalog-info.yaml') ? [] : [`it ended with ${status}:\n${stdout}${stderr}`]),
  ];
}

/** All workflows: those of the code, and those of the infrastructure. */
function workflows(cwd: string): Promise<string[]> {
  const file = '.github/workflows/infrastructure.yml';
  if (!existsSync(join(cwd, file))) return Promise.resolve([`${file} is missing`]);
  const commit = NEW_REPOSITORIES.workflows.replace(/^.*(@\w+)#.*$/, '$1');
  return planted((at) => zizmor(at, '.github/workflows', 'regular'), cwd, file, commit, '@main');
}

async function ownTest(infra: string): Promise<string[]> {
  const { scripts } = JSON.parse(readFileSync(join(infra, 'package.json'), 'utf8')) as { scripts: { test: string } };
  const { status, stdout, stderr } = await runToEnd('sh', ['-c', scripts.test], { cwd: infra, env: withoutRunner() });
  return status === 0 ? [] : [`${scripts.test} ended with ${status}:\n${stdout}${stderr}`];
}

/** Node's test runner reports to the one that it runs in. */
function withoutRunner(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'));
}

/** One compiler for all, with the settings of the first: all have the same. A wrong type in one of them has to be found. */
async function typed(folders: readonly string[]): Promise<string[]> {
  const [first] = folders;
  const config = join(first, 'tsconfig.all.json');
  const fault = join(first, 'planted.ts');
  const include = folders.flatMap((each) => [`${each}/*.ts`, `${each}/test`]);
  writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', include }));
  writeFileSync(fault, "export const planted: number = 'text';\n");
  const compiler = resolve('node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = await runToEnd(process.execPath, [compiler, '--project', config], { cwd: first });
  const problems = stdout.split('\n').filter((line) => line.includes('error TS'));
  const found = problems.filter((line) => !line.startsWith('planted.ts'));
  return problems.length > found.length ? found : [...found, 'a planted fault in the types was not found'];
}
