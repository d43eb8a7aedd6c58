import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import { CHUNK } from '../../output/shares/share';
import { makeStage, removeStage, removeUnplaced } from '../../output/stage';
import { Status } from '../decide';
import { counted } from '../output';
import type { Output } from '../output';
import type { AppConfig } from './app-config';
import { Processes } from './processes';
import type { Run } from './processes';

/** The options of `golden-path synth`. */
export interface SynthOptions {
  readonly app?: string;
  readonly output?: string;
  readonly jobs?: number;
  readonly only?: readonly string[];
  readonly trace?: boolean;
  readonly watch?: boolean;
}

/** With fewer stacks one process is faster than several: each of them loads and builds the whole app. */
const STACKS_FOR_MORE_JOBS = 200;

/** A run that takes longer says how far it has come. */
const QUIET_MS = 2_000;
const PROGRESS_MS = 1_000;

/** Where the stacks of some services alone are written: in the output itself, everything else would seem to be gone. */
const ONLY = 'only';

/** What a synth is run with beside its options. */
export interface Surroundings {
  readonly output: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Ends it; its reason is a signal for the app. */
  readonly stopped: AbortSignal;
  /** Gives a process that waits for what it is run with. */
  readonly waiting?: Run['waiting'];
}

/** Runs an app once, and says what it wrote. */
export async function synthOnce(given: AppConfig, options: SynthOptions, surroundings: Surroundings): Promise<Status> {
  const { output, stopped } = surroundings;
  const config = targetOf(given, options);
  const started = performance.now();
  const { code } = await runApp(config, options, surroundings);
  if (stopped.aborted) return Status.REFUSED;
  if (code !== 0) {
    output.complain(`golden-path synth: the app ended with status ${code}: ${config.app}\n`);
    return Status.REFUSED;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  output.print(`${counted(stacksIn(config.output), 'stack')} in ${config.output} (${seconds} s)\n`);
  return Status.DONE;
}

/** Where a synth writes: the stacks of some services alone have a folder of their own. */
export function targetOf(config: AppConfig, { only, output }: SynthOptions): AppConfig {
  return only && output === undefined ? { ...config, output: path.join(config.output, ONLY) } : config;
}

async function runApp(config: AppConfig, options: SynthOptions, { env, output, stopped, waiting }: Surroundings) {
  fs.mkdirSync(config.output, { recursive: true });
  const folder = path.resolve(makeStage(config.output));
  const { only, trace } = options;
  const request = { ...(only && { only, outdir: path.resolve(config.output) }), ...(trace && { trace }) };
  const jobs = options.jobs ?? (only || stacksIn(config.output) < STACKS_FOR_MORE_JOBS ? 1 : availableParallelism());
  const processes = new Processes({ config, env, jobs, request, folder, waiting }, output.print, output.complain);
  const stop = () => processes.stop(stopped.reason as NodeJS.Signals);
  stopped.addEventListener('abort', stop);
  if (stopped.aborted) stop();
  const stopSaying = sayProgress(folder, output);
  try {
    return await processes.ended();
  } finally {
    stopped.removeEventListener('abort', stop);
    stopSaying();
    removeStage(folder);
    removeUnplaced(config.output);
  }
}

/** Says on standard error how many stacks are synthesised, if it takes long. */
function sayProgress(folder: string, output: Output): () => void {
  const started = performance.now();
  let said = 0;
  const timer = setInterval(() => {
    const total = numberIn(path.join(folder, 'total'));
    if (total === undefined || performance.now() - started < QUIET_MS) return;
    const done = Math.min(total, fs.readdirSync(path.join(folder, 'claims')).length * CHUNK);
    if (done > said) output.complain(`  ${done} of ${counted(total, 'stack')}\n`);
    said = done;
  }, PROGRESS_MS);
  return () => clearInterval(timer);
}

function numberIn(file: string): number | undefined {
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : undefined;
}

/** How many stacks an output has; none if it is not there or cannot be read. */
export function stacksIn(output: string): number {
  try {
    const manifest = JSON.parse(fs.readFileSync(path.join(output, 'manifest.json'), 'utf8')) as { stacks?: object };
    return Object.keys(manifest.stacks ?? {}).length;
  } catch {
    return 0;
  }
}
