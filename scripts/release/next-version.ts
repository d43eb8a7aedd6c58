import { inc, lt, prerelease, satisfies, valid } from 'semver';
import { UNRELEASED } from './baseline';
import { largest } from './changes';
import type { Bump } from './changes';
import { bumpOf } from './commits';
import type { Commit } from './commits';

/** The first version that is released: from it on, Semantic Versioning protects users. */
export const FIRST = '1.0.0';

/** A version that may be released next. */
export interface NextVersion {
  readonly version: string;
  /** How it differs from the last release. `none` is: the same, so nothing is released. */
  readonly bump: Bump;
  /** What decided it, one line each. */
  readonly reasons: readonly string[];
}

/** The version that the commits since the last release ask for. */
export function versionFromCommits(release: string, commits: readonly Commit[]): NextVersion {
  if (release === UNRELEASED) return { version: FIRST, bump: 'major', reasons: ['nothing was released yet'] };
  const asked = commits.map((commit) => ({ commit, bump: bumpOf(commit, release) }));
  const bump = largest(asked.map((each) => each.bump));
  const version = bump === 'none' ? release : inc(release, bump)!;
  return {
    version,
    bump,
    reasons: asked
      .filter((each) => each.bump !== 'none')
      .map((each) => `${each.bump.padEnd(5)}  ${each.commit.hash}  ${each.commit.header}`),
  };
}

/** A version that somebody asked for. Throws where it cannot follow the last release. */
export function versionAsked(release: string, version: string): NextVersion {
  if (!valid(version) || !lt(release, version)) {
    throw new Error(`--version ${version}: must be a version above ${release}, such as ${inc(release, 'minor')}`);
  }
  const [was, is] = [release, version].map((each) => each.split('-')[0].split('.'));
  const at = was.findIndex((part, index) => part !== is[index]);
  return { version, bump: (['major', 'minor', 'patch'] as const)[at] ?? 'patch', reasons: ['asked for with --version'] };
}

/**
 * The name under which a registry serves releases of a branch: `latest` from main, `release-1.x` from a branch `1.x` or `1.4.x`
 * for those who stay on an earlier version, and `next` what comes before a version, such as 2.0.0-rc.1. Throws where a branch
 * is none to release from, or the version belongs to another.
 */
export function channelOf(branch: string, version: string): string {
  if (branch === 'main') return prerelease(version) ? 'next' : 'latest';
  if (!/^\d+(\.\d+)?\.x$/.test(branch)) {
    throw new Error(`nothing is released from ${branch}: use main, or a branch such as 1.x or 1.4.x`);
  }
  if (!satisfies(version, branch)) {
    throw new Error(`${version} does not belong to the branch ${branch}: release it from main, or make a branch for it`);
  }
  return `release-${branch}`;
}
