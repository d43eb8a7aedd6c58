import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { show, showPath } from '../../core/problems';
import { Trouble } from '../refusal';

/** More than any lock needs. */
const LONGEST_OUTPUT = 256 * 1024 * 1024;

const FETCH = 'fetch it first, as actions/checkout does with fetch-depth: 0';

/** The text of a file at a Git ref, or nothing if the ref has no such file. Throws Trouble if Git fails. */
export function fileAt(ref: string, file: string): string | undefined {
  const allowed = 'a branch, tag or commit';
  if (ref === '') throw new Trouble("''", allowed, 'leave --base out to compare with the file in this folder');
  if (ref.startsWith('-')) throw new Trouble(show(ref), allowed, 'use a name that does not begin with a dash');
  const [folder, name] = [path.dirname(path.resolve(file)), path.basename(file)];
  if (!fs.existsSync(folder)) throw new Trouble(`the file ${showPath(file)}`, 'a file in an existing folder', 'correct --lock');
  const commit = git(folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`).trim();
  if (commit === '') throw new Trouble(show(ref), `${allowed} in this clone`, FETCH);
  if (git(folder, 'ls-tree', '-z', commit, '--', `./${name}`) === '') return undefined;
  return git(folder, 'show', `${commit}:./${name}`);
}

/** The output of Git; empty if Git fails without a message. */
function git(folder: string, ...args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync('git', ['--literal-pathspecs', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: LONGEST_OUTPUT,
  });
  if (error) throw new Trouble(show(error.message), 'a folder, and the command git in the PATH', 'install Git, or leave --base out');
  const message = stderr.trim();
  if (status !== 0 && message !== '') throw new Trouble(`the Git error ${show(message)}`, 'a commit of a repository', FETCH);
  return status === 0 ? stdout : '';
}
