import { fileAt } from './git-file';
import { parseLockFile } from './lock-file';
import type { LockFile } from './lock-file';

/** The lock at a Git ref, or nothing if the ref has none. Throws Trouble if Git fails or the lock is invalid. */
export function lockAt(file: string, ref: string): LockFile | undefined {
  const text = fileAt(ref, file);
  return text === undefined ? undefined : parseLockFile(text);
}
