import type { Section } from '../document/document';
import { duration, median } from '../figures';
import type { ServiceEvidence } from './evidence';

/** The source of the target: a new service is deployed in less than ten minutes. */
export const START_TARGET = 10 * 60_000;

/** How long a new service took from its first commit to production. */
export interface Start {
  readonly service: string;
  readonly milliseconds: number;
  /** The file that says that the service exists. */
  readonly href?: string;
}

/** The services whose first commit and first deployment are both known. */
export function startsOf(services: readonly ServiceEvidence[]): readonly Start[] {
  return services.flatMap(({ name, firstCommit, firstDeployment, href }) => {
    if (firstCommit === undefined || firstDeployment === undefined) return [];
    const milliseconds = Date.parse(firstDeployment) - Date.parse(firstCommit);
    return milliseconds >= 0 ? [{ service: name, milliseconds, ...(href !== undefined && { href }) }] : [];
  });
}

/** The section about new services. */
export function startsSection(starts: readonly Start[]): Section {
  const typical = median(starts.map(({ milliseconds }) => milliseconds));
  const target = duration(START_TARGET);
  return {
    id: 'new-services',
    title: 'New services',
    blocks: [
      typical === undefined
        ? { kind: 'paragraph', text: 'Time from the first commit to production: not measured.', tone: 'unknown' }
        : {
            kind: 'paragraph',
            text: `Median time from the first commit to production: ${duration(typical)} (n = ${starts.length}; target: under ${target}).`,
            tone: typical < START_TARGET ? 'good' : 'bad',
          },
      {
        kind: 'table',
        caption: 'From the first commit to production',
        columns: ['Service', 'Time'],
        rows: starts.map(({ service, milliseconds, href }) => [{ text: service, href }, duration(milliseconds)]),
        empty: 'No service has its first commit and its first deployment in what was read.',
      },
    ],
  };
}
