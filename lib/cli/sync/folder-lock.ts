import { createHash } from 'node:crypto';
import { byCode } from '../../core/by-code';
import { canonical } from '../../core/canonical';
import { show } from '../../core/problems';
import type { Checkout } from '../checkout';
import { carriesImage, withoutImage } from '../gitops/image';
import { Trouble } from '../refusal';

/** The lock of a folder. Its name does not end in .json or .yaml, because Argo CD would apply it. */
export const FOLDER_LOCK = '.golden-path.lock';

/** The lock that a sync writes into a folder. */
export interface FolderLock {
  /** The repository whose synth writes the folder. */
  readonly source: string;
  /** The team that owns the folder; absent if nobody owns it, or an earlier version wrote the lock. */
  readonly team?: string;
  /** The version of this library that last changed something here. */
  readonly version: string;
  /** The fingerprints of the files, by their paths in the folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** The lock of a folder, or nothing if no sync wrote one. Throws Trouble if it is invalid. */
export function readFolderLock(checkout: Checkout, folder: string): FolderLock | undefined {
  const text = checkout.read(`${folder}/${FOLDER_LOCK}`);
  if (text === undefined) return undefined;
  const lock = parse(text);
  if (!isFolderLock(lock)) {
    const fix = "restore it from Git's history, or remove it and pass --adopt";
    throw new Trouble('something other than a lock of golden-path sync', '{ source, version, files }', fix);
  }
  return lock;
}

/** The same text for the same lock. */
export function folderLockText({ source, team, version, files }: FolderLock): string {
  const sorted = Object.fromEntries(Object.entries(files).sort(([one], [other]) => byCode(one, other)));
  return `${JSON.stringify({ source, team, version, files: sorted }, undefined, 2)}\n`;
}

/** The fingerprint of a file, which shows whether it changed since the sync: its text, without an image that sync does not own. */
export function fingerprint(file: string, text: string, service: string): string {
  return `sha256:${createHash('sha256').update(essence(file, text.replace(/\r\n/g, '\n'), service)).digest('hex')}`;
}

function essence(file: string, text: string, service: string): string {
  if (!carriesImage(file)) return text;
  try {
    return canonical(withoutImage(file, text, service));
  } catch (error) {
    if (error instanceof Trouble) return text;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const fix = "resolve the merge, or restore it from Git's history";
    throw new Trouble(`invalid JSON: ${show(message)}`, 'a lock of golden-path sync', fix);
  }
}

function isFolderLock(lock: unknown): lock is FolderLock {
  if (typeof lock !== 'object' || lock === null) return false;
  const { source, team, version, files } = lock as Partial<FolderLock>;
  if (typeof source !== 'string' || typeof version !== 'string' || !['string', 'undefined'].includes(typeof team)) return false;
  if (typeof files !== 'object' || files === null || Array.isArray(files)) return false;
  return Object.entries(files).every(([file, hash]) => isInside(file) && typeof hash === 'string');
}

/** Rejects paths outside the folder, because anyone can edit a lock, and sync may remove the files that it names. */
function isInside(file: string): boolean {
  return !file.includes('\\') && file.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
