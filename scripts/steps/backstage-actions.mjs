import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, ROOT, run } from '../support/run.mjs';
import { isInstalled } from './install.mjs';

/** The package with the scaffolder actions. Its install brings Backstage's libraries, so it is no part of the repository's own. */
export const ACTIONS = join(ROOT, 'packages/backstage-actions');

/** Installs what the package is compiled and tested with, where it is not what its lock file says. */
export async function installActions(say = () => {}) {
  if (isInstalled(ACTIONS)) return { note: 'up to date with its package-lock.json' };
  say('npm ci for @golden-path/backstage-actions, about a minute and 180 MB on disk');
  await run(npm('ci', '--no-audit', '--no-fund'), { cwd: ACTIONS, env: environment() });
  return { note: 'installed with npm ci' };
}

/** Compiles src/ to dist/. */
export async function compileActions() {
  rmSync(join(ACTIONS, 'dist'), { recursive: true, force: true });
  await run([process.execPath, join(ACTIONS, 'node_modules/typescript/bin/tsc'), '--project', ACTIONS]);
  return { note: 'src/ -> dist/' };
}

/** Packs the compiled package under a version, with the changelog and the licence of the repository. Gives back the file's name. */
export async function packActions(version, destination) {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-actions-'));
  try {
    const manifest = JSON.parse(readFileSync(join(ACTIONS, 'package.json'), 'utf8'));
    // Whoever installs the package compiles nothing.
    const published = Object.fromEntries(Object.entries(manifest).filter(([key]) => !['devDependencies', 'scripts'].includes(key)));
    for (const name of ['dist', 'config.d.ts', 'README.md']) cpSync(join(ACTIONS, name), join(folder, name), { recursive: true });
    for (const name of ['CHANGELOG.md', 'LICENSE']) cpSync(join(ROOT, name), join(folder, name));
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...published, version }, undefined, 2)}\n`);
    const output = await run(npm('pack', '--silent', '--pack-destination', destination), { cwd: folder, env: environment() });
    return output.trim().split('\n').at(-1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What npm tells a script that it runs is about the repository, and not about the package. */
function environment() {
  const own = /^npm_(config_local_prefix|package_|lifecycle_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
