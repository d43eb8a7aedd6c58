import { execFileSync } from 'node:child_process';
import { BASELINE, UNRELEASED } from './baseline';
import type { Baseline } from './baseline';
import { commitsSince } from './commits';
import type { Commit } from './commits';
import { versionAsked, versionFromCommits } from './next-version';
import type { NextVersion } from './next-version';

/** What is to be released: the version that was asked for, or the one that the commits decide. */
export async function plan(root: string, { release }: Pick<Baseline, 'release'>, asked?: string): Promise<NextVersion> {
  if (asked !== undefined) return versionAsked(release.version, asked);
  if (release.version === UNRELEASED) return versionFromCommits(UNRELEASED, []);
  const commits = await commitsOf(root, release.version);
  checkUntouched(root, tagOf(release.version));
  return versionFromCommits(release.version, commits);
}

/** The commits that a release after this one has. */
export function commitsOf(root: string, release: string): Promise<Commit[]> {
  return commitsSince(root, release === UNRELEASED ? undefined : tagOf(release));
}

export function tagOf(version: string): string {
  return `v${version}`;
}

/** A baseline that was edited since its release would hide what changed. */
function checkUntouched(root: string, tag: string): void {
  const changed = execFileSync('git', ['diff', '--name-only', `refs/tags/${tag}`, '--', BASELINE], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  if (changed === '') return;
  throw new Error(
    `only a release changes ${BASELINE}, and since ${tag} changed: ${changed.split('\n').join(', ')}; ` +
    `restore it: git checkout ${tag} -- ${BASELINE}`,
  );
}
