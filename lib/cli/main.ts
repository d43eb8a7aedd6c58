#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { Status } from './decide';
import { processOutput, visible } from './output';
import type { Output } from './output';
import type { PromoteOptions } from './promote/promote';
import { promote } from './promote/promote';
import { libraryVersion } from './sync/lock';
import { sync } from './sync/sync';
import type { SyncOptions } from './sync/sync';

/** Runs the command with these arguments and gives the status that it ends with. */
export async function run(args: readonly string[], output: Output): Promise<Status> {
  let status = Status.DONE;
  const program = new Command('golden-path')
    .description('Carries what a synth wrote for Argo CD into a GitOps repository.')
    .version(libraryVersion())
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.print(text), writeErr: (text) => output.complain(text) });
  withConsent(program.command('sync'))
    .description('Compare the synthesised tree with a checkout, show the difference, and write it')
    .argument('<checkout>', 'the folder into which the GitOps repository was cloned')
    .option('--from <folder>', 'the folder that the synth wrote', 'cdktf.out')
    .option('--source <name>', 'the repository that the tree is from; with it, services that it no longer has are removed')
    .option('--adopt', 'replace files of other content that no sync wrote')
    .action(async (checkout: string, options: Omit<SyncOptions, 'checkout'>) => {
      status = await sync({ ...options, checkout }, output);
    });
  withConsent(program.command('promote'))
    .description("Give one environment the image that another one runs: one pull request's change")
    .argument('<service>', 'the name of the service')
    .requiredOption('--from <environment>', 'the environment that runs the image')
    .requiredOption('--to <environment>', 'the environment that is to run it')
    .option('--checkout <folder>', 'the folder into which the GitOps repository was cloned', '.')
    .action(async (service: string, options: Omit<PromoteOptions, 'service'>) => {
      status = await promote({ ...options, service }, output);
    });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    return statusOf(error, output);
  }
}

function withConsent(command: Command): Command {
  return command
    .option('--yes', 'write without asking')
    .addOption(new Option('--dry-run', 'only show what would be written').conflicts('yes'));
}

function statusOf(error: unknown, output: Output): Status {
  if (error instanceof CommanderError) return error.exitCode === 0 ? Status.DONE : Status.WRONG_USAGE;
  // What a user can mend has no use for a stack trace: refusals, and what the operating system does not allow.
  const { code, message, name } = error as NodeJS.ErrnoException;
  if (name !== 'GoldenPathError' && code === undefined) throw error;
  output.complain(`${visible(message.trimEnd())}\n`);
  return Status.REFUSED;
}

if (require.main === module) {
  run(process.argv.slice(2), processOutput()).then(
    (status) => {
      // Not process.exit: what was printed into a pipe would be cut off.
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
      process.exitCode = Status.REFUSED;
    },
  );
}
