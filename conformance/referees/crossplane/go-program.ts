import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGo } from '../run-go';

/** A program that a Go module holds. */
export interface GoProgram {
  readonly name: string;
  readonly module: string;
  /** A released version; see `go list -m -versions <module>`. */
  readonly version: string;
  /** The package to build, relative to the module's folder. */
  readonly main: string;
  /** The module's folder of CustomResourceDefinitions, relative to its own, if it has one. */
  readonly schemas?: string;
  /** How long its build may take; as long as it wants if it is absent. What is compiled is kept for the next try. */
  readonly patienceMinutes?: number;
}

export interface BuiltProgram {
  readonly binary: string;
  /** A folder with the CustomResourceDefinitions that the module ships. */
  readonly schemas: string;
}

/** Where programs are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'golden-path');

/**
 * Builds a program from source, for machines that have Go and a module proxy but no containers. It takes minutes once and
 * gigabytes in Go's caches; after that the cached program is used, until its version changes.
 *
 * `go install <module>@<version>` refuses a module whose go.mod says another path or has a `replace`, and some do, so the
 * module's own folder is built. That also keeps to the versions and checksums of its go.sum.
 *
 * @throws with the reason if there is no Go, the module cannot be had or it does not build
 */
export function buildGoProgram(program: GoProgram, cache = CACHE, environment = process.env): BuiltProgram {
  const folder = join(cache, `${program.name}-${program.version}`);
  if (!existsSync(folder)) build(program, folder, environment);
  return built(program, folder);
}

function built({ name }: GoProgram, folder: string): BuiltProgram {
  return { binary: join(folder, name), schemas: join(folder, 'schemas') };
}

function build(program: GoProgram, folder: string, environment: NodeJS.ProcessEnv): void {
  // Renamed when whole, since a build that was interrupted must not pass for a program.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  // Flags from the environment are for the caller's own modules; `-mod=vendor` among them would break this build.
  const env = { ...environment, CGO_ENABLED: '0', GOFLAGS: '' };
  const source = downloadSource(program, env);
  const { binary, schemas } = built(program, unfinished);
  go(program, ['build', '-C', source, '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', binary, program.main], env);
  if (program.schemas !== undefined) copyFiles(join(source, program.schemas), schemas);
  renameSync(unfinished, folder);
}

function downloadSource(program: GoProgram, env: NodeJS.ProcessEnv): string {
  return (JSON.parse(go(program, ['mod', 'download', '-json', `${program.module}@${program.version}`], env)) as { Dir: string }).Dir;
}

/** Go's module cache is read-only, and copies of its files would be too. */
function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) writeFileSync(join(to, name), readFileSync(join(from, name)));
}

function go({ name, patienceMinutes, version }: GoProgram, args: readonly string[], env: NodeJS.ProcessEnv): string {
  return runGo(args, { what: `${name} ${version}`, env, patienceMinutes });
}
