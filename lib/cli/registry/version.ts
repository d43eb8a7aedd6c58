import type { VersionParts } from '../../core/version-order';
import { Trouble } from '../refusal';

/** A version of a module. */
export interface Version extends VersionParts {
  readonly text: string;
  readonly core: readonly [number, number, number];
}

/** How far one version is from an earlier one. */
export enum Step {
  PATCH,
  MINOR,
  MAJOR,
}

const FORM = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9a-z.-]{1,40}))?$/;

/** Whether a text is a version. */
export function isVersion(text: string): boolean {
  const prerelease = FORM.exec(text)?.[4];
  return FORM.test(text) && (prerelease === undefined || prerelease.split('.').every(isPart));
}

/** Reads a version of https://semver.org. Build metadata is refused: Terraform ignores it, so that two versions would be one. */
export function versionOf(text: string): Version {
  if (!isVersion(text)) {
    const bare = text.replace(/^v/, '').toLowerCase();
    const fix = isVersion(bare) ? `write ${bare}` : 'write a version such as 1.4.0 or 2.0.0-rc.1';
    const allowed = 'MAJOR.MINOR.PATCH of semver.org in lower case, without v and build metadata';
    throw new Trouble(`the version ${text.slice(0, 80)}`, allowed, fix);
  }
  const [, major, minor, patch, prerelease] = FORM.exec(text)!;
  return { text, core: [Number(major), Number(minor), Number(patch)], prerelease: prerelease?.split('.') ?? [] };
}

/** How far a version is from an earlier release. */
export function stepTo(from: Version, to: Version): Step {
  const index = from.core.findIndex((part, at) => part !== to.core[at]);
  // Before 1.0.0 a minor version may break, as semver.org and Terraform's `~> 0.4.0` have it.
  return Math.min(Step.MAJOR, Step.MAJOR - index + (to.core[0] === 0 ? 1 : 0)) as Step;
}

function isPart(part: string): boolean {
  return part !== '' && !/^0\d+$/.test(part);
}
