import { load } from 'js-yaml';
import { scorecardOf } from '../../../lib/reports/scorecard/scorecard';
import { readAnswers } from '../../../lib/reports/survey/answers';
import { promoterScore } from '../../../lib/reports/survey/promoters';
import { COLUMNS, surveyIssueForm, surveyMarkdown } from '../../../lib/reports/survey/questions';
import { quarterOf, satisfactionOf, satisfactionSection } from '../../../lib/reports/survey/satisfaction';
import { hostileInput } from '../../support/reports/hostile-site';

const answers = (...scores: number[]) => scores.map((recommend) => ({ date: '2026-02-03', recommend }));
const many = (promoters: number, passives: number, detractors: number) =>
  answers(...Array<number>(promoters).fill(9), ...Array<number>(passives).fill(8), ...Array<number>(detractors).fill(6));

test('the score is the share of promoters minus the share of detractors, with an interval', () => {
  // (13 - 5) / 26; 13.75 and 5.75 of 29 give 0.2759 +- 1.96 * sqrt((0.6724 - 0.0761) / 29) = 0.2759 +- 0.2811.
  const { n, promoters, passives, detractors, score, low, high } = promoterScore(many(13, 8, 5));
  expect([n, promoters, passives, detractors]).toEqual([26, 13, 8, 5]);
  expect(score).toBeCloseTo(30.769, 3);
  expect(low).toBeCloseTo(-0.52, 2);
  expect(high).toBeCloseTo(55.69, 2);
});

test.each([[0, 'detractors'], [6, 'detractors'], [7, 'passives'], [8, 'passives'], [9, 'promoters'], [10, 'promoters']])('%i counts among the %s', (score, group) => {
  expect(promoterScore(answers(score))[group as 'promoters']).toBe(1);
});

test('unanimous answers have an interval that is not a point, within what is possible', () => {
  const { score, low, high } = promoterScore(many(6, 0, 0));
  expect(score).toBe(100);
  expect(low).toBeLessThan(75);
  expect(high).toBeLessThanOrEqual(100);
});

test('fewer than five answers have no score, no counts and no comments', () => {
  const section = satisfactionSection(satisfactionOf(answers(0, 0, 0, 0).map((each) => ({ ...each, comment: 'It was me' })), { '2026-Q1': 10 }));
  const text = JSON.stringify(section);
  expect(text).toContain('2026-Q1: too few answers for a score (n = 4, response rate 40 % of 10; at least 5).');
  expect(text).not.toContain('It was me');
  expect(text).toContain('"too few","too few","too few"');
});

test.each([
  [many(13, 8, 5), 'reaches the target of 30', 'good'],
  [many(10, 9, 5), 'is below the target of 30', 'bad'],
  [many(8, 7, 5), 'is below 20: treat it as an incident', 'bad'],
])('the verdict of the last quarter says what the score means', (given, words, tone) => {
  const [first] = satisfactionSection(satisfactionOf(given, {})).blocks;
  expect(first).toEqual({ kind: 'paragraph', text: expect.stringContaining(words), tone });
});

test('a quarter in which nobody answered counts, and more answers than people give no rate', () => {
  const quarters = satisfactionOf(answers(9, 9, 9, 9, 9), { '2025-Q4': 30, '2026-Q1': 3 });
  expect(quarters.map(({ quarter, n }) => [quarter, n])).toEqual([['2025-Q4', 0], ['2026-Q1', 5]]);
  expect(JSON.stringify(satisfactionSection(quarters))).toContain('response rate unknown');
});

test('answers and quarters after the window are not in its scorecard', () => {
  const later = answers(9, 9, 9, 9, 9);
  const input = { ...hostileInput(), answers: [...later, { date: '2026-01-31', recommend: 0 }], asked: { '2025-Q4': 9, '2026-Q1': 9, '2026-Q2': 9 } };
  const { satisfaction, stages } = scorecardOf({ ...input, until: '2026-02-03T00:00:00Z' });
  expect(satisfaction.map(({ quarter, n }) => [quarter, n])).toEqual([['2025-Q4', 0], ['2026-Q1', 1]]);
  expect(JSON.stringify(stages)).not.toContain('days ago');
  expect(scorecardOf({ ...input, until: '2026-02-04T00:00:00Z' }).satisfaction.at(-1)).toMatchObject({ quarter: '2026-Q1', n: 6 });
});

test.each([['2026-01-01', '2026-Q1'], ['2026-03-31', '2026-Q1'], ['2026-04-01', '2026-Q2'], ['2025-12-31', '2025-Q4']])('%s is in %s', (day, quarter) => {
  expect(quarterOf(day)).toBe(quarter);
});

test('a file is read in any order of columns', () => {
  const { answers: read, problems } = readAnswers('comment,recommend,date\n"Good, mostly",9,2026-02-03\n,4,2026-02-04\n');
  expect(problems).toEqual([]);
  expect(read).toEqual([{ date: '2026-02-03', recommend: 9, comment: 'Good, mostly' }, { date: '2026-02-04', recommend: 4 }]);
});

test('every problem of a file is listed with its line', () => {
  const text = 'date,recommend,ease\n2026-02-30,11,\n2026-02-03,,6\n2026-02-03,9\n2026-02-03,9,5\n';
  expect(readAnswers(text).problems.map(({ path, got }) => `${path}: ${got}`)).toEqual([
    "line 2: date '2026-02-30'",
    "line 2: recommend '11'",
    "line 3: recommend ''",
    "line 3: ease '6'",
    'line 4: 2 fields',
  ]);
});

test.each(['name', 'email', 'team', 'user'])('a column %s, which says who answered, is refused', (column) => {
  const { answers: read, problems } = readAnswers(`date,recommend,${column}\n2026-02-03,9,Ada\n`);
  expect(read).toEqual([]);
  expect(problems).toEqual([{ path: 'line 1', got: `the column '${column}'`, allowed: expect.any(String), fix: expect.stringContaining('remove the column: answers say nothing of who gave them') }]);
});

test('missing and repeated columns, and an empty file, are refused', () => {
  expect(readAnswers('date,date\n').problems.map(({ got }) => got)).toEqual(["no column 'recommend'", "the column 'date' twice"]);
  expect(readAnswers('').problems.map(({ got }) => got)).toEqual(['nothing']);
});

test('mail addresses and mentions leave a comment', () => {
  expect(readAnswers('date,recommend,comment\n2026-02-03,9,Ask ada@acme.io or @ada first\n').answers[0].comment).toBe('Ask [removed] or [removed] first');
});

test('the questions name the columns, as Markdown and as an issue form', () => {
  for (const column of COLUMNS) expect(surveyMarkdown()).toContain(column);
  const form = load(surveyIssueForm()) as { body: { id?: string; type: string; attributes: { options?: string[] } }[] };
  expect(form.body.map(({ id, type }) => [id, type])).toEqual([
    [undefined, 'markdown'],
    ['recommend', 'dropdown'],
    ['ease', 'dropdown'],
    ['reliability', 'dropdown'],
    ['documentation', 'dropdown'],
    ['comment', 'textarea'],
  ]);
  expect(form.body[1].attributes.options).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
});
