import type { Status } from '../decide';
import type { Output } from '../output';
import { readAppConfig } from './app-config';
import { synthOnce } from './once';
import type { SynthOptions } from './once';
import { endedInOrder } from './signals';
import { watch } from './watch/watch';

/** Runs an app, in one process or several; again after each edit if that is asked for. */
export async function synth(options: SynthOptions, output: Output, env: NodeJS.ProcessEnv = process.env): Promise<Status> {
  return endedInOrder(async (stopped) => {
    const surroundings = { output, env, stopped };
    return options.watch ? watch(options, surroundings) : synthOnce(readAppConfig(options, env), options, surroundings);
  });
}
