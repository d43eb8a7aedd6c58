import { byCode } from '../../core/by-code';
import { barsFigure } from '../charts/bars';
import type { Block, Cell, Section } from '../document/document';
import { PART_TITLES, PARTS } from './evidence';
import type { Part, ServiceEvidence } from './evidence';

/** How many services take a part from the golden path. */
export interface Adoption {
  readonly on: number;
  /** The services of the catalog that need it. */
  readonly of: number;
  /** Those of which the committed files do not say it. They count as not on the path. */
  readonly unknown: number;
}

/** The name of what has no owner. */
export const NO_TEAM = 'no team';

/** The adoption of one part among the services of the catalog. */
export function adoptionOf(services: readonly ServiceEvidence[], part: Part): Adoption {
  const states = services.filter(({ inCatalog }) => inCatalog).map(({ parts }) => parts[part]);
  const count = (state: string) => states.filter((each) => each === state).length;
  return { on: count('on'), of: states.length - count('unneeded'), unknown: count('unknown') };
}

/** The share that is on the path; nothing if no service needs it, or none is known. */
export function shareOf({ on, of, unknown }: Adoption): number | undefined {
  return of === 0 || unknown === of ? undefined : on / of;
}

/** The services of each team, in the order of the alphabet. */
export function byTeam(services: readonly ServiceEvidence[]): ReadonlyMap<string, readonly ServiceEvidence[]> {
  const teams = [...new Set(services.map(({ team }) => team ?? NO_TEAM))].sort(byCode);
  return new Map(teams.map((team) => [team, services.filter((service) => (service.team ?? NO_TEAM) === team)]));
}

/** The section about adoption: by part, by team, and what the catalog does not know. */
export function adoptionSection(services: readonly ServiceEvidence[], teamHref: (team: string) => string | undefined): Section {
  const teams = byTeam(services);
  const figure = barsFigure({
    id: 'adoption-by-part',
    title: 'Services on the golden path, by part',
    name: 'Part',
    bars: PARTS.map((part) => {
      const adoption = adoptionOf(services, part);
      return { label: PART_TITLES[part], share: shareOf(adoption), of: counted(adoption) };
    }),
  });
  const missing = services.filter(({ inCatalog }) => !inCatalog);
  const blocks: Block[] = [
    { kind: 'chart', figure },
    {
      kind: 'table',
      caption: 'Services on the path, by team',
      columns: ['Team', ...PARTS.map((part) => PART_TITLES[part])],
      rows: [...teams].map(([team, own]) => [{ text: team, href: teamHref(team) }, ...PARTS.map((part) => counted(adoptionOf(own, part)))]),
      empty: 'No services were found.',
    },
    {
      kind: 'table',
      caption: 'On the path, but not in the catalog',
      columns: ['Service', 'Team', 'Repository'],
      rows: missing.map(({ name, team, repository, href }) => [{ text: name, href }, team ?? NO_TEAM, repository]),
      empty: 'Every service on the path is in the catalog.',
    },
  ];
  return { id: 'adoption', title: 'Adoption', blocks };
}

/** Services, each with its parts and the file that says them. */
export function servicesSection(services: readonly ServiceEvidence[]): Section {
  return {
    id: 'services',
    title: 'Services',
    blocks: [
      {
        kind: 'table',
        caption: 'What each service takes from the golden path',
        columns: ['Service', ...PARTS.map((part) => PART_TITLES[part]), 'Library'],
        rows: services.map((service) => [
          { text: service.name, href: service.href },
          ...PARTS.map((part) => STATES[service.parts[part]]),
          service.version ?? 'unknown',
        ]),
        empty: 'There are no services.',
      },
    ],
  };
}

const STATES: Readonly<Record<ServiceEvidence['parts'][Part], Cell>> = {
  on: { text: 'yes', tone: 'good' },
  off: { text: 'no', tone: 'bad' },
  unknown: { text: 'unknown', tone: 'unknown' },
  unneeded: { text: 'not needed' },
};

function counted({ on, of, unknown }: Adoption): string {
  if (of === 0) return 'not needed';
  return `${on} of ${of}${unknown > 0 ? `, ${unknown} unknown` : ''}`;
}
