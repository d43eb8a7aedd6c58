import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, npm, ROOT } from '../../../scripts/support/run.mjs';
import { NotRun } from '../../checks/not-run.mjs';

/** Runs on Node 20; newer versions ask for 22. */
export const VERDACCIO_VERSION = '6.7.4';

const MANIFEST = {
  private: true,
  dependencies: { verdaccio: VERDACCIO_VERSION },
  // One of its plugins asks for a tag of node-fetch, which not every registry serves, in place of a version.
  overrides: { 'node-fetch': '2.7.0' },
};

/** Where programs are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(ROOT, 'node_modules/.cache/golden-path');

/**
 * The folder in which Verdaccio is installed. It is fetched once, 57 MB on disk, and is no dependency of this repository.
 *
 * @throws NotRun where it cannot be had
 */
export async function fetchVerdaccio(say) {
  const folder = join(CACHE, `verdaccio-v${VERDACCIO_VERSION}`);
  if (existsSync(folder)) return folder;
  say('Verdaccio is fetched, once');
  mkdirSync(CACHE, { recursive: true });
  // Renamed when whole, since an install that was cut short must not pass for one.
  const unfinished = mkdtempSync(`${folder}.unfinished-`);
  try {
    writeFileSync(join(unfinished, 'package.json'), JSON.stringify(MANIFEST));
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--fetch-retries=1', '--loglevel=error'];
    const { code, output } = await attempt(npm('install', ...options), { cwd: unfinished });
    if (code !== 0) {
      throw new NotRun(
        `Verdaccio ${VERDACCIO_VERSION} cannot be fetched: ${output.match(/npm error .*/)?.[0] ?? `npm ended with ${code}`}`,
      );
    }
    renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
