import * as path from 'node:path';
import { RootConstruct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import { Status } from '../decide';
import { addServices } from '../document/add-services';
import { MACHINE, readServices } from '../document/services';
import type { DocumentMachine, DocumentOptions, ReadService } from '../document/services';
import { conflicts, writeAll } from '../init/new-files';
import { visible } from '../output';
import type { Output } from '../output';
import { programOf } from './program';

/** The options of `golden-path eject`. */
export interface EjectOptions extends DocumentOptions {
  /** The folder to write to; that of the document if it is left out. */
  readonly out?: string;
}

const WHERE = 'golden-path eject';

/** Writes the program that does what a document says. Throws if the document is wrong, or if a file is there already. */
export function eject(file: string, options: EjectOptions, output: Output, machine: DocumentMachine = MACHINE): Status {
  const [service] = readServices(WHERE, [file], options, machine);
  // A name that is none would be code. An app would make its output folder at once.
  addServices(new RootConstruct(), [service], WHERE);
  const folder = options.out ?? path.dirname(file);
  const files = programOf(service, moduleFrom(service, options, folder));
  const present = conflicts(folder, files).map((problem) => ({ ...problem, allowed: problem.allowed.replace('init', 'eject') }));
  if (present.length > 0) throw new GoldenPathError('RefusedByCommand', WHERE, present);
  writeAll(folder, files);
  output.print(visible(`Wrote ${files.map((each) => path.join(folder, each.path)).join(', ')}\n`));
  output.print('node --import tsx main.ts writes the same as golden-path render. ');
  output.print(`Make it the app of cdktf.json, and remove ${visible(path.basename(file))}.\n`);
  return Status.DONE;
}

/** The platform's module as the new files import it. */
function moduleFrom({ file, found }: ReadService, { platform }: DocumentOptions, folder: string): string | undefined {
  const name = found.module?.name;
  if (name === undefined || !name.startsWith('.')) return name;
  const base = platform === undefined ? path.dirname(file) : '.';
  const relative = path.relative(folder, path.resolve(base, name)).split(path.sep).join('/');
  return relative.startsWith('.') ? relative : `./${relative}`;
}
