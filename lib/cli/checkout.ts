import * as fs from 'node:fs';
import * as path from 'node:path';
import { byCode } from '../core/by-code';
import { show } from '../core/problems';
import { isAlive } from '../output/stage';
import type { Change } from './changes';
import { Trouble } from './refusal';

/** The suffix of a temporary file: the number of the process that writes it. */
const TEMPORARY = /\.golden-path-(\d+)$/;

/** A folder of files. Symbolic links are rejected, because their targets belong to somebody else. */
export class Checkout {
  /** Throws Trouble if there is no such folder. */
  public static at(folder: string, fix: string): Checkout {
    const stat = fs.statSync(folder, { throwIfNoEntry: false });
    if (!stat) throw new Trouble('nothing', 'a folder', fix);
    if (!stat.isDirectory()) throw new Trouble('a file', 'a folder', fix);
    return new Checkout(fs.realpathSync(folder));
  }

  private constructor(public readonly root: string) {}

  /** The text of a file, or nothing if it does not exist. Throws Trouble if it cannot be read or is not text. */
  public read(file: string): string | undefined {
    const stat = this.stat(file);
    if (!stat) return undefined;
    if (!stat.isFile()) throw new Trouble('something other than a regular file', 'a file', 'move it away');
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(this.absolute(file)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
      throw new Trouble('bytes that are not UTF-8', 'text in UTF-8', 'save it as UTF-8');
    }
  }

  /** The names in a folder, sorted; none if there is no such folder. */
  public list(folder: string): string[] {
    const stat = this.stat(folder);
    return stat?.isDirectory() ? fs.readdirSync(this.absolute(folder)).sort(byCode) : [];
  }

  public isFolder(folder: string): boolean {
    return this.stat(folder)?.isDirectory() === true;
  }

  /** Where a file is, for those who read it part by part; nothing if there is no regular file. Throws Trouble at a symbolic link. */
  public placeOf(file: string): string | undefined {
    return this.stat(file)?.isFile() ? this.absolute(file) : undefined;
  }

  /** Every file below a folder, sorted. Throws Trouble at a symbolic link. */
  public files(folder: string): string[] {
    return this.list(folder).flatMap((name) => {
      const below = folder === '' ? name : `${folder}/${name}`;
      return this.stat(below)?.isDirectory() ? this.files(below) : [below];
    });
  }

  /**
   * Makes all of the changes or none: every file is first written beside its target, then all are renamed. A failure after
   * that is undone as far as the file system allows.
   */
  public apply(changes: readonly Change[]): void {
    const undo: (() => void)[] = [];
    try {
      const staged = changes.map((change) => ({ change, temporary: this.stage(change, undo) }));
      for (const { change, temporary } of staged) this.put(change, temporary, undo);
    } catch (error) {
      for (const step of undo.reverse()) ignoreErrors(step);
      throw error;
    }
    for (const { path: file, after } of changes) if (after === undefined) this.removeEmptyFolders(path.posix.dirname(file));
    for (const folder of new Set(changes.map(({ path: file }) => path.posix.dirname(file)))) this.removeStale(folder);
  }

  /** Removes the temporary files of a run that was killed. */
  private removeStale(folder: string): void {
    for (const name of this.list(folder)) {
      const pid = TEMPORARY.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) ignoreErrors(() => fs.rmSync(this.absolute(`${folder}/${name}`)));
    }
  }

  private stage({ path: file, before, after }: Change, undo: (() => void)[]): string | undefined {
    if (after === undefined) return undefined;
    const target = this.absolute(file);
    const made = fs.mkdirSync(path.dirname(target), { recursive: true });
    if (made !== undefined) undo.push(() => this.removeEmptyFolders(path.posix.dirname(file)));
    const temporary = `${target}.golden-path-${process.pid}`;
    undo.push(() => fs.rmSync(temporary, { force: true }));
    fs.writeFileSync(temporary, after, { flag: 'wx', mode: before === undefined ? 0o644 : fs.statSync(target).mode });
    return temporary;
  }

  private put({ path: file, before }: Change, temporary: string | undefined, undo: (() => void)[]): void {
    const target = this.absolute(file);
    if (temporary === undefined) fs.rmSync(target);
    else fs.renameSync(temporary, target);
    undo.push(() => (before === undefined ? fs.rmSync(target, { force: true }) : fs.writeFileSync(target, before)));
  }

  /** Removes empty folders: Git does not store them, and Argo CD fails for a path that does not exist. */
  private removeEmptyFolders(folder: string): void {
    if (folder === '.' || !folder.includes('/')) return;
    ignoreErrors(() => {
      fs.rmdirSync(this.absolute(folder));
      this.removeEmptyFolders(path.posix.dirname(folder));
    });
  }

  /** The status of a path. Throws Trouble if a part of the path is a symbolic link or not a folder. */
  private stat(file: string): fs.Stats | undefined {
    const parts = file.split('/');
    let stat: fs.Stats | undefined;
    for (let end = 1; end <= parts.length; end += 1) {
      const part = parts.slice(0, end).join('/');
      if (stat && !stat.isDirectory()) throw new Trouble(`the file ${show(parts.slice(0, end - 1).join('/'))}`, 'a folder', 'move it away');
      stat = fs.lstatSync(this.absolute(part), { throwIfNoEntry: false });
      if (stat?.isSymbolicLink()) {
        const fix = 'replace the link with the file itself: the target of a link is not part of this folder';
        throw new Trouble(`the symbolic link ${show(part)}`, 'files and folders', fix);
      }
      if (!stat) return undefined;
    }
    return stat;
  }

  private absolute(file: string): string {
    return path.join(this.root, ...file.split('/'));
  }
}

/** Runs an action that may fail, because a worse problem is being reported or nothing is lost. */
function ignoreErrors(action: () => void): void {
  try {
    action();
  } catch {
    // There is nothing else to do.
  }
}
