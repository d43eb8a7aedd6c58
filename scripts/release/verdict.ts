import { inc } from 'semver';
import { UNRELEASED } from './baseline';
import { BUMPS, bumpFor, largest, verdicts } from './changes';
import type { Change } from './changes';
import type { NextVersion } from './next-version';

/** What a comparison with the last release comes to. */
export interface Verdict {
  readonly good: boolean;
  readonly lines: readonly string[];
}

/** Whether a version says of its changes what they are. */
export function verdictOn(release: string, changes: readonly Change[], next: NextVersion): Verdict {
  const needed = largest(changes.map(({ kind }) => bumpFor(kind, release)));
  const enough = BUMPS.indexOf(next.bump) >= BUMPS.indexOf(needed);
  // A version that is too small is mended at the changes that need more, a mistake always; before the first release nobody is hurt.
  const wrong =
    release === UNRELEASED
      ? []
      : changes.filter(({ kind }) => kind === 'mistake' || BUMPS.indexOf(bumpFor(kind, release)) > BUMPS.indexOf(next.bump));
  const released = next.bump === 'none' ? 'nothing is to be released' : `${next.version} is to be released, a ${next.bump} version`;
  const lines = [
    `compared with ${release}: ${changes.length === 0 ? 'nothing changed for users' : `${changes.length} changes`}`,
    ...(changes.length === 0 ? [] : ['', ...verdicts(changes, release)]),
    '',
    `${released}:`,
    ...(next.reasons.length === 0 ? ['  no commit since then is a feature or a fix'] : next.reasons.map((reason) => `  ${reason}`)),
    '',
    ...(wrong.length === 0 ? ['compatible: the version says what changed'] : refusal(release, wrong, enough ? undefined : needed)),
  ];
  return { good: wrong.length === 0, lines };
}

function refusal(release: string, wrong: readonly Change[], needed: Verdict['lines'][number] | undefined): string[] {
  const bump = needed as 'patch' | 'minor' | 'major' | undefined;
  const commit = {
    patch: 'a commit of type fix',
    minor: 'a commit of type feat',
    major: 'a commit with "!" and a BREAKING CHANGE: paragraph',
  };
  return [
    bump ? `not compatible: these changes need a ${bump} version, ${inc(release, bump)}` : 'not compatible:',
    ...wrong.flatMap(({ what, where, fix }, index) => [`  ${index + 1}. ${where}: ${what}`, ...(fix ? [`     fix: ${fix}`] : [])]),
    ...(bump ? [`or release them as such: ${commit[bump]}`] : []),
  ];
}
