import * as fs from 'node:fs';
import * as path from 'node:path';
import { Manifest } from 'cdktf';
import type { ISynthesisSession, IStackSynthesizer, TerraformStack } from 'cdktf';
import { GoldenPathError } from '../core/errors';
import { listed, showPath } from '../core/problems';
import { movesOf, removedStacks, STACKS } from './moves';
import { synthesizeInOnePass } from './one-pass/stack-file';
import { makeAll, obstacles } from './placement';
import type { Disk } from './placement';
import { ASIDE, makeStage, removeStage, removeStale } from './stage';
import { isFileError, refusedByDisk, unwritable } from './unwritable';
import type { Places } from './unwritable';

/** Synthesises nothing by itself: the first one that an app calls has the whole app synthesised. */
export class StagedSynthesizer implements IStackSynthesizer {
  public constructor(
    public readonly stack: TerraformStack,
    private readonly inner: IStackSynthesizer,
    private readonly synthesizeApp: (session: ISynthesisSession) => void,
  ) {}

  public synthesize(session: ISynthesisSession): void {
    this.synthesizeApp(session);
  }

  /** Lets CDKTF synthesise this stack alone. */
  public synthesizeStack(session: ISynthesisSession): void {
    this.inner.synthesize(session);
  }

  /** Synthesises this stack alone in one pass; if that fails, what it did is to be undone, and CDKTF to be asked. */
  public attempt(session: ISynthesisSession): boolean {
    try {
      return synthesizeInOnePass(this.stack, this.inner, session);
    } catch (error) {
      if (isFileError(error)) throw error;
      return false;
    }
  }
}

/**
 * Runs a synthesis into a folder beside the output, and puts its files in place when it did not throw: all of them, or none.
 *
 * The folder lies inside the output folder, since only within one file system a rename is a single step.
 *
 * @param replaced folders of the output that are replaced as a whole, so that nothing of an earlier synthesis stays
 * @param disk moves the files
 */
export function stageOutput(
  session: ISynthesisSession,
  replaced: readonly string[],
  synthesize: (stage: ISynthesisSession) => void,
  disk: Disk = fs,
): void {
  const places = placesIn(session.outdir);
  try {
    fs.mkdirSync(path.join(places.output, STACKS), { recursive: true });
    const manifest: Manifest = Object.create(session.manifest, { outdir: { value: places.output } });
    synthesize({ ...session, outdir: places.output, manifest });
    Manifest.prototype.writeToFile.call(manifest);
    place(disk, places, replaced);
  } catch (error) {
    const refused = unwritable(error, places);
    // What the synth before wrote is still in the stage of a torn output.
    if (!(refused instanceof GoldenPathError && refused.code === 'TornOutput')) removeStage(places.stage);
    throw refused;
  }
  // CDKTF would write it once more, into the file itself: if that failed, half a manifest would stay.
  keepManifest(session);
  removeStage(places.stage);
  removeStale(session.outdir);
}

/** Keeps CDKTF from writing the manifest into the output itself. */
export function keepManifest(session: ISynthesisSession): void {
  Object.defineProperty(session.manifest, 'writeToFile', { value: () => undefined, configurable: true });
}

/** Remembers what is in a stage, and gives how to undo what is synthesised into it from now on. */
export function emptied({ manifest, outdir }: ISynthesisSession): () => void {
  const present = new Set(Object.keys(manifest.stacks));
  return () => {
    fs.rmSync(outdir, { recursive: true, force: true });
    fs.mkdirSync(path.join(outdir, STACKS), { recursive: true });
    for (const name of Object.keys(manifest.stacks)) if (!present.has(name)) Reflect.deleteProperty(manifest.stacks, name);
  };
}

function placesIn(outdir: string): Places {
  try {
    const stage = makeStage(outdir);
    return { outdir, stage, output: path.join(stage, 'output') };
  } catch (error) {
    throw isFileError(error) ? new GoldenPathError('UnwritableOutput', 'App', [refusedByDisk(outdir, error)]) : error;
  }
}

function place(disk: Disk, { outdir, output, stage }: Places, replaced: readonly string[]): void {
  const aside = path.join(stage, ASIDE);
  fs.mkdirSync(aside);
  const removed = removedStacks(disk, output, outdir);
  const moves = movesOf(disk, output, outdir, replaced);
  const problems = obstacles(disk, moves);
  if (problems.length > 0) throw new GoldenPathError('UnwritableOutput', 'App', problems);
  makeAll(disk, moves, aside);
  for (const folder of removed) leave(disk, folder);
}

/** Removes the folder of a stack that left the app, unless it holds more than a synth wrote. */
function leave(disk: Disk, folder: string): void {
  const names = disk.readdirSync(folder);
  if (names.length === 0) return disk.rmdirSync(folder);
  const states = names.filter((name) => name.includes('.tfstate'));
  if (states.length === 0) return;
  process.emitWarning(
    `The stack of ${showPath(folder)} is no longer part of the app. Its folder stays, since it holds Terraform's state: ${listed(states)}`,
    { type: 'GoldenPathWarning', code: 'StateKept' },
  );
}
