import { isDay } from '../../core/day';
import { closest, listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { parseCsv } from '../document/csv';
import type { CsvRecord } from '../document/csv';
import { COLUMNS, QUESTIONS } from './questions';

/** One answer. Nothing says whose it is. */
export interface Answer {
  /** As YYYY-MM-DD. */
  readonly date: string;
  /** From 0 to 10. */
  readonly recommend: number;
  readonly ease?: number;
  readonly reliability?: number;
  readonly documentation?: number;
  readonly comment?: string;
}

const REQUIRED = ['date', 'recommend'];

/** Reads the answers and lists every problem of the file, each with its line. */
export function readAnswers(text: string): { readonly answers: readonly Answer[]; readonly problems: readonly Problem[] } {
  const { records, fault } = parseCsv(text);
  if (fault) return { answers: [], problems: [problem(fault.line, fault.what, 'CSV', 'correct the quotes of that line')] };
  const [header, ...rows] = records;
  if (!header) return { answers: [], problems: [problem(1, 'nothing', `a line with the columns ${COLUMNS.join(',')}`, FIRST_LINE)] };
  const columns = header.fields.map((field) => field.trim().toLowerCase());
  const problems = headerProblems(header.line, columns);
  if (problems.length > 0) return { answers: [], problems };
  const read = rows.map((row) => readRow(row, columns));
  return { answers: read.flatMap(({ answer }) => answer ?? []), problems: read.flatMap((each) => each.problems) };
}

const FIRST_LINE = 'write the columns into the first line; golden-path survey prints them';

function headerProblems(line: number, columns: readonly string[]): Problem[] {
  const unknown = columns.filter((column) => !COLUMNS.includes(column)).map((column) => {
    const meant = closest(column, COLUMNS);
    const otherwise = meant ? `; if it is ${show(meant)}, rename it` : '';
    const fix = `remove the column: answers say nothing of who gave them${otherwise}`;
    return problem(line, `the column ${show(column)}`, `only ${listed(COLUMNS)}`, fix);
  });
  const missing = REQUIRED.filter((column) => !columns.includes(column)).map((column) =>
    problem(line, `no column ${show(column)}`, `the columns ${listed(REQUIRED)}`, FIRST_LINE),
  );
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index).map((column) =>
    problem(line, `the column ${show(column)} twice`, 'each column once', 'remove one of them'),
  );
  return [...unknown, ...missing, ...twice];
}

function readRow({ line, fields }: CsvRecord, columns: readonly string[]): { readonly answer?: Answer; readonly problems: Problem[] } {
  if (fields.length !== columns.length) {
    const fix = 'put a comment with a comma or line break in double quotes';
    return { problems: [problem(line, `${fields.length} fields`, `${columns.length} fields, as the first line has`, fix)] };
  }
  const given = new Map(columns.map((column, index) => [column, fields[index].trim()]));
  const numbers = QUESTIONS.flatMap(({ column, scale }) => (scale ? [{ column, scale, text: given.get(column) ?? '' }] : []));
  const problems = numbers.flatMap(({ column, scale: [low, high], text }) => {
    if (text === '' && !REQUIRED.includes(column)) return [];
    if (/^\d{1,2}$/.test(text) && Number(text) >= low && Number(text) <= high) return [];
    return [problem(line, `${column} ${show(text)}`, `a whole number from ${low} to ${high}`, 'correct the number, or remove the line')];
  });
  const date = given.get('date') ?? '';
  if (!isDay(date)) problems.unshift(problem(line, `date ${show(date)}`, 'a day as YYYY-MM-DD', 'correct the date'));
  if (problems.length > 0) return { problems };
  const values = Object.fromEntries(numbers.filter(({ text }) => text !== '').map(({ column, text }) => [column, Number(text)]));
  const comment = anonymous(given.get('comment') ?? '');
  return { answer: { date, ...values, ...(comment !== '' && { comment }) } as Answer, problems: [] };
}

/** A comment without mail addresses and mentions, which would say who is meant. */
function anonymous(comment: string): string {
  return comment
    .split(/(\s+)/)
    .map((word) => (word.includes('@') ? '[removed]' : word))
    .join('');
}

function problem(line: number, got: string, allowed: string, fix: string): Problem {
  return { path: `line ${line}`, got, allowed, fix };
}
