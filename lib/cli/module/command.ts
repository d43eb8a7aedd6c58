import { Argument } from 'commander';
import type { Command } from 'commander';
import { MODULE_NAMES } from '../../modules/systems';
import type { Run } from '../commands';
import type * as Action from './module';
import type { ModuleOptions } from './module';

const action = () => require('./module') as typeof Action;

/** Adds `module` to the program. */
export function addModule(program: Command, run: Run): void {
  program
    .command('module')
    .description('Write a construct as a Terraform module for teams that use HCL')
    .addArgument(new Argument('<name>', 'the module').choices(MODULE_NAMES))
    .requiredOption('--platform <file>', 'the file of code that exports the Platform')
    .option('--export <name>', 'the name of the export, if the file exports several')
    .option('--out <folder>', 'the folder in which the folder of the module is written', 'dist/modules')
    .action((name: string, options: Omit<ModuleOptions, 'name'>) => run((output) => action().writeModule({ ...options, name }, output)));
}
