import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd, type Finished } from './run-to-end';

/** Packages of Python that a check needs, each with its exact version. */
export interface PythonPackages {
  readonly name: string;
  /** Such as `checkov==3.3.30`. */
  readonly requirements: readonly string[];
}

/** Where packages are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'golden-path');

/** How long a download may take. */
const PATIENCE_MINUTES = 10;

/**
 * Installs packages into a folder of their own, once. Nothing of theirs is compiled or run by that, as they come as wheels.
 *
 * @returns the folder
 * @throws with the reason if there is no Python or no pip, or the packages cannot be had
 */
export function installPython(packages: PythonPackages, cache = CACHE, environment = process.env): string {
  const { name, requirements } = packages;
  const version = python(packages, ['--version'], environment);
  const fingerprint = createHash('sha256').update(JSON.stringify([version, requirements])).digest('hex').slice(0, 8);
  const folder = join(cache, `python-${name}-${fingerprint}`);
  if (existsSync(folder)) return folder;
  // Renamed when whole, since an installation that was interrupted must not pass for one.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const options = ['--quiet', '--disable-pip-version-check', '--only-binary', ':all:', '--no-compile', '--target', unfinished];
  python(packages, ['-m', 'pip', 'install', ...options, ...requirements], environment);
  renameSync(unfinished, folder);
  return folder;
}

/** Runs Python with the packages of a folder, and none of the user's own. */
export async function runPython(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd?: string): Promise<Finished> {
  return runToEnd('python3', args, { cwd, env: { ...process.env, ...env, PYTHONPATH: folder, PYTHONNOUSERSITE: '1' } });
}

function python({ requirements }: PythonPackages, args: readonly string[], env: NodeJS.ProcessEnv): string {
  try {
    return execFileSync('python3', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MINUTES * 60_000 });
  } catch (cause) {
    const { code, stderr } = cause as { code?: string; stderr?: string };
    throw new Error(`cannot install ${requirements.join(' and ')}: ${reason(code, stderr ?? '')}`, { cause });
  }
}

function reason(code: string | undefined, stderr: string): string {
  if (code === 'ENOENT') return 'there is no `python3` on the PATH (https://www.python.org/downloads/)';
  if (code === 'ETIMEDOUT') return `it takes longer than ${PATIENCE_MINUTES} minutes`;
  return `pip says:\n${stderr.trim().split('\n').slice(-5).join('\n')}`;
}
