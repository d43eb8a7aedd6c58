import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { byCode } from '../../core/by-code';
import type { RepositoryFiles, Version } from '../../reports/committed/committed';
import { isEvidence, isSearched } from '../../reports/committed/evidence-files';

/** More versions of a lock are not read: an exception that is in all of them is at least as old as the last one. */
const MOST_VERSIONS = 200;

const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** The repositories whose checkouts are in a folder. */
export function repositoriesIn(folder: string): RepositoryFiles[] {
  const names = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return names.map(({ name }) => repositoryAt(path.join(folder, name), name)).sort((one, other) => byCode(one.name, other.name));
}

function repositoryAt(root: string, name: string): RepositoryFiles {
  const files = new Map(filesOf(root, '').map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]));
  return { name, files, history: (file) => versionsOf(root, file) };
}

function filesOf(root: string, folder: string): string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isSearched(file) ? filesOf(root, file) : [];
    return entry.isFile() && isEvidence(file) ? [file] : [];
  });
}

function versionsOf(root: string, file: string): readonly Version[] {
  if (!fs.existsSync(path.join(root, '.git'))) return [];
  const log = git(root, 'log', `--max-count=${MOST_VERSIONS}`, '--format=%H %cI', '--', file);
  return log.split('\n').flatMap((line) => {
    const [commit, at] = line.split(' ');
    if (!commit || !at) return [];
    try {
      return [{ at: new Date(at).toISOString(), text: git(root, 'show', `${commit}:${file}`) }];
    } catch {
      // The commit that removed the file.
      return [{ at: new Date(at).toISOString(), text: '' }];
    }
  });
}

function git(root: string, ...args: readonly string[]): string {
  return execFileSync('git', ['--literal-pathspecs', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: LARGEST_OUTPUT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
