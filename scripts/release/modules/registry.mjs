import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT, run } from '../../support/run.mjs';
import { digestOf } from '../publish/files.mjs';

/** The files of a registry, as one file of a release. */
const FILE = 'registry.tar';

const GOLDEN_PATH = [process.execPath, '--import', 'tsx', 'lib/cli/main.ts'];

/**
 * Adds a version of every module to the files of a module registry, and writes all of them as one archive. Whatever would change a
 * published version, or hide a change from callers, is refused by `golden-path registry build`.
 *
 * @param {{ published: string, version: string, host?: string, platform?: string, destination: string }} options `published` is an archive
 *   of what the registry has, and `platform` the file that exports the Platform
 * @returns what release.json says of the archive
 */
export async function packRegistry({ published, version, host, platform, destination }, say = () => {}) {
  if (!host) throw new Error('MODULE_REGISTRY_HOST is not set: the host name in front of the modules');
  if (!existsSync(published)) throw new Error(`${published} is not there: an archive of what the registry has`);
  const { MODULE_NAMES } = createRequire(import.meta.url)(join(ROOT, 'build/modules/systems.js'));
  const work = mkdtempSync(join(tmpdir(), 'golden-path-registry-'));
  try {
    const registry = join(work, 'registry');
    mkdirSync(registry);
    await run(['tar', '-xf', resolve(published), '-C', registry]);
    const folders = [];
    for (const name of MODULE_NAMES) {
      say(`the module ${name}`);
      await run([...GOLDEN_PATH, 'module', name, '--platform', platform || 'apps/acme/index.ts', '--out', work]);
      folders.push(join(work, name));
    }
    await run([...GOLDEN_PATH, 'registry', 'build', ...folders, '--release', version, '--host', host, '--out', registry]);
    const archive = join(resolve(destination), FILE);
    await run(['tar', '-cf', archive, '-C', registry, '.']);
    return { host, file: FILE, sha256: digestOf(archive) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
