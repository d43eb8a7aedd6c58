import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { byCode } from '../../core/by-code';
import { RECORD } from '../../output/record';
import { LOCK_FILE } from '../lock/lock-file';

/** What is read of a repository. */
export interface RepositoryFiles {
  /** The name of the repository. */
  readonly name: string;
  /** The texts of the files that say something, by their paths. */
  readonly files: ReadonlyMap<string, string>;
  /** Earlier versions of a file, the newest first, each with its time; nothing if there is no history. */
  readonly history: (file: string) => readonly Version[];
}

/** A committed version of a file. */
export interface Version {
  readonly at: string;
  readonly text: string;
}

/** Folders that hold nothing that was committed for readers. */
const SKIPPED = ['.git', 'node_modules', 'cdktf.out', 'test', 'tests'];

/** Deeper folders are not searched. */
const DEEPEST = 4;

/** More versions of a lock are not read: an exception that is in all of them is at least as old as the last one. */
const MOST_VERSIONS = 200;

const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** The repositories whose checkouts are in a folder. */
export function repositoriesIn(folder: string): RepositoryFiles[] {
  const names = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return names.map(({ name }) => repositoryAt(path.join(folder, name), name)).sort((one, other) => byCode(one.name, other.name));
}

function repositoryAt(root: string, name: string): RepositoryFiles {
  const files = new Map(filesOf(root, '', 0).map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]));
  return { name, files, history: (file) => versionsOf(root, file) };
}

/** Whether a file says something about services. */
function isEvidence(file: string): boolean {
  const name = path.posix.basename(file);
  return [LOCK_FILE, RECORD, 'catalog-info.yaml', 'catalog-info.yml'].includes(name) || /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file);
}

function filesOf(root: string, folder: string, depth: number): string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.includes(entry.name) || depth >= DEEPEST ? [] : filesOf(root, file, depth + 1);
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
