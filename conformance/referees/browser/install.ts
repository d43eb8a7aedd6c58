import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PACKAGES } from './versions';

/** Where packages are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'golden-path');

/** How long a download may take. */
const PATIENCE_MINUTES = 5;

/** The names that Chromium has on different systems. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The program of Chromium, or nothing if there is none. */
export function findChromium(environment = process.env): string | undefined {
  const { CHROMIUM_BINARY: given, PATH = '' } = environment;
  const folders = PATH.split(delimiter);
  const all = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return (given ? [given] : all).find((program) => existsSync(program));
}

/**
 * Installs what drives the browser into a folder of its own, once. No script of a package runs.
 *
 * @returns the folder of the packages
 * @throws with the reason if the packages cannot be had
 */
export function installDriver(cache = CACHE, environment = process.env): string {
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
  const folder = join(cache, `browser-${Object.values(PACKAGES).join('-')}`);
  if (existsSync(folder)) return join(folder, 'node_modules');
  // Renamed when whole, since an installation that was interrupted must not pass for one.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !/^npm_(config_local_prefix|package_|lifecycle_)/.test(name)));
  try {
    const options = { cwd: unfinished, env, encoding: 'utf8', stdio: 'pipe', timeout: PATIENCE_MINUTES * 60_000 } as const;
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', ...wanted], options);
  } catch (cause) {
    const { code, stderr = '' } = cause as { code?: string; stderr?: string };
    const reason = code === 'ENOENT' ? 'there is no `npm` on the PATH' : `npm says:\n${stderr.trim().split('\n').slice(0, 5).join('\n')}`;
    throw new Error(`cannot install ${wanted.join(' and ')}: ${reason}`, { cause });
  }
  renameSync(unfinished, folder);
  return join(folder, 'node_modules');
}
