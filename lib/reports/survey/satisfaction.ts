import { byCode } from '../../core/by-code';
import { percent } from '../charts/bars';
import { trendFigure } from '../charts/trend';
import { paragraph } from '../document/document';
import type { Block, Section } from '../document/document';
import { signed } from '../figures';
import { mean } from '../metrics/statistics';
import type { Answer } from './answers';
import { FEWEST_ANSWERS, INCIDENT, promoterScore, TARGET } from './promoters';
import type { PromoterScore } from './promoters';
import { QUESTIONS } from './questions';

/** The answers of a quarter. */
export interface QuarterScore extends PromoterScore {
  /** As YYYY-Qn. */
  readonly quarter: string;
  /** How many people were asked, if that is known. */
  readonly asked?: number;
  /** The mean of each question on a scale of five, with at least five answers. */
  readonly means: Readonly<Record<string, { readonly mean: number; readonly n: number }>>;
  readonly comments: readonly string[];
}

/** The quarter of a day. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** When a quarter begins, in milliseconds. */
export function startOfQuarter(quarter: string): number {
  return Date.UTC(Number(quarter.slice(0, 4)), (Number(quarter.slice(-1)) - 1) * 3);
}

/** The scores by quarter, the oldest first. A quarter in which people were asked counts also if nobody answered. */
export function satisfactionOf(answers: readonly Answer[], asked: Readonly<Record<string, number>>): readonly QuarterScore[] {
  const people = new Map(Object.entries(asked));
  const quarters = [...new Set([...answers.map(({ date }) => quarterOf(date)), ...people.keys()])].sort(byCode);
  return quarters.map((quarter) => {
    const own = answers.filter(({ date }) => quarterOf(date) === quarter);
    const isEnough = own.length >= FEWEST_ANSWERS;
    return {
      quarter,
      ...promoterScore(own),
      ...(people.has(quarter) && { asked: people.get(quarter) }),
      means: isEnough ? meansOf(own) : {},
      // In the order of the alphabet, which says nothing of who came first.
      comments: isEnough ? own.flatMap(({ comment }) => comment ?? []).sort(byCode) : [],
    };
  });
}

function meansOf(answers: readonly Answer[]): QuarterScore['means'] {
  const scales = QUESTIONS.filter(({ column, scale }) => scale && column !== 'recommend').map(({ column }) => column);
  return Object.fromEntries(
    scales.flatMap((column) => {
      const values = answers.flatMap((answer) => answer[column as 'ease'] ?? []);
      if (values.length < FEWEST_ANSWERS) return [];
      return [[column, { mean: mean(values)!, n: values.length }]];
    }),
  );
}

/** The section about the satisfaction of developers. */
export function satisfactionSection(quarters: readonly QuarterScore[]): Section {
  const last = quarters[quarters.length - 1];
  const section = { id: 'satisfaction', title: 'Developer satisfaction' };
  if (!last) return { ...section, blocks: [paragraph('Net promoter score: not measured.', 'unknown')] };
  const figure = trendFigure({
    id: 'nps-by-quarter',
    title: 'Net promoter score by quarter',
    time: 'Quarter',
    unit: 'Score',
    points: quarters.map(({ quarter, score, low, high, n }) => ({ label: quarter, value: score, low, high, n })),
    target: { label: 'Target', value: TARGET },
    format: signed,
  });
  return { ...section, blocks: [verdict(last), { kind: 'chart', figure }, answersTable(quarters), means(last), comments(last)] };
}

function verdict({ quarter, n, score, low, high, asked }: QuarterScore): Block {
  const rate = responseRate(n, asked);
  const answered = `n = ${n}, response rate ${rate}`;
  if (score === undefined) {
    return paragraph(`${quarter}: too few answers for a score (${answered}; at least ${FEWEST_ANSWERS}).`, 'unknown');
  }
  const figures = `${quarter}: ${signed(score)} (95 % interval ${signed(low!)} to ${signed(high!)}; ${answered})`;
  if (score < INCIDENT) return paragraph(`Incident. ${figures} is below ${INCIDENT}: treat it as an incident.`, 'bad');
  if (score < TARGET) return paragraph(`${figures} is below the target of ${TARGET}.`, 'bad');
  return paragraph(`${figures} reaches the target of ${TARGET}.`, 'good');
}

/** Answers over people; more answers than people means that one of both is wrong, so there is no rate. */
function responseRate(n: number, asked: number | undefined): string {
  return asked === undefined || asked === 0 || n > asked ? 'unknown' : `${percent(n / asked)} of ${asked}`;
}

function answersTable(quarters: readonly QuarterScore[]): Block {
  return {
    kind: 'table',
    caption: 'Answers by quarter',
    columns: ['Quarter', 'Answers', 'Response rate', 'Promoters', 'Passives', 'Detractors'],
    rows: quarters.map(({ quarter, n, asked, promoters, passives, detractors }) => [
      quarter,
      String(n),
      responseRate(n, asked),
      ...(n < FEWEST_ANSWERS ? ['too few', 'too few', 'too few'] : [promoters, passives, detractors].map(String)),
    ]),
    empty: 'No answers.',
  };
}

function means({ quarter, means: values }: QuarterScore): Block {
  const known = new Map(Object.entries(values));
  return {
    kind: 'table',
    caption: `${quarter}: agreement, from 1 to 5`,
    columns: ['Statement', 'Mean', 'n'],
    rows: QUESTIONS.flatMap(({ column, text }) => {
      const value = known.get(column);
      return value ? [[text, value.mean.toFixed(1), String(value.n)]] : [];
    }),
    empty: 'Too few answers about ease, reliability and documentation.',
  };
}

function comments({ comments: texts }: QuarterScore): Block {
  return texts.length === 0 ? paragraph('No comments.') : { kind: 'quotes', texts };
}
