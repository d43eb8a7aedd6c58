import { createHash } from 'node:crypto';
import { withoutEnd } from '../../core/text';
import { toYaml } from '../../core/yaml';
import { paragraph } from '../document/document';
import type { Report, Section } from '../document/document';
import { reportHtml } from '../document/report-html';
import { reportMarkdown } from '../document/report-markdown';
import type { Roadmap } from '../roadmap/roadmap';
import { roadmapEntity, roadmapReport } from '../roadmap/roadmap-report';
import { byTeam, servicesSection } from '../scorecard/adoption';
import { exceptionsSection } from '../scorecard/exceptions';
import type { Scorecard } from '../scorecard/scorecard';
import { scorecardReport, scorecardTiles, windowText } from '../scorecard/scorecard-report';
import { pageHtml } from './page';
import type { MenuEntry } from './page';

/** What a site shows. */
export interface SiteInput {
  readonly scorecard: Scorecard;
  readonly roadmap: Roadmap;
  /** The delivery metrics of the organisation, and of each team; absent if no facts were read. */
  readonly delivery?: Report;
  readonly teamDelivery?: ReadonlyMap<string, readonly Section[]>;
  /** The address that the site is published under, for the catalog entry of the roadmap; absent if it is not known. */
  readonly url?: string;
  /** The owner of the roadmap in the catalog. */
  readonly platformTeam: string;
}

interface SitePage {
  readonly file: string;
  readonly report: Report;
}

/** The files of the site, by their paths: HTML, the same as Markdown for TechDocs, and the catalog entry of the roadmap. */
export function siteFiles(input: SiteInput): ReadonlyMap<string, string> {
  const { scorecard, url, platformTeam } = input;
  const pages = pagesOf(input);
  const menu = Object.entries(MENU).map(([file, title]): MenuEntry => ({ title, file }));
  const footer = `${windowText(scorecard)}. Made by golden-path report from committed files and recorded facts.`;
  const htmlFiles = pages.map(({ file, report }): [string, string] => {
    const title = `${report.title} · ${scorecard.organization}`;
    return [file, pageHtml({ title, content: reportHtml(report), file, menu, footer })];
  });
  const markdown = pages.map(({ file, report }): [string, string] => [`techdocs/docs/${markdownFile(file)}`, reportMarkdown(report)]);
  const entity: [string, string][] = url === undefined
    ? []
    : [['catalog-info.yaml', roadmapEntity(scorecard.organization, platformTeam, `${withoutEnd(url, '/')}/roadmap.html`)]];
  return new Map([...htmlFiles, ...markdown, ['techdocs/mkdocs.yml', mkdocs(pages)], ...entity]);
}

const MENU: Readonly<Record<string, string>> = {
  'index.html': 'Overview',
  'dora.html': 'Delivery',
  'scorecard.html': 'Scorecard',
  'roadmap.html': 'Roadmap',
};

function pagesOf(input: SiteInput): readonly SitePage[] {
  const { scorecard, roadmap, delivery } = input;
  return [
    { file: 'index.html', report: overview(input) },
    { file: 'dora.html', report: delivery ?? NO_FACTS },
    { file: 'scorecard.html', report: scorecardReport(scorecard, teamFile) },
    { file: 'roadmap.html', report: roadmapReport(roadmap, scorecard.organization) },
    ...teamsOf(input).map((team) => ({ file: teamFile(team), report: teamReport(input, team) })),
  ];
}

const NO_FACTS: Report = {
  title: 'Delivery metrics',
  lead: 'How often services are deployed, how long a change takes, and what fails.',
  sections: [{ id: 'not-measured', title: 'Not measured', blocks: [paragraph('No facts about deployments were read.', 'unknown')] }],
};

function overview(input: SiteInput): Report {
  const { scorecard } = input;
  const tiles = scorecardTiles(scorecard, 'scorecard.html');
  const teams = teamsOf(input).map((team) => ({ text: team, href: teamFile(team) }));
  return {
    title: `The platform of ${scorecard.organization}`,
    lead: `${windowText(scorecard)}. What the platform is worth to its teams, from evidence.`,
    sections: [
      { id: 'at-a-glance', title: 'At a glance', blocks: [{ kind: 'tiles', caption: 'At a glance', tiles }] },
      {
        id: 'teams',
        title: 'Teams',
        blocks: [
          paragraph('In the order of the alphabet. A page is for its team to see where the path fails it, not to compare teams.'),
          { kind: 'list', items: teams },
        ],
      },
    ],
  };
}

function teamsOf({ scorecard, teamDelivery }: SiteInput): readonly string[] {
  return [...new Set([...byTeam(scorecard.services).keys(), ...(teamDelivery?.keys() ?? [])])].sort();
}

function teamReport({ scorecard, teamDelivery }: SiteInput, team: string): Report {
  const own = byTeam(scorecard.services).get(team) ?? [];
  const exceptions = scorecard.exceptions.filter((exception) => exception.team === team);
  return {
    title: `Team ${team}`,
    lead: `${windowText(scorecard)}. The services of the team, what they take from the path, and how they are delivered.`,
    sections: [servicesSection(own), ...(teamDelivery?.get(team) ?? []), exceptionsSection(exceptions, scorecard.exceptionDays)],
  };
}

/** The page of a team. A name that is no name of a file becomes one, with a hash that keeps it apart from others. */
function teamFile(team: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(team) && team.length <= 60) return `teams/${team}.html`;
  const readable = team.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40);
  const hash = createHash('sha256').update(team).digest('hex').slice(0, 8);
  return `teams/${['team', ...readable.split('-').filter((part) => part !== ''), hash].join('-')}.html`;
}

function markdownFile(file: string): string {
  return file.replace(/html$/, 'md');
}

/**
 * The configuration with which TechDocs builds the Markdown.
 *
 * @see https://backstage.io/docs/features/techdocs/creating-and-publishing
 */
function mkdocs(pages: readonly SitePage[]): string {
  const nav = pages.map(({ file, report }) => ({ [MENU[file] ?? report.title]: markdownFile(file) }));
  return toYaml({ site_name: 'The platform in figures', docs_dir: 'docs', nav, plugins: ['techdocs-core'] });
}
