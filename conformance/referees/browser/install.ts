import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installNpm } from '../npm-packages';
import { PACKAGES } from './versions';

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
 * Installs what drives the browser.
 *
 * @returns the folder of the packages
 * @throws with the reason if the packages cannot be had
 */
export function installDriver(): string {
  return installNpm({ name: 'browser', versions: PACKAGES });
}
