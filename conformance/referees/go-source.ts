import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runGo } from './run-go';

/** A program of ours in Go, around a library that is had in no other language. */
export interface GoSource {
  readonly name: string;
  /** The folder of its module, whose go.sum says what it is built with. */
  readonly folder: string;
}

/** Where programs are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'golden-path');

/** How long a build may take. Go keeps what it has compiled, and the next build goes on from there. */
const PATIENCE_MINUTES = 10;

/**
 * Builds a program from its source, for machines that have Go and a module proxy. It takes minutes once; after that the cached
 * program is used, until its source changes.
 *
 * @returns the program's path
 * @throws with the reason if there is no Go, a module cannot be had or it does not build
 */
export function buildGoSource({ name, folder: source }: GoSource, cache = CACHE, environment = process.env): string {
  const binary = join(cache, `${name}-${fingerprint(source)}`);
  if (existsSync(binary)) return binary;
  // Renamed when whole, since a build that was interrupted must not pass for a program.
  const unfinished = `${binary}.unfinished`;
  rmSync(unfinished, { force: true });
  // Flags from the environment are for the caller's own modules; `-mod=vendor` among them would break this build.
  const env = { ...environment, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
  const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', '-s -w'];
  runGo(['build', '-C', source, ...flags, '-o', unfinished, '.'], { what: name, env, patienceMinutes: PATIENCE_MINUTES });
  renameSync(unfinished, binary);
  return binary;
}

function fingerprint(source: string): string {
  const files = readdirSync(source).sort().map((name) => [name, readFileSync(join(source, name), 'utf8')]);
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8);
}
