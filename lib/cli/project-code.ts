import { createRequire } from 'node:module';
import * as path from 'node:path';
import { show } from '../core/problems';
import { Platform } from '../platform/platform';
import { Trouble } from './refusal';

/** What code exports, by its names. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Loads a module or a file of a project with Node, and TypeScript with the tsx of the folder. All of them see the same copy of this
 * library. Throws Trouble if it cannot be loaded.
 *
 * @see https://tsx.is/dev-api/tsx-cjs
 */
export function loadCode(name: string, folder: string): Exports {
  const from = createRequire(path.join(path.resolve(folder), 'package.json'));
  const tsx = resolved(from, 'tsx/cjs/api');
  if (tsx !== undefined) (from(tsx) as { register(): void }).register();
  const file = resolved(from, name);
  if (file === undefined) {
    const allowed = 'a package that is installed, or a file beside the document';
    throw new Trouble(`${show(name)}, which is not there`, allowed, 'npm install it, or correct the name');
  }
  if (tsx === undefined && /\.[cm]?ts$/.test(file)) {
    throw new Trouble(`${show(name)}, which is TypeScript`, 'a module that can be loaded', 'npm install --save-dev tsx');
  }
  return Object(from(file)) as Exports;
}

/** The platforms among exports, by their names. */
export function platformsIn(exported: Exports): [name: string, platform: Platform][] {
  return Object.entries(exported).filter((entry): entry is [string, Platform] => entry[1] instanceof Platform);
}

function resolved(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch (error) {
    if (['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
