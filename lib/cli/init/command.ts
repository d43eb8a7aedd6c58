import type { Command } from 'commander';
import type { Run } from '../commands';
import type { InitOptions } from './init';
import { init } from './init';
import type { Answers } from './question';
import { flagOf, QUESTIONS } from './questions';

/** Adds `init` to the program, with a flag for every question. */
export function addInit(program: Command, run: Run): void {
  const command = program
    .command('init')
    .description(
      "Create a repository for a service's infrastructure: ask for every value that no flag gives, and overwrite no file",
    )
    .argument('[folder]', 'the folder in which to create it', '.');
  for (const question of QUESTIONS) command.option(`${flagOf(question)} <${question.value}>`, question.about);
  command
    .option('--yes', 'use the defaults and ask nothing')
    .option('--dry-run', 'only show what would be written')
    .action((folder: string, { yes, dryRun, ...given }: Omit<InitOptions, 'folder'> & Answers) =>
      run((output) => init({ folder, yes, dryRun }, given, output)),
    );
}
