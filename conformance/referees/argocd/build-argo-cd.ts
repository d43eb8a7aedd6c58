import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGo } from '../run-go';
import { ARGO_CD, GITOPS_ENGINE } from './versions';

/** A program of ours around Argo CD's code. */
interface Program {
  /** The name of its cache and of its file. */
  readonly name: string;
  readonly file: string;
  readonly source: string;
  /**
   * How long a build may take, so that a slow machine does not spend all of its time on it. Go keeps what it has compiled, and
   * the next build goes on from there.
   */
  readonly patienceMinutes: number;
}

/** Where programs are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'golden-path');

/** What is asked for one answer at a time, without a cluster. */
const LIBRARY: Program = { name: 'argo-cd', file: 'argocd', source: join(__dirname, 'program'), patienceMinutes: 12 };

/** What runs beside a cluster: some 1,900 packages. */
const CONTROLLERS: Program = {
  name: 'argo-cd-controllers', file: 'argocd-controllers', source: join(__dirname, 'controllers'), patienceMinutes: 30,
};

/**
 * Builds the program that runs Argo CD's own code, for machines that have Go and a module proxy. It takes minutes once and
 * gigabytes in Go's caches; after that the cached program is used, until its source or Argo CD's version changes.
 *
 * Our module and Argo CD's are built as a workspace: so Argo CD's own go.mod says which versions of everything else there are,
 * `replace` included, and its go.sum what their checksums are.
 *
 * @returns the program's path
 * @throws with the reason if there is no Go, the module cannot be had or it does not build
 * @see https://go.dev/ref/mod#workspaces
 */
export function buildArgoCd(cache = CACHE, environment = process.env): string {
  return built(LIBRARY, cache, environment);
}

/**
 * Builds the ApplicationSet controller, the application controller and the repo server, with a Redis in memory, as one program.
 *
 * @returns the program's path
 * @throws as `buildArgoCd` does
 */
export function buildArgoCdControllers(cache = CACHE, environment = process.env): string {
  return built(CONTROLLERS, cache, environment);
}

function built(program: Program, cache: string, environment: NodeJS.ProcessEnv): string {
  const folder = join(cache, `${program.name}-${ARGO_CD.version}-${fingerprint(program)}`);
  if (!existsSync(folder)) build(program, folder, environment);
  return join(folder, program.file);
}

function fingerprint({ source }: Program): string {
  const files = readdirSync(source).sort().map((name) => [name, readFileSync(join(source, name), 'utf8')]);
  return createHash('sha256').update(JSON.stringify([files, ARGO_CD, GITOPS_ENGINE])).digest('hex').slice(0, 8);
}

function build(program: Program, folder: string, environment: NodeJS.ProcessEnv): void {
  // Renamed when whole, since a build that was interrupted must not pass for a program.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  // Flags from the environment are for the caller's own modules; `-mod=vendor` among them would break this build.
  const env = { ...environment, CGO_ENABLED: '0', GOFLAGS: '' };
  const work = join(unfinished, 'go.work');
  writeFileSync(work, workspace(program, downloadSource(program, env)));
  const output = join(unfinished, program.file);
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', '-s -w'];
  go(program, ['build', '-C', program.source, ...flags, '-o', output, '.'], { ...env, GOWORK: work });
  renameSync(unfinished, folder);
}

/** The folder that Go keeps Argo CD's files in. */
function downloadSource(program: Program, env: NodeJS.ProcessEnv): string {
  const output = go(program, ['mod', 'download', '-json', `${ARGO_CD.module}@${ARGO_CD.version}`], env);
  const { Dir, Sum } = JSON.parse(output) as { Dir: string; Sum: string };
  if (Sum !== ARGO_CD.sum) throw new Error(`cannot build Argo CD ${ARGO_CD.version}: its checksum is ${Sum} instead of ${ARGO_CD.sum}`);
  return Dir;
}

function workspace({ source }: Program, argoCd: string): string {
  const goVersion = /^go .+$/m.exec(readFileSync(join(source, 'go.mod'), 'utf8'))?.[0] ?? '';
  const { module, version } = GITOPS_ENGINE;
  return [goVersion, `use ${JSON.stringify(source)}`, `use ${JSON.stringify(argoCd)}`, `replace ${module} => ${module} ${version}`, ''].join('\n');
}

function go({ patienceMinutes }: Program, args: readonly string[], env: NodeJS.ProcessEnv): string {
  return runGo(args, { what: `Argo CD ${ARGO_CD.version}`, env, patienceMinutes });
}

if (require.main === module) {
  console.warn(`Building Argo CD ${ARGO_CD.version}, which takes some minutes on first use...`);
  try {
    console.log(buildArgoCd());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
