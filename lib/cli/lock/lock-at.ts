import { fileAt } from './git-file';
import { parseLockFile } from './lock-file';
import type { LockFile } from './lock-file';

/** The lock as it is at a Git ref, or nothing where the ref has none. Throws Trouble where that cannot be told. */
export function lockAt(file: string, ref: string): LockFile | undefined {
  const text = fileAt(ref, file);
  return text === undefined ? undefined : parseLockFile(text);
}
