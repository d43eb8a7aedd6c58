import { compareVersions } from '../../core/version-order';
import type { VersionParts } from '../../core/version-order';

/** The order of two versions, whatever somebody wrote as one. */
export function byVersion(one: string, other: string): number {
  return compareVersions(partsOf(one), partsOf(other));
}

function partsOf(version: string): VersionParts {
  const [main, ...before] = version.split('+')[0].split('-');
  const numbers = main.split('.');
  const prerelease = before.join('-').split('.').filter((part) => part !== '');
  return { core: [0, 1, 2].map((index) => Number(numbers[index]) || 0), prerelease };
}
