import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What is installed, exactly: package.json and a lock file. */
const MANIFESTS = join(__dirname, '..', '..', 'backstage');

const FILES = ['package.json', 'package-lock.json', '.npmrc'];

/** Where packages are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'golden-path');

/** How long a download may take. */
const PATIENCE_MINUTES = 15;

/**
 * Installs a Backstage backend into a folder of its own, once. No script of a package runs, and nothing is compiled: SQLite comes as a
 * program from npm (`libsql`, under the name of `better-sqlite3`, whose interface it has).
 *
 * @returns the folder
 * @throws with the reason if the packages cannot be had
 */
export function installBackstage(manifests = MANIFESTS, cache = CACHE, environment = process.env): string {
  const fingerprint = createHash('sha256');
  for (const file of FILES) fingerprint.update(readFileSync(join(manifests, file)));
  const folder = join(cache, `backstage-${fingerprint.digest('hex').slice(0, 8)}`);
  if (existsSync(folder)) return folder;
  // Renamed when whole, since an installation that was interrupted must not pass for one.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  for (const file of FILES) copyFileSync(join(manifests, file), join(unfinished, file));
  npmCi(unfinished, environment);
  renameSync(unfinished, folder);
  return folder;
}

function npmCi(folder: string, environment: NodeJS.ProcessEnv): void {
  const { npm_execpath: npm, ...inherited } = environment;
  const [program, ...args] = npm ? [process.execPath, npm] : ['npm'];
  // What npm tells the script that it runs would be settings of this install too.
  const env = Object.fromEntries(Object.entries(inherited).filter(([name]) => !/^npm_(config_local_prefix|package_|lifecycle_)/.test(name)));
  try {
    const options = { cwd: folder, env, encoding: 'utf8', stdio: 'pipe', timeout: PATIENCE_MINUTES * 60_000 } as const;
    execFileSync(program, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], options);
  } catch (cause) {
    throw new Error(`cannot install Backstage: ${reason(cause as { code?: string; stderr?: string })}`, { cause });
  }
}

function reason({ code, stderr = '' }: { readonly code?: string; readonly stderr?: string }): string {
  if (code === 'ENOENT') return 'there is no `npm` on the PATH';
  if (code === 'ETIMEDOUT') return `it takes longer than ${PATIENCE_MINUTES} minutes`;
  return `npm says:\n${stderr.trim().split('\n').slice(0, 5).join('\n')}`;
}
