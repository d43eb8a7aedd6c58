import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages of npm that a check needs, each with its exact version. */
export interface NpmPackages {
  readonly name: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Where packages are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'golden-path');

/** How long a download may take. */
const PATIENCE_MINUTES = 5;

/**
 * Installs packages into a folder of their own, once. No script of a package runs.
 *
 * @returns the folder of the packages
 * @throws with the reason if the packages cannot be had
 */
export function installNpm({ name, versions }: NpmPackages, cache = CACHE, environment = process.env): string {
  const wanted = Object.entries(versions).map(([each, version]) => `${each}@${version}`);
  const folder = join(cache, `${name}-${Object.values(versions).join('-')}`);
  if (existsSync(folder)) return join(folder, 'node_modules');
  // Renamed when whole, since an installation that was interrupted must not pass for one.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  const env = Object.fromEntries(Object.entries(environment).filter(([key]) => !/^npm_(config_local_prefix|package_|lifecycle_)/.test(key)));
  try {
    const options = { cwd: unfinished, env, encoding: 'utf8', stdio: 'pipe', timeout: PATIENCE_MINUTES * 60_000 } as const;
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', ...wanted], options);
  } catch (cause) {
    throw new Error(`cannot install ${wanted.join(' and ')}: ${reason(cause as { code?: string; stderr?: string })}`, { cause });
  }
  renameSync(unfinished, folder);
  return join(folder, 'node_modules');
}

function reason({ code, stderr = '' }: { readonly code?: string; readonly stderr?: string }): string {
  if (code === 'ENOENT') return 'there is no `npm` on the PATH';
  if (code === 'ETIMEDOUT') return `it takes longer than ${PATIENCE_MINUTES} minutes`;
  return `npm says:\n${stderr.trim().split('\n').slice(0, 5).join('\n')}`;
}
