import * as fs from 'node:fs';
import * as path from 'node:path';
import { listed, show } from '../../../core/problems';
import { isWithin } from '../../../output/is-within';
import { makeStage, removeStage } from '../../../output/stage';
import { Status } from '../../decide';
import { visible } from '../../output';
import { Refusal } from '../../refusal';
import { readAppConfig } from '../app-config';
import type { AppConfig } from '../app-config';
import { synthOnce, targetOf } from '../once';
import type { Surroundings, SynthOptions } from '../once';
import { LastOutput } from './last-output';
import { Waiting } from './waiting';
import { WatchedFiles } from './watched-files';

/** Their edits tell of other packages. */
const OF_PACKAGES = ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'];

/** What only the program itself reads. All else may be a setting of a loader, such as tsconfig.json, which is read before the edit. */
const SOURCE = /\.[cm]?[jt]sx?$/;

/** How many edited files are named. */
const MOST_NAMED = 5;

/** Compiled, it is the program that a process of the app runs first. */
const PRELOAD = path.join(__dirname, 'preload.js');

/** Runs an app, and again after each edit, until it is stopped. An error is shown, and the next edit may mend it. */
export async function watch(options: SynthOptions, surroundings: Surroundings, preload = PRELOAD): Promise<Status> {
  const config = readAppConfig(options, surroundings.env);
  const { output } = targetOf(config, options);
  checkApart(config.output);
  fs.mkdirSync(output, { recursive: true });
  const folder = path.resolve(makeStage(output));
  const files = new WatchedFiles(process.cwd(), path.resolve(config.output));
  const watched = new Watched(options, surroundings, files, new Waiting(folder, surroundings.env, preload), new LastOutput(folder));
  try {
    await watched.run(config);
    return Status.DONE;
  } finally {
    watched.end();
    removeStage(folder);
  }
}

/** In a folder with files of the app, what a run writes would look like an edit, and it would be followed by another run for ever. */
function checkApart(output: string): void {
  if (!isWithin(output, '.')) return;
  const refusal = new Refusal('golden-path synth --watch');
  refusal.add({ path: 'output', got: show(output), allowed: 'a folder apart from the files of the app', fix: 'pass --output cdktf.out' });
  refusal.throwIfAny();
}

class Watched {
  private elsewhere: readonly string[] = [];

  public constructor(
    private readonly options: SynthOptions,
    private readonly surroundings: Surroundings,
    private readonly files: WatchedFiles,
    private readonly waiting: Waiting,
    private readonly last: LastOutput,
  ) {}

  public async run(first: AppConfig): Promise<void> {
    const { output, stopped } = this.surroundings;
    this.files.changes();
    await this.synthesise(first);
    while (!stopped.aborted) {
      const edited = await this.edited();
      if (stopped.aborted) return;
      const more = edited.length > MOST_NAMED ? ` and ${edited.length - MOST_NAMED} more` : '';
      output.print(`\n${visible(listed(edited.slice(0, MOST_NAMED)))}${more} changed\n`);
      if (edited.some((name) => OF_PACKAGES.includes(path.basename(name)))) this.waiting.forget();
      if (!edited.every((name) => SOURCE.test(name))) this.waiting.end();
      await this.again();
    }
  }

  public end(): void {
    this.files.close();
    this.waiting.end();
  }

  /** Waits for edits, also such as were made during the synth, and gives their names. */
  private async edited(): Promise<string[]> {
    const { output, stopped } = this.surroundings;
    let names = this.files.changes(this.elsewhere);
    if (names.length === 0) output.print('Waiting for edits; Ctrl-C ends this.\n');
    while (names.length === 0 && !stopped.aborted) {
      await this.files.next(stopped);
      names = this.files.changes(this.elsewhere);
    }
    return names;
  }

  private async again(): Promise<void> {
    try {
      await this.synthesise(readAppConfig(this.options, this.surroundings.env));
    } catch (error) {
      // An edit of cdktf.json may have a mistake too.
      this.surroundings.output.complain(`${visible((error as Error).message.trimEnd())}\n`);
    }
  }

  private async synthesise(config: AppConfig): Promise<void> {
    const { output, stopped } = this.surroundings;
    const target = targetOf(config, this.options).output;
    this.waiting.start(config);
    const status = await synthOnce(config, this.options, { ...this.surroundings, waiting: this.waiting.take });
    if (stopped.aborted) return;
    if (status === Status.DONE) {
      if (this.last.isKept) output.print(this.last.changesTo(target));
      this.last.keep(target);
    }
    this.elsewhere = this.waiting.loaded();
    this.waiting.start(config);
  }
}
