import * as fs from 'node:fs';
import * as path from 'node:path';
import { App } from 'cdktf';
import { GoldenPathError } from '../../core/errors';
import { Status } from '../decide';
import { addServices } from '../document/add-services';
import { withoutTwins } from '../document/service-document';
import { MACHINE, readServices } from '../document/services';
import type { DocumentMachine, DocumentOptions, ReadService } from '../document/services';
import { counted, visible } from '../output';
import type { Output } from '../output';

/** The options of `golden-path render`. */
export interface RenderOptions extends DocumentOptions {
  /** The output folder. */
  readonly out: string;
}

/**
 * Synthesises the services that documents describe, as an app with the same constructs would.
 *
 * Throws `InvalidProps` with every problem of every document, each with its file, line and column; then nothing is written.
 */
export function render(files: readonly string[], options: RenderOptions, output: Output, machine: DocumentMachine = MACHINE): Status {
  const services = readServices(WHERE, files, options, machine);
  // An app makes its folders before it knows whether it has something to write.
  const missing = [path.join(options.out, 'stacks'), options.out].filter((folder) => !fs.existsSync(folder));
  const app = new App({ outdir: options.out });
  try {
    synthesise(app, services);
  } catch (error) {
    for (const folder of missing) if (isEmpty(folder)) fs.rmdirSync(folder);
    throw error;
  }
  output.print(visible(summary(services, options.out)));
  if (services.some(({ found }) => !found.module)) output.complain(EXAMPLE);
  return Status.DONE;
}

function isEmpty(folder: string): boolean {
  return fs.existsSync(folder) && fs.readdirSync(folder).length === 0;
}

const WHERE = 'golden-path render';

const EXAMPLE =
  'The platform is an example, since no document names one: nothing of this can be deployed. Write platform: in the document.\n';

function synthesise(app: App, services: readonly ReadService[]): void {
  const finder = addServices(app, services, WHERE);
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof GoldenPathError)) throw error;
    finder.reportSynth(error, services[0].root.at);
    throw new GoldenPathError(error.code, WHERE, withoutTwins(finder.problems));
  }
}

function summary(services: readonly ReadService[], out: string): string {
  const stacks = services.flatMap(({ document }) => document.services);
  const lines = services.map(({ file, document }) => `${file}: ${document.services.map(({ environment }) => environment).join(', ')}\n`);
  return `${lines.join('')}Wrote ${counted(stacks.length, 'stack')} into ${path.join(out, '/')}\n`;
}
