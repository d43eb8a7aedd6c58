import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { listed, show } from '../../core/problems';
import { Platform } from '../../platform/platform';
import { Trouble } from '../refusal';

const WRITE_ONE = 'export const platform = new Platform({ ... }) in it';

/**
 * The platform that a module of code exports.
 *
 * @param file a file of JavaScript, or of TypeScript if the project has tsx
 * @param name the name of the export, if there are several platforms
 */
export function platformIn(file: string, name?: string): Platform {
  const exported = Object.entries(exportsOf(path.resolve(file)));
  const found = exported.filter((entry): entry is [string, Platform] => entry[1] instanceof Platform);
  const wanted = name === undefined ? found : found.filter(([key]) => key === name);
  if (wanted.length === 1) return wanted[0][1];
  const allowed = name === undefined ? 'one Platform' : `a Platform under the name ${show(name)}`;
  if (found.length === 0 && exported.some(([, value]) => isNamedPlatform(value))) {
    const fix = 'run npx golden-path in the project whose node_modules the file imports the package from';
    throw new Trouble('a Platform of another copy of this package', allowed, fix);
  }
  if (found.length === 0) throw new Trouble('a file that exports no Platform of this package', allowed, WRITE_ONE);
  throw new Trouble(`a Platform under each of ${listed(found.map(([key]) => key))}`, allowed, 'pass one of them as --export');
}

function isNamedPlatform(value: unknown): boolean {
  return typeof value === 'object' && value?.constructor.name === Platform.name;
}

function exportsOf(file: string): Record<string, unknown> {
  const isFile = fs.statSync(file, { throwIfNoEntry: false })?.isFile();
  if (!isFile) throw new Trouble('no file', 'a file that exports the Platform', 'check the path');
  const load = createRequire(file);
  if (/\.[cm]?ts$/.test(file)) registerTypeScript(load);
  return load(file) as Record<string, unknown>;
}

/** Has Node read TypeScript as the project's own synth does. */
function registerTypeScript(load: NodeJS.Require): void {
  let tsx: { register(): void };
  try {
    tsx = load('tsx/cjs/api') as { register(): void };
  } catch {
    throw new Trouble('a file of TypeScript, and no tsx', 'a project that has tsx, or JavaScript', 'run npm install --save-dev tsx');
  }
  tsx.register();
}
