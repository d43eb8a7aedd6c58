import { execFileSync } from 'node:child_process';

/** What a command of Git prints, in a folder. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}
