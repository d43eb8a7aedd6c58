import * as fs from 'node:fs';
import * as path from 'node:path';
import { listed, show } from '../../core/problems';
import { Platform } from '../../platform/platform';
import { loadCode, platformsIn } from '../project-code';
import type { Exports } from '../project-code';
import { Trouble } from '../refusal';

const WRITE_ONE = 'export const platform = new Platform({ ... }) in it';

/**
 * The platform that a module of code exports.
 *
 * @param file a file of JavaScript, or of TypeScript if the project has tsx
 * @param name the name of the export, if there are several platforms
 */
export function platformIn(file: string, name?: string): Platform {
  const exported = exportsOf(path.resolve(file));
  const found = platformsIn(exported);
  const wanted = name === undefined ? found : found.filter(([key]) => key === name);
  if (wanted.length === 1) return wanted[0][1];
  const allowed = name === undefined ? 'one Platform' : `a Platform under the name ${show(name)}`;
  if (found.length === 0 && Object.values(exported).some(isNamedPlatform)) {
    const fix = 'run npx golden-path in the project whose node_modules the file imports the package from';
    throw new Trouble('a Platform of another copy of this package', allowed, fix);
  }
  if (found.length === 0) throw new Trouble('a file that exports no Platform of this package', allowed, WRITE_ONE);
  throw new Trouble(`a Platform under each of ${listed(found.map(([key]) => key))}`, allowed, 'pass one of them as --export');
}

function isNamedPlatform(value: unknown): boolean {
  // A namespace of a module is an object without a constructor.
  return typeof value === 'object' && (value as Partial<object> | null)?.constructor?.name === Platform.name;
}

function exportsOf(file: string): Exports {
  const isFile = fs.statSync(file, { throwIfNoEntry: false })?.isFile();
  if (!isFile) throw new Trouble('no file', 'a file that exports the Platform', 'check the path');
  return loadCode(file, path.dirname(file));
}
