import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Run } from '../commands';
import type { SynthOptions } from './once';
import { synth } from './synth';

const MOST_JOBS = 64;

/** Adds `golden-path synth`. */
export function addSynth(program: Command, run: Run): void {
  program
    .command('synth')
    .description('Run the app of cdktf.json and write its output, with several processes if it is large')
    .option('--app <command>', 'the command that runs the app, instead of the one in cdktf.json')
    .option('--output <folder>', 'the output folder, instead of the one in cdktf.json')
    .addOption(new Option('--jobs <number>', 'the number of processes; for many stacks one for each core').argParser(jobs))
    .addOption(
      new Option('--only <services>', "only these services, separated by commas; into the folder 'only' of the output").argParser(names),
    )
    .option('--trace', 'also note where the library makes its values, for errors inside it')
    .option('--watch', 'go on, and synthesise again after each edit; shows what it changed')
    .action((options: SynthOptions) => run((output) => synth(options, output)));
}

function jobs(text: string): number {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MOST_JOBS) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_JOBS}.`);
}

function names(text: string, before: readonly string[] = []): string[] {
  const found = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  if (found.length > 0) return [...before, ...found];
  throw new InvalidArgumentError('It must be names of services, separated by commas.');
}
