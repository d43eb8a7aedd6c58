import type { Section } from '../document/document';
import { daysBetween } from './evidence';
import type { ServiceEvidence } from './evidence';
import { byVersion } from './version-order';

/** A version of the library that services use. */
export interface UsedVersion {
  readonly version: string;
  readonly services: readonly string[];
  /** Days since its release; absent if the release is not known. */
  readonly ageDays?: number;
  /** How many releases came after it; absent if it is not known. */
  readonly behind?: number;
}

/** The versions in use, the newest first. `releases` has the time of each release by its version. */
export function versionsOf(
  services: readonly ServiceEvidence[],
  releases: Readonly<Record<string, string>>,
  now: string,
): readonly UsedVersion[] {
  const known = new Map(Object.entries(releases));
  const used = [...new Set(services.flatMap(({ version }) => version ?? []))].sort(byVersion).reverse();
  return used.map((version) => {
    const released = known.get(version);
    return {
      version,
      services: services.filter((service) => service.version === version).map(({ name }) => name),
      ...(released !== undefined && {
        ageDays: daysBetween(released, now),
        behind: [...known.keys()].filter((other) => byVersion(other, version) > 0).length,
      }),
    };
  });
}

/** The section about the versions in use. */
export function versionsSection(versions: readonly UsedVersion[]): Section {
  return {
    id: 'versions',
    title: 'Library versions',
    blocks: [
      {
        kind: 'table',
        caption: 'Versions of the library in use',
        columns: ['Version', 'Services', 'Age', 'Releases behind'],
        rows: versions.map(({ version, services, ageDays, behind }) => [
          version,
          `${services.length}: ${services.join(', ')}`,
          ageDays === undefined ? 'unknown' : `${ageDays} days`,
          behind === undefined ? 'unknown' : String(behind),
        ]),
        empty: 'No lock file says a version.',
      },
    ],
  };
}
