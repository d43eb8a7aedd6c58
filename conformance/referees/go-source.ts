import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runGo } from './run-go';

/** A program of ours in Go, around a library that is had in no other language. */
export interface GoSource {
  readonly name: string;
  /** The folder of its module, whose go.sum says what it is built with. */
  readonly folder: string;
  /** How long a build may take; what Go has compiled is kept, and the next build goes on from there. */
  readonly patienceMinutes?: number;
  /** Variables of packages with their values, as a release of their project sets them. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Where programs are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'golden-path');

const PATIENCE_MINUTES = 10;

/**
 * Builds a program from its source, for machines that have Go and a module proxy. It takes minutes once; after that the cached
 * program is used, until its source changes.
 *
 * @returns the program's path
 * @throws with the reason if there is no Go, a module cannot be had or it does not build
 */
export function buildGoSource(program: GoSource, cache = CACHE, environment = process.env): string {
  const { name, folder: source, patienceMinutes = PATIENCE_MINUTES, variables = {} } = program;
  const binary = binaryOf(program, cache);
  if (existsSync(binary)) return binary;
  // Renamed when whole, since a build that was interrupted must not pass for a program.
  const unfinished = `${binary}.unfinished`;
  rmSync(unfinished, { force: true });
  // Flags from the environment are for the caller's own modules; `-mod=vendor` among them would break this build.
  const env = { ...environment, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
  const values = Object.entries(variables).map(([variable, value]) => `-X ${variable}=${value}`);
  const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', ['-s', '-w', ...values].join(' ')];
  runGo(['build', '-C', source, ...flags, '-o', unfinished, '.'], { what: name, env, patienceMinutes });
  renameSync(unfinished, binary);
  return binary;
}

/** The program's path if it was built before, from the source as it is. */
export function cachedGoSource(program: GoSource, cache = CACHE): string | undefined {
  const binary = binaryOf(program, cache);
  return existsSync(binary) ? binary : undefined;
}

function binaryOf(program: GoSource, cache: string): string {
  return join(cache, `${program.name}-${fingerprint(program)}`);
}

function fingerprint({ folder, variables }: GoSource): string {
  const files = readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  const built = variables ? [files, variables] : files;
  return createHash('sha256').update(JSON.stringify(built)).digest('hex').slice(0, 8);
}
