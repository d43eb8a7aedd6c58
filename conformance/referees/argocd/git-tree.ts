import { execFileSync } from 'node:child_process';

/** Enough for the paths of hundreds of thousands of files. */
const OUTPUT_BYTES = 2 ** 26;

/** A folder as Argo CD sees it: a Git work tree, which keeps files and no empty folder. */
export interface GitTree {
  readonly folder: string;
  /** The paths of its files. */
  readonly files: readonly string[];
}

/** @throws with the reason where there is no Git */
export function findGit(): void {
  git('.', '--version');
}

/** Makes a folder a Git work tree. */
export function asGitTree(folder: string): GitTree {
  git(folder, 'init', '--quiet');
  return staged(folder);
}

/** What a work tree is once all of its changes are staged. */
export function staged(folder: string): GitTree {
  // Forced, since a machine may have files of its own that tell what to leave out.
  git(folder, 'add', '--all', '--force');
  const files = git(folder, 'ls-files', '-z').split('\0').filter(Boolean);
  return { folder, files };
}

function git(folder: string, ...args: readonly string[]): string {
  try {
    const options = { cwd: folder, encoding: 'utf8', maxBuffer: OUTPUT_BYTES, stdio: 'pipe', env: withoutGit(process.env) } as const;
    return execFileSync('git', args, options);
  } catch (cause) {
    const { code, stderr } = cause as { code?: string; stderr?: string };
    throw new Error(code === 'ENOENT' ? 'there is no `git` on the PATH' : `git ${args.join(' ')}: ${stderr?.trim()}`, { cause });
  }
}

/** Without what would make Git look at another repository than the one it stands in, as inside of a hook. */
export function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_')));
}
