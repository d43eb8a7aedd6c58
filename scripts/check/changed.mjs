import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../support/run.mjs';

/** The branches that a change is compared with; the first that is there counts. */
const BASES = ['origin/main', 'main'];

/**
 * What changed in a checkout since it left main: in commits, in the working tree, and as new files.
 *
 * @returns {Promise<{ base: string, files: string[] }>} the commit compared with, and every path, also of files that are gone
 */
export async function changedFiles(root) {
  const base = await mergeBase(root);
  const changed = await git(root, 'diff', '--name-only', '--no-renames', '-z', base);
  const added = await git(root, 'ls-files', '--others', '--exclude-standard', '-z');
  const files = [...new Set([...changed.split('\0'), ...added.split('\0')])].filter(Boolean).sort();
  return { base, files };
}

/** Those of the files that are still there. */
export function present(root, files) {
  return files.filter((file) => existsSync(join(root, file)));
}

/** Where the branch left the newest of the main branches. */
async function mergeBase(root) {
  const found = [];
  for (const branch of BASES) {
    const { code, output } = await attempt(['git', 'merge-base', 'HEAD', branch], { cwd: root });
    if (code === 0) found.push(output.trim());
  }
  if (found.length === 0) throw new Error(`neither ${BASES.join(' nor ')} shares a commit with HEAD: fetch one of them`);
  const [one, other = one] = found;
  const { code } = await attempt(['git', 'merge-base', '--is-ancestor', one, other], { cwd: root });
  return code === 0 ? other : one;
}

async function git(root, ...args) {
  const { code, output } = await attempt(['git', ...args], { cwd: root });
  if (code !== 0) throw Object.assign(new Error(`git ${args[0]} ended with ${code}`), { output });
  return output;
}
