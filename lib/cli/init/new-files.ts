import * as fs from 'node:fs';
import * as path from 'node:path';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { NewFile } from '../../repository/infrastructure/new-file';

/** The problems of files or links that exist at the paths of the new files or their folders. */
export function conflicts(folder: string, files: readonly Pick<NewFile, 'path'>[]): Problem[] {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    return [{ path: folder, got: 'a file', allowed: 'a folder, or nothing', fix: 'use another folder' }];
  }
  const found = files.map((file) => obstacleTo(folder, file.path)).filter((problem) => problem !== undefined);
  return found.filter((problem, index) => found.findIndex((other) => other.path === problem.path) === index);
}

/** Writes all of the files or none. Throws if one exists, and undoes the files written before. */
export function writeAll(folder: string, files: readonly NewFile[]): void {
  const undo: (() => void)[] = [];
  try {
    for (const file of files) {
      const target = path.join(folder, ...file.path.split('/'));
      const made = fs.mkdirSync(path.dirname(target), { recursive: true });
      // Files first: anything that is left in the folder then is not ours and stays.
      if (made !== undefined) undo.push(() => removeEmpty(path.dirname(target), made));
      const handle = fs.openSync(target, 'wx', file.executable ? 0o777 : 0o666);
      undo.push(() => fs.rmSync(target));
      fs.writeFileSync(handle, file.text);
      fs.closeSync(handle);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/** The problem of something that exists at the path of a file, or above it. Links are not followed: their target is not ours. */
function obstacleTo(folder: string, file: string): Problem | undefined {
  const parts = file.split('/');
  for (let end = 1; end <= parts.length; end += 1) {
    const at = parts.slice(0, end).join('/');
    const kind = kindOf(path.join(folder, at));
    if (kind === undefined) return undefined;
    if (end === parts.length || kind !== 'a folder') {
      const allowed = end === parts.length ? 'nothing: init overwrites no file' : `a folder for ${show(file)}`;
      return { path: at, got: kind, allowed, fix: 'move it away, or use another folder' };
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

/** Removes a folder and its parents up to this one, as long as they are empty. */
function removeEmpty(folder: string, upTo: string): void {
  if (fs.readdirSync(folder).length > 0) return;
  fs.rmdirSync(folder);
  if (folder !== upTo) removeEmpty(path.dirname(folder), upTo);
}
