import { byCode } from '../../core/by-code';
import { toYaml } from '../../core/yaml';
import type { Report, Section } from '../document/document';
import { HORIZONS } from './roadmap';
import type { Decision, Horizon, Roadmap } from './roadmap';

const TITLES: Readonly<Record<Horizon, string>> = { now: 'Now', next: 'Next', later: 'Later', done: 'Done' };

/** The roadmap as a report: what comes when, and the decisions beside it, the newest first. */
export function roadmapReport({ items, decisions }: Roadmap, organization: string): Report {
  const horizons = HORIZONS.map((when): Section => {
    const own = items.filter((item) => item.when === when);
    return {
      id: when,
      title: TITLES[when],
      blocks: [
        {
          kind: 'table',
          caption: `${TITLES[when]}: ${own.length === 1 ? '1 entry' : `${own.length} entries`}`,
          columns: ['What', 'Why', 'Owner'],
          rows: own.map(({ title, why, owner, link }) => [{ text: title, href: link }, why, owner]),
          empty: 'Nothing.',
        },
      ],
    };
  });
  return {
    title: `Roadmap of the platform of ${organization}`,
    lead: 'What the platform team works on now, next and later, what is done, and the decisions behind it.',
    sections: [...horizons, decisionsSection(decisions)],
  };
}

function decisionsSection(decisions: readonly Decision[]): Section {
  const newest = [...decisions].sort((one, other) => byCode(other.date, one.date));
  return {
    id: 'decisions',
    title: 'Build, buy or configure',
    blocks: [
      {
        kind: 'table',
        caption: 'Decisions',
        columns: ['Decision', 'Choice', 'Date', 'Why', 'Not chosen', 'Revisit', 'Owner'],
        rows: newest.map(({ title, choice, date, why, instead = [], revisit, owner, link }) => [
          { text: title, href: link },
          choice,
          date,
          why,
          instead.length === 0 ? '–' : instead.join('; '),
          revisit ?? '–',
          owner,
        ]),
        empty: 'No decisions are written down.',
      },
    ],
  };
}

/**
 * The entry of the roadmap in a catalog, which links to its page.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component
 */
export function roadmapEntity(organization: string, owner: string, url: string): string {
  return toYaml({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'platform-roadmap',
      title: 'Roadmap of the platform',
      description: `What the platform team of ${organization} works on now, next and later`,
      links: [{ url, title: 'Roadmap', icon: 'dashboard' }],
    },
    spec: { type: 'documentation', lifecycle: 'production', owner: `group:${owner}` },
  });
}
