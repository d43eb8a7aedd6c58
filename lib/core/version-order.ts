import { byCode } from './by-code';

/** The parts of a version that its order depends on. */
export interface VersionParts {
  /** Its three numbers. */
  readonly core: readonly number[];
  /** The parts after the dash; none for a release. */
  readonly prerelease: readonly string[];
}

/**
 * The order of two versions: numbers by their value, a pre-release before its release.
 *
 * @see https://semver.org/#spec-item-11
 */
export function compareVersions(a: VersionParts, b: VersionParts): number {
  const index = a.core.findIndex((part, at) => part !== b.core[at]);
  if (index >= 0) return a.core[index] - b.core[index];
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  const differs = a.prerelease.findIndex((part, at) => part !== b.prerelease[at]);
  if (differs < 0) return a.prerelease.length - b.prerelease.length;
  return compareParts(a.prerelease[differs], b.prerelease[differs]);
}

function compareParts(a: string, b: string | undefined): number {
  if (b === undefined) return 1;
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return (isNumber && Number(a) - Number(b)) || byCode(a, b);
}
