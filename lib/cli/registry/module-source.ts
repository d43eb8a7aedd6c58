import * as fs from 'node:fs';
import * as path from 'node:path';
import { MODULE_NAMES, MODULE_SYSTEMS } from '../../modules/systems';
import { filesIn, isOfModule } from '../module/module-folder';
import { Trouble } from '../refusal';
import type { ModuleAddress } from './layout';

/** A module to publish. */
export interface ModuleSource {
  readonly address: ModuleAddress;
  readonly files: Readonly<Record<string, string>>;
}

/** The name of the module in a folder that `golden-path module` wrote. */
export function moduleNameOf(folder: string): string {
  return path.basename(path.resolve(folder));
}

/** Reads a folder that `golden-path module` wrote. */
export function sourceIn(folder: string, namespace: string): ModuleSource {
  const name = moduleNameOf(folder);
  const known = MODULE_NAMES.find((each) => each === name);
  if (known === undefined) {
    throw new Trouble(`a folder ${name}, which is no module`, `a folder of ${MODULE_NAMES.join(', ')}`, 'write it with golden-path module');
  }
  if (!fs.existsSync(path.join(folder, 'main.tf'))) {
    throw new Trouble('a folder without main.tf', 'a module', `run golden-path module ${name} --out ${path.dirname(folder)}`);
  }
  const files = Object.fromEntries(filesIn(folder).sort().map((file) => [file, textOf(folder, file)]));
  return { address: { namespace, name, provider: MODULE_SYSTEMS[known] }, files };
}

function textOf(folder: string, file: string): string {
  const target = path.join(folder, file);
  if (!isOfModule(file) || !fs.lstatSync(target).isFile()) {
    throw new Trouble(`${file}, a file that is not of a module`, 'only what golden-path module writes', 'move it away');
  }
  return fs.readFileSync(target, 'utf8');
}
