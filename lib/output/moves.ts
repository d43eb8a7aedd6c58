import * as path from 'node:path';
import { isPlainObject } from '../core/json';
import { kindOf } from './placement';
import type { Disk, Move } from './placement';

/** CDKTF's folders and files of an output. */
export const STACKS = 'stacks';
const STACK = 'cdk.tf.json';
const ASSETS = 'assets';

/**
 * The moves that make an output of a stage.
 *
 * Files go one by one into folders that exist, which may hold Terraform's own `.terraform` and lock file. Folders that only a
 * synth writes into are replaced as a whole, and a stack that is no longer part of the app leaves.
 *
 * @param replaced folders of the output that only a synth writes into
 */
export function movesOf(disk: Disk, stage: string, outdir: string, replaced: readonly string[]): Move[] {
  const stacks = foldersIn(disk, path.join(outdir, STACKS));
  const whole = [...replaced, ...stacks.map((stack) => path.join(STACKS, stack, ASSETS))];
  const added = between(disk, stage, outdir, new Set(whole.map((folder) => path.join(outdir, folder))));
  const left = stacks.filter((stack) => isRemoved(disk, stage, outdir, stack)).map((stack) => path.join(STACKS, stack, STACK));
  const gone = [...whole, ...left].filter((name) => isGone(disk, stage, outdir, name));
  return [...added, ...gone.map((name) => ({ to: path.join(outdir, name) }))];
}

/** The folders of stacks that the moves take out of the app. */
export function removedStacks(disk: Disk, stage: string, outdir: string): string[] {
  const stacks = foldersIn(disk, path.join(outdir, STACKS)).filter((stack) => isRemoved(disk, stage, outdir, stack));
  return stacks.map((stack) => path.join(outdir, STACKS, stack));
}

function between(disk: Disk, from: string, to: string, whole: ReadonlySet<string>): Move[] {
  return disk.readdirSync(from, { withFileTypes: true }).flatMap((entry) => {
    const move = { from: path.join(from, entry.name), to: path.join(to, entry.name) };
    const merges = entry.isDirectory() && !whole.has(move.to) && kindOf(disk, move.to) === 'a folder';
    return merges ? between(disk, move.from, move.to, whole) : [move];
  });
}

/** Whether the output has something that a synth wrote and this one does not; the assets of a foreign folder are not it. */
function isGone(disk: Disk, stage: string, outdir: string, name: string): boolean {
  const [top, stack] = name.split(path.sep);
  if (top === STACKS && !isOwn(disk, path.join(outdir, STACKS, stack), stack)) return false;
  return kindOf(disk, path.join(stage, name)) === undefined && kindOf(disk, path.join(outdir, name)) !== undefined;
}

function isRemoved(disk: Disk, stage: string, outdir: string, stack: string): boolean {
  return kindOf(disk, path.join(stage, STACKS, stack)) === undefined && isOwn(disk, path.join(outdir, STACKS, stack), stack);
}

/** Whether a folder holds what CDKTF writes for a stack of its name. */
function isOwn(disk: Disk, folder: string, name: string): boolean {
  const file = path.join(folder, STACK);
  if (kindOf(disk, file) !== 'a file') return false;
  try {
    const stack: unknown = JSON.parse(disk.readFileSync(file, 'utf8'));
    const comment = isPlainObject(stack) ? stack['//'] : undefined;
    const metadata = isPlainObject(comment) ? comment.metadata : undefined;
    return isPlainObject(metadata) && metadata.stackName === name;
  } catch {
    return false;
  }
}

function foldersIn(disk: Disk, folder: string): string[] {
  if (kindOf(disk, folder) !== 'a folder') return [];
  return disk.readdirSync(folder).filter((name) => kindOf(disk, path.join(folder, name)) === 'a folder');
}
