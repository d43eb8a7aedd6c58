import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the release changes in the repository. */
export const RECORDED = ['CHANGELOG.md', 'release/baseline'];

/** Who a release's commit is by, the same in the workflow. */
const AUTHOR = { name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com' };

/**
 * The commit that the workflow will record a release with, before it does: of the same files, on the same commit, by the same
 * author and with the date of the commit below it, so that it is the same everywhere. The package says it to those who pin it.
 */
export function releaseCommit(root, version) {
  const git = (args, env = {}) => execFileSync('git', args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-index-'));
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index'), ...authorship(git(['log', '-1', '--format=%cI'])) };
    git(['read-tree', 'HEAD'], env);
    git(['add', '--all', '--', ...RECORDED], env);
    return git(['commit-tree', git(['write-tree'], env), '-p', 'HEAD', '-m', `chore(release): ${version}`], env);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function authorship(date) {
  const roles = ['AUTHOR', 'COMMITTER'].map((role) => [
    [`GIT_${role}_NAME`, AUTHOR.name],
    [`GIT_${role}_EMAIL`, AUTHOR.email],
    [`GIT_${role}_DATE`, date],
  ]);
  return Object.fromEntries(roles.flat());
}
