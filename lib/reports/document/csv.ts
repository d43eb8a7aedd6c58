/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * Rows as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets do not show.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map((each) => field(String(each))).join(',')}\r\n`).join('');
}

function field(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]|^'|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A line of a CSV file. */
export interface CsvRecord {
  /** The line of the file that it begins in, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** What makes a text no CSV. */
export interface CsvFault {
  readonly line: number;
  readonly what: string;
}

/** The records of a CSV file, without empty lines. The separator is a comma, or a semicolon if the first line has no comma. */
export function parseCsv(text: string): { readonly records: readonly CsvRecord[]; readonly fault?: CsvFault } {
  const source = text.replace(/^\uFEFF/, '');
  const first = source.slice(0, lineEnd(source, 0));
  const separator = !first.includes(',') && first.includes(';') ? ';' : ',';
  const records: CsvRecord[] = [];
  let [at, line] = [0, 1];
  while (at < source.length) {
    const start = line;
    const fields: string[] = [];
    let done = false;
    while (!done) {
      if (source[at] === '"') {
        const end = closingQuote(source, at);
        if (end === -1) return { records, fault: { line: start, what: 'a quote that is never closed' } };
        const quoted = source.slice(at + 1, end);
        line += newlines(quoted);
        fields.push(quoted.replaceAll('""', '"'));
        at = end + 1;
        if (at < source.length && ![separator, '\r', '\n'].includes(source[at])) {
          return { records, fault: { line, what: 'text after a closing quote' } };
        }
      } else {
        const end = fieldEnd(source, at, separator);
        fields.push(source.slice(at, end));
        at = end;
      }
      done = source[at] !== separator;
      at += done ? 0 : 1;
    }
    if (source[at] === '\r') at += 1;
    if (source[at] === '\n') at += 1;
    line += 1;
    if (fields.some((each) => each.trim() !== '')) records.push({ line: start, fields });
  }
  return { records };
}

function closingQuote(source: string, open: number): number {
  let at = source.indexOf('"', open + 1);
  while (at !== -1 && source[at + 1] === '"') at = source.indexOf('"', at + 2);
  return at;
}

function fieldEnd(source: string, from: number, separator: string): number {
  let at = from;
  while (at < source.length && source[at] !== separator && source[at] !== '\r' && source[at] !== '\n') at += 1;
  return at;
}

function lineEnd(source: string, from: number): number {
  const at = source.slice(from).search(/[\r\n]/);
  return at === -1 ? source.length : from + at;
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
