import * as fs from 'node:fs';
import * as path from 'node:path';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';

/** A file that is to be. */
export interface NewFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What stands where files are to be, or where their folders are to be. */
export function conflicts(folder: string, files: readonly Pick<NewFile, 'path'>[]): Problem[] {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    return [{ path: folder, got: 'a file', allowed: 'a folder, or nothing', fix: 'name another folder' }];
  }
  const found = files.map((file) => obstacleTo(folder, file.path)).filter((problem) => problem !== undefined);
  return found.filter((problem, index) => found.findIndex((other) => other.path === problem.path) === index);
}

/** Writes all of the files or none. Throws where one is there after all; what fails on the way is undone. */
export function writeAll(folder: string, files: readonly NewFile[]): void {
  const undo: (() => void)[] = [];
  try {
    for (const file of files) {
      const target = path.join(folder, ...file.path.split('/'));
      const made = fs.mkdirSync(path.dirname(target), { recursive: true });
      // Files first: what is left in the folder then is not ours, and stays.
      if (made !== undefined) undo.push(() => removeEmpty(path.dirname(target), made));
      const handle = fs.openSync(target, 'wx');
      undo.push(() => fs.rmSync(target));
      fs.writeFileSync(handle, file.text);
      fs.closeSync(handle);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/** What is at the path of a file, or at one of the folders above it. A link is not followed: what it leads to is somebody else's. */
function obstacleTo(folder: string, file: string): Problem | undefined {
  const parts = file.split('/');
  for (let end = 1; end <= parts.length; end += 1) {
    const at = parts.slice(0, end).join('/');
    const kind = kindOf(path.join(folder, at));
    if (kind === undefined) return undefined;
    if (end === parts.length || kind !== 'a folder') {
      const allowed = end === parts.length ? 'nothing: init replaces no file' : `a folder for ${show(file)}`;
      return { path: at, got: kind, allowed, fix: 'move it away, or name another folder' };
    }
  }
  return undefined;
}

function kindOf(target: string): string | undefined {
  const stat = fs.lstatSync(target, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (stat.isSymbolicLink()) return 'a symbolic link';
  return stat.isDirectory() ? 'a folder' : 'a file';
}

/** Removes a folder and those above it up to this one, as long as nothing is in them. */
function removeEmpty(folder: string, upTo: string): void {
  if (fs.readdirSync(folder).length > 0) return;
  fs.rmdirSync(folder);
  if (folder !== upTo) removeEmpty(path.dirname(folder), upTo);
}
