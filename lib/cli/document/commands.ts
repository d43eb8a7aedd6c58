import type { Command } from 'commander';
import type { Run } from '../commands';
import type { EjectOptions } from '../eject/eject';
import type { RenderOptions } from '../render/render';
import type { SchemaOptions } from '../schema/schema';
import type * as Actions from './actions';

const actions = () => require('./actions') as typeof Actions;

export function addRender(program: Command, run: Run): void {
  withPlatform(program.command('render'))
    .description('Synthesise services that YAML or JSON documents describe, or Score files, without a program')
    .argument('<service.yaml...>', 'the documents of the services, all of which go into one output')
    .option('--out <folder>', 'the output folder', process.env.CDKTF_OUTDIR ?? 'cdktf.out')
    .action((files: string[], options: RenderOptions) => run((output) => actions().render(files, options, output)));
}

export function addEject(program: Command, run: Run): void {
  withPlatform(program.command('eject'))
    .description('Write the TypeScript program that does the same as a document')
    .argument('<service.yaml>', 'the document of the service')
    .option('--out <folder>', 'the folder to write to; that of the document if it is left out')
    .action((file: string, options: EjectOptions) => run((output) => actions().eject(file, options, output)));
}

export function addSchema(program: Command, run: Run): void {
  withPlatform(program.command('schema'))
    .description('Print the JSON Schema of the documents that golden-path render reads, for editors and forms')
    .action((options: SchemaOptions) => run((output) => actions().schema(options, output)));
}

function withPlatform(command: Command): Command {
  return command.option('--platform <module>', 'the package or file that exports the platform, such as @acme/platform or ./platform.ts');
}
