import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Problem } from '../core/problems';
import { ActionFailure, failure, show } from '../core/problems';
import type { CheckedPullRequest } from './input';
import { REPOSITORY_PATH } from './rules';

/** A file as the pull request proposes it. */
export interface ProposedFile {
  /** In the repository. */
  readonly path: string;
  readonly content: Buffer;
  readonly mode: '100644' | '100755';
  /** The id of the content in Git. */
  readonly sha: string;
}

/** More belongs into a push, not into requests file by file. */
const MOST_FILES = 500;
const MOST_BYTES = 10_000_000;

/** The files of an input, sorted by path. */
export async function proposedFiles(input: CheckedPullRequest, workspace: string): Promise<readonly ProposedFile[]> {
  const given = input.files?.map(({ path, content }) => file(path, Buffer.from(content), false));
  const found = given ?? (await filesOf(input, workspace));
  const files = found.map((entry) => ({ ...entry, path: [input.targetPath, entry.path].filter((part) => part !== '').join('/') }));
  check(files);
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function file(path: string, content: Buffer, executable: boolean): ProposedFile {
  const sha = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  return { path, content, mode: executable ? '100755' : '100644', sha };
}

async function filesOf({ sourcePath = '' }: CheckedPullRequest, workspace: string): Promise<readonly ProposedFile[]> {
  const root = await realpath(workspace);
  const folder = await realpath(join(root, sourcePath)).catch(() => undefined);
  if (folder === undefined) {
    throw failure('input', {
      path: 'sourcePath',
      got: `${show(sourcePath)}, which is not there`,
      allowed: 'a folder of the workspace',
      fix: 'write it in an earlier step',
    });
  }
  if (folder !== root && !folder.startsWith(root + sep)) {
    throw failure('input', {
      path: 'sourcePath',
      got: `${show(sourcePath)}, which leads out of the workspace`,
      allowed: 'a folder in it',
      fix: 'remove the link',
    });
  }
  const problems: Problem[] = [];
  const files = await walk(folder, folder, problems);
  if (problems.length > 0) throw new ActionFailure('input', problems);
  return files;
}

/** All files below a folder. A link could lead to any file of the backend, and is refused; `.git` belongs to another repository. */
async function walk(root: string, folder: string, problems: Problem[]): Promise<ProposedFile[]> {
  const files: ProposedFile[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const full = join(folder, name);
    const path = relative(root, full).split(sep).join('/');
    const stats = await lstat(full);
    const where = `sourcePath: ${path}`;
    if (stats.isDirectory()) {
      if (name !== '.git') files.push(...(await walk(root, full, problems)));
    } else if (!stats.isFile()) {
      problems.push({ path: where, got: 'a link or a special file', allowed: 'files and folders', fix: 'write a file instead' });
    } else if (!REPOSITORY_PATH.test(path)) {
      problems.push({ path: where, got: show(path), allowed: REPOSITORY_PATH.allowed, fix: 'rename the file' });
    } else if (stats.size > MOST_BYTES || files.length >= MOST_FILES) {
      throw tooMuch(`${show(path)} and more`);
    } else {
      files.push(file(path, await readFile(full), (stats.mode & 0o111) !== 0));
    }
  }
  return files;
}

function check(files: readonly ProposedFile[]): void {
  if (files.length === 0) {
    throw failure('input', {
      path: 'sourcePath',
      got: 'a folder without files',
      allowed: 'at least one file',
      fix: 'write it in an earlier step',
    });
  }
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (files.length > MOST_FILES || bytes > MOST_BYTES) throw tooMuch(`${files.length} files of ${bytes} bytes`);
  const paths = files.map(({ path }) => path);
  const problems = paths
    .filter((path, index) => paths.indexOf(path) !== index || paths.some((other) => other.startsWith(`${path}/`)))
    .map((path) => ({
      path: 'files',
      got: `${show(path)} twice, or as a folder too`,
      allowed: 'each path once',
      fix: 'rename or remove one',
    }));
  if (problems.length > 0) throw new ActionFailure('input', problems);
}

function tooMuch(got: string): ActionFailure {
  return failure('input', {
    path: 'sourcePath',
    got,
    allowed: `at most ${MOST_FILES} files and ${MOST_BYTES / 1e6} MB`,
    fix: 'propose less, or push with Git',
  });
}
