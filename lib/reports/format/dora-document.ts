import { trendFigure } from '../charts/trend';
import { paragraph } from '../document/document';
import type { Block, Report, Section, Table } from '../document/document';
import type { Duration, Figures, Rate } from '../metrics/figures';
import type { DoraReport, Scope, Week } from '../metrics/report';
import type { Interval } from '../metrics/statistics';
import { hours, percentage, rounded, shown } from './words';

/** The delivery metrics as a report, in no form yet. */
export function doraDocument(report: DoraReport): Report {
  const { organization, scopes } = report;
  const services = scopes.filter(({ scope }) => scope === 'service');
  return {
    title: `Delivery metrics of ${organization}`,
    lead: leadOf(report),
    sections: [
      completeness(report),
      ...scopes.filter(({ scope }) => scope !== 'service').map((scope, index) => scopeSection(scope, `scope-${index}`)),
      { id: 'services', title: 'Services', blocks: [servicesTable(services)] },
      NOTES,
    ],
  };
}

/** What the page of a team shows of its delivery. */
export function teamSections(report: DoraReport): ReadonlyMap<string, readonly Section[]> {
  const teams = report.scopes.filter(({ scope }) => scope === 'team');
  return new Map(teams.map((team) => {
    const services = report.scopes.filter((each) => each.team === team.name);
    const { blocks } = scopeSection(team, 'delivery');
    const own = { id: 'delivery', title: 'Delivery', blocks: [...blocks, servicesTable(services)] };
    return [team.name, [completeness(report), own, NOTES]];
  }));
}

function leadOf({ attributionMinutes, window }: DoraReport): string {
  const [since, until] = [window.since, window.until].map((time) => time.slice(0, 10));
  return `From ${since} up to ${until} (UTC), by the end of each deployment. An incident is attributed for ${attributionMinutes} minutes.`;
}

function completeness({ complete, missing }: DoraReport): Section {
  const table: Table = {
    kind: 'table',
    caption: 'Missing from the figures',
    columns: ['Where', 'What', 'Why'],
    rows: missing.map(({ where, what, why }) => [where, what, why]),
    empty: 'Nothing is missing.',
  };
  const verdict = complete
    ? paragraph('Everything could be read.', 'good')
    : paragraph('These figures are partial: some of what they stand for could not be read.', 'bad');
  return { id: 'completeness', title: 'Completeness', blocks: complete ? [verdict] : [verdict, table] };
}

function scopeSection({ scope, name, figures, trend }: Scope, id: string): Section {
  const metrics: Table = {
    kind: 'table',
    caption: `The five metrics of ${name}`,
    columns: ['Metric', 'Value', 'n', '95 % interval', "DORA's quick check, 0 to 10", 'Tier of 2023'],
    rows: shown(figures).map(({ title, value, n, interval, score, tier }) => [title, value, String(n), interval, score, tier]),
    empty: '',
  };
  return { id, title: scope === 'team' ? `Team ${name}` : name, blocks: [metrics, ...leftOut(figures), ...trends(trend, id)] };
}

function leftOut({ cancelled, changeLeadTime: { skewed }, notStarted }: Scope['figures']): Block[] {
  const parts = [
    cancelled > 0 ? `${cancelled} cancelled and` : '0 cancelled and',
    `${notStarted} that never began are in no figure.`,
    skewed > 0 ? `Changes that were written after their deployment, by their author's clock, count as 0 hours: ${skewed}.` : '',
  ];
  return cancelled + notStarted + skewed === 0 ? [] : [paragraph(`Deployments: ${parts.join(' ').trim()}`)];
}

function trends(trend: readonly Week[], id: string): Block[] {
  return TRENDS.map(({ key, title, unit, format, of }) => ({
    kind: 'chart',
    figure: trendFigure({
      id: `${id}-${key}`,
      title,
      time: 'Week',
      unit,
      format,
      points: trend.map(({ week, figures }) => {
        const { interval, n, value } = of(figures);
        return { label: week, n, ...(value !== undefined && { value }), ...interval };
      }),
    }),
  }));
}

/** A figure of a week. */
interface Point {
  readonly value?: number;
  readonly n: number;
  readonly interval?: Interval;
}

interface TrendOf {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly of: (figures: Figures) => Point;
}

const ofDuration = ({ interval, medianHours, n }: Duration): Point => ({ value: medianHours, n, interval });
const ofRate = ({ interval, n, percent }: Rate): Point => ({ value: percent, n, interval });

const TRENDS: readonly TrendOf[] = [
  {
    key: 'frequency', title: 'Deployments a week', unit: 'Deployments', format: rounded,
    of: ({ deploymentFrequency: { n } }) => ({ value: n, n }),
  },
  { key: 'lead', title: 'Change lead time, median', unit: 'Lead time', format: hours, of: (of) => ofDuration(of.changeLeadTime) },
  { key: 'failed', title: 'Change fail rate', unit: 'Fail rate', format: percentage, of: (of) => ofRate(of.changeFailRate) },
  {
    key: 'recovery', title: 'Failed deployment recovery time, median', unit: 'Recovery time', format: hours,
    of: (of) => ofDuration(of.failedDeploymentRecoveryTime),
  },
  { key: 'rework', title: 'Deployment rework rate', unit: 'Rework rate', format: percentage, of: (of) => ofRate(of.deploymentReworkRate) },
];

function servicesTable(services: readonly Scope[]): Table {
  const titles = services.length > 0 ? shown(services[0].figures).map(({ title }) => title) : [];
  return {
    kind: 'table',
    caption: 'The five metrics of each service',
    columns: ['Service', 'Team', ...titles],
    rows: services.map(({ name, team = '', figures }) => [
      name,
      team,
      ...shown(figures).map(({ value, n, interval }) => `${value}; n ${n}${interval === '–' ? '' : `; ${interval}`}`),
    ]),
    empty: 'There are no services.',
  };
}

const NOTES: Section = {
  id: 'notes',
  title: 'How to read this',
  blocks: [
    { kind: 'list', items: [
      'n is the number of deployments, changes or recoveries that a figure stands for.',
      'If n is under 30, the figure has an interval: it shows how much chance is in so few of them.',
      'Under 5 there is neither a score nor a tier.',
      'The tiers are those of 2023, with the limits of this project; the DORA report of 2025 has none.',
      'Teams and services are in the order of the alphabet. The figures are for a team to see how it changes, not to compare teams.',
    ] },
  ],
};
