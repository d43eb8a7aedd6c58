import * as path from 'node:path';
import { showPath } from '../../core/problems';
import { MODULES } from '../../modules/kinds';
import { deriveModule } from '../../modules/module';
import { moduleFiles } from '../../modules/module-files';
import { Status } from '../decide';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { checkFolder, replaceFolder } from './module-folder';
import { platformIn } from './platform-file';

/** The options of `golden-path module`. */
export interface ModuleOptions {
  readonly name: string;
  /** The file of code that exports the platform. */
  readonly platform: string;
  readonly export?: string;
  readonly out: string;
}

/** Renders a construct as a Terraform module for one platform, and writes it into a folder of the module's name. */
export function writeModule(options: ModuleOptions, output: Output): Status {
  const refusal = new Refusal(`module ${options.name}`);
  const kind = MODULES.find(({ name }) => name === options.name)!;
  const folder = path.join(options.out, kind.name);
  const platform = refusal.attempt(showPath(options.platform), () => platformIn(options.platform, options.export));
  checkFolder(folder, refusal);
  refusal.throwIfAny();
  const changes = replaceFolder(folder, moduleFiles(deriveModule(kind, platform!)));
  output.print(changes.length === 0 ? 'Nothing changes.\n' : `${changes.join('\n')}\nWritten to ${folder}.\n`);
  return Status.DONE;
}
