import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that a Go module holds. */
export interface GoProgram {
  readonly name: string;
  readonly module: string;
  /** A released version; see `go list -m -versions <module>`. */
  readonly version: string;
  /** The package to build, relative to the module's folder. */
  readonly main: string;
  /** The module's folder of CustomResourceDefinitions, relative to its own. */
  readonly schemas: string;
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
  copyFiles(join(source, program.schemas), schemas);
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

function go({ name, version }: GoProgram, args: readonly string[], env: NodeJS.ProcessEnv): string {
  try {
    return execFileSync('go', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    throw new Error(`cannot build ${name} ${version}: ${reason(args, cause as FailedCommand)}`, { cause });
  }
}

interface FailedCommand {
  readonly code?: string;
  readonly stdout?: string;
  readonly stderr?: string;
}

function reason(args: readonly string[], { code, stdout, stderr }: FailedCommand): string {
  if (code === 'ENOENT') return 'there is no `go` on the PATH (https://go.dev/doc/install)';
  const needs = 'it needs a module proxy that has this version (`go env GOPROXY`) and a Go that is new enough';
  return `\`go ${args.join(' ')}\` failed; ${needs}. It said:\n${errorIn(stdout) ?? lastLines(`${stdout ?? ''}${stderr ?? ''}`)}`;
}

/** With `-json` the download's error is a field of what it prints. */
function errorIn(stdout = ''): string | undefined {
  try {
    return (JSON.parse(stdout) as { Error?: string }).Error;
  } catch {
    return undefined;
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n');
}
