#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { libraryVersion } from '../core/version';
import { addCommands } from './commands';
import type { Run } from './commands';
import { Status } from './decide';
import { problemWithNode } from './node-version';
import { processOutput, visible } from './output';
import type { Output } from './output';

/** Runs the command with these arguments and returns its exit status. */
export async function run(args: readonly string[], output: Output): Promise<Status> {
  let status = Status.DONE;
  const program = new Command('golden-path')
    .description('Creates repositories, syncs the output of a synth into a GitOps repository, and tells CI what changed.')
    .version(libraryVersion())
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.print(text), writeErr: (text) => output.complain(text) });
  const runAction: Run = async (action) => {
    status = await action(output);
  };
  addCommands(program, runAction, args[0]);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    return statusOf(error, output);
  }
}

/** Whether this Node runs the command; if not, the reason was given. */
function supported(output: Output): boolean {
  const problem = problemWithNode(process.versions.node);
  if (problem === undefined) return true;
  output.complain(`${problem}\n`);
  process.exitCode = Status.REFUSED;
  return false;
}

function statusOf(error: unknown, output: Output): Status {
  if (error instanceof CommanderError) return error.exitCode === 0 ? Status.DONE : Status.WRONG_USAGE;
  // Errors that a user can fix need no stack trace: refusals, and errors of the operating system.
  const { code, message, name } = error as NodeJS.ErrnoException;
  if (name !== 'GoldenPathError' && code === undefined) throw error;
  output.complain(`${visible(message.trimEnd())}\n`);
  return Status.REFUSED;
}

if (require.main === module && supported(processOutput())) {
  run(process.argv.slice(2), processOutput()).then(
    (status) => {
      // Not process.exit, which would cut off the output to a pipe.
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
      process.exitCode = Status.REFUSED;
    },
  );
}
