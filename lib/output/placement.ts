import type * as fs from 'node:fs';
import * as path from 'node:path';
import { GoldenPathError } from '../core/errors';
import type { Problem } from '../core/problems';
import { showPath } from '../core/problems';
import { isFileError, refusedByDisk } from './unwritable';

/** What placing files needs of a file system. */
export type Disk = Pick<
  typeof fs,
  'accessSync' | 'linkSync' | 'lstatSync' | 'mkdirSync' | 'readdirSync' | 'readFileSync' | 'renameSync' | 'rmdirSync' | 'statSync'
>;

/** One thing that takes its place in the output; without an origin, what is there leaves. */
export interface Move {
  readonly from?: string;
  readonly to: string;
}

/** The bits of `fs.constants.W_OK | fs.constants.X_OK`. */
const CHANGE = 3;

/** Everything that stands in the way of moves, before the first of them is made. */
export function obstacles(disk: Disk, moves: readonly Move[]): Problem[] {
  const folders = new Set<string>();
  const inTheWay = moves.flatMap(({ from, to }): Problem[] => {
    const [ours, there] = [from === undefined ? undefined : kindOf(disk, from), kindOf(disk, to)];
    folders.add(path.dirname(to));
    if (there === 'a folder') folders.add(to);
    if (ours === undefined || there === undefined || ours === there) return [];
    return [{ path: showPath(to), got: there, allowed: `${ours} of the output, or nothing`, fix: 'move it away' }];
  });
  return [...inTheWay, ...[...folders].flatMap((folder) => checkAccess(disk, folder))];
}

/** A folder whose entries cannot be changed. */
function checkAccess(disk: Disk, folder: string): Problem[] {
  try {
    disk.accessSync(folder, CHANGE);
    return [];
  } catch (error) {
    if (!isFileError(error)) throw error;
    // Its own move makes it.
    return error.code === 'ENOENT' ? [] : [refusedByDisk(folder, error)];
  }
}

/**
 * Makes all moves or none.
 *
 * What was there before is kept aside until the last of them is made; where one fails, all before it are undone.
 *
 * @param aside an empty folder on the same file system
 */
export function makeAll(disk: Disk, moves: readonly Move[], aside: string): void {
  const undo: Move[] = [];
  try {
    moves.forEach(({ from, to }, index) => {
      const kept = path.join(aside, String(index));
      const there = kindOf(disk, to);
      if (there !== undefined) {
        keep(disk, { to, kept, stays: there === 'a file' && from !== undefined });
        undo.push({ from: kept, to });
      } else if (from !== undefined) undo.push({ from: to, to: from });
      if (from !== undefined) disk.renameSync(from, to);
    });
  } catch (error) {
    const left = undo.reverse().flatMap((move) => moveBack(disk, move));
    if (left.length > 0) throw tornOutput(error, left);
    throw error;
  }
}

/** A file stays where it is until the new one takes its place in one step: at no time is there none. */
function keep(disk: Disk, { to, kept, stays }: { readonly to: string; readonly kept: string; readonly stays: boolean }): void {
  try {
    if (stays) return disk.linkSync(to, kept);
  } catch (error) {
    if (!isFileError(error)) throw error;
    // A file system without hard links.
  }
  disk.renameSync(to, kept);
}

/** Undoes a move, and gives what could not be put back. */
function moveBack(disk: Disk, { from, to }: Move): Problem[] {
  try {
    if (kindOf(disk, from!) === undefined) return [];
    if (kindOf(disk, to) === 'a folder') disk.renameSync(to, `${from}.new`);
    disk.renameSync(from!, to);
    return [];
  } catch (error) {
    const got = `what the synth before wrote is at ${showPath(from!)} (${(error as NodeJS.ErrnoException).code})`;
    return [{ path: showPath(to), got, allowed: 'what the synth before wrote', fix: 'move it back by hand, or synthesise again' }];
  }
}

function tornOutput(error: unknown, left: readonly Problem[]): unknown {
  if (!isFileError(error)) return error;
  return new GoldenPathError('TornOutput', 'App', [refusedByDisk(error.dest ?? error.path ?? '', error), ...left]);
}

/** What stands at a path: a link to a folder is a folder, any other link is a file. */
export function kindOf(disk: Disk, file: string): 'a folder' | 'a file' | undefined {
  const stat = disk.lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  const target = stat.isSymbolicLink() ? disk.statSync(file, { throwIfNoEntry: false }) : stat;
  return target?.isDirectory() === true ? 'a folder' : 'a file';
}
