import { percent } from '../charts/bars';
import type { Report, Section, Tile } from '../document/document';
import type { Missing } from '../facts/facts';
import { signed } from '../figures';
import { maturitySection } from '../maturity/stages';
import { TARGET } from '../survey/promoters';
import { satisfactionSection } from '../survey/satisfaction';
import { adoptionSection, servicesSection, shareOf } from './adoption';
import { exceptionsSection } from './exceptions';
import { productSection } from './product';
import type { Scorecard } from './scorecard';
import { serviceLevelsSection } from './service-levels';
import { startsSection } from './starts';
import { versionsSection } from './versions';

/** Where the pages of teams are, if there are any. */
export type TeamHref = (team: string) => string | undefined;

/** The scorecard as a report, in no form yet. */
export function scorecardReport(scorecard: Scorecard, teamHref: TeamHref = () => undefined): Report {
  const { organization, services, versions, newServices, exceptions, exceptionDays, objectives, satisfaction, stages } = scorecard;
  return {
    title: `Scorecard of the platform of ${organization}`,
    lead: `${windowText(scorecard)}. Every figure comes from committed files, workflow runs and answers; teams are not ranked.`,
    sections: [
      ...missingSections(scorecard.missing),
      adoptionSection(services, teamHref),
      servicesSection(services),
      versionsSection(versions),
      startsSection(newServices),
      exceptionsSection(exceptions, exceptionDays),
      serviceLevelsSection(objectives),
      satisfactionSection(satisfaction),
      maturitySection(stages),
      productSection(scorecard.product),
    ],
  };
}

/** The window in words. */
export function windowText({ since, until }: Pick<Scorecard, 'since' | 'until'>): string {
  return `From ${since.slice(0, 10)} to ${until.slice(0, 10)}, in UTC`;
}

/** What could not be read, before any figure that may lack it. */
function missingSections(missing: readonly Missing[]): Section[] {
  if (missing.length === 0) return [];
  return [
    {
      id: 'missing',
      title: 'Not read',
      blocks: [
        { kind: 'paragraph', text: 'This report is not whole: figures may lack what could not be read.', tone: 'bad' },
        {
          kind: 'table',
          caption: 'What could not be read',
          columns: ['Where', 'What', 'Why'],
          rows: missing.map(({ where, what, why }) => [where, what, why]),
          empty: '',
        },
      ],
    },
  ];
}

/** The figures at a glance. Their links lead to the page of the scorecard. */
export function scorecardTiles(scorecard: Scorecard, page: string): readonly Tile[] {
  const { adoption, exceptions, objectives, satisfaction, stage, stages } = scorecard;
  const { on, of } = adoption.infrastructure;
  const measured = objectives.filter(({ n }) => n > 0);
  const met = measured.filter(({ burned }) => burned! <= 1).length;
  const overdue = exceptions.filter((each) => each.overdue).length;
  const last = satisfaction[satisfaction.length - 1];
  return [
    {
      label: 'Services on the path',
      value: percent(shareOf(adoption.infrastructure)),
      note: `${on} of ${of} in the catalog`,
      href: `${page}#adoption`,
    },
    {
      label: 'Net promoter score',
      value: last?.score === undefined ? 'not measured' : signed(last.score),
      note: last?.score === undefined ? 'no quarter with enough answers' : `${last.quarter}, n = ${last.n}, target ${TARGET}`,
      tone: last?.score === undefined ? 'unknown' : last.score >= TARGET ? 'good' : 'bad',
      href: `${page}#satisfaction`,
    },
    {
      label: 'Internal service levels met',
      value: measured.length === 0 ? 'not measured' : `${met} of ${measured.length}`,
      note: `${objectives.length - measured.length} not measured`,
      tone: measured.length === 0 ? 'unknown' : met === measured.length ? 'good' : 'bad',
      href: `${page}#internal-service-levels`,
    },
    {
      label: 'Exceptions in force',
      value: String(exceptions.length),
      note: `${overdue} older than ${scorecard.exceptionDays} days`,
      tone: overdue > 0 ? 'bad' : 'good',
      href: `${page}#exceptions`,
    },
    {
      label: 'Maturity',
      value: `stage ${stage} of ${stages.length}`,
      note: stages[stage - 1]?.title ?? 'no stage reached',
      href: `${page}#maturity`,
    },
  ];
}
