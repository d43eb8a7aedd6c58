import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import { ROOT } from '../../test/repository/root';
import type { Found } from '../../test/support/regular-expressions';
import { regularExpressionsIn } from '../../test/support/regular-expressions';

/**
 * Those whose time may grow faster than their text, in words.
 *
 * Decided by an automaton, without a clock or chance; look-ahead and look-behind, which it does not know, are refused.
 */
function slow(expressions: readonly Found[]): string[] {
  const parts = expressions.flatMap((each) => partsOf(each.source).map((part) => ({ ...each, part })));
  return parts.flatMap(({ place, source, part, flags }) => {
    const found = checkSync(withoutCounts(part), flags, { checker: 'automaton', timeout: 110_000 });
    if (found.status === 'safe') return [];
    const why = found.status === 'vulnerable' ? found.complexity.summary : (found.error as { message?: string }).message;
    return [`${place} /${source}/${flags}: ${found.status}, ${why}`];
  });
}

/** What must not begin a text, as `^(?!one$)`, is looked for once: it is an expression of its own. */
function partsOf(source: string): string[] {
  const refused = /^\^\(\?!(.*?)\$\)/.exec(source);
  return refused ? [`^${refused[1]}$`, `^${source.slice(refused[0].length)}`] : [source];
}

/** A count that is high is taken for any: the automaton would have a state for each. */
function withoutCounts(source: string): string {
  return source.replace(/(?<!\\)\{(\d+)(?:,\d*)?\}/g, (count, low: string) => (/\d\d/.test(count) ? (low === '0' ? '*' : '+') : count));
}

test('no regular expression of the library takes more than linear time, whatever the text', () => {
  const { found, unreadable } = regularExpressionsIn(join(ROOT, 'lib'));
  expect(unreadable).toEqual([]);
  expect(found.length).toBeGreaterThan(150);
  expect(slow(found)).toEqual([]);
}, 120_000);

test.each([
  ['const END = /-+$/;', '1 /-+$/: vulnerable, 2nd degree polynomial'],
  ['export const LIMIT = { pattern: "(a+)+$" };', '1 /(a+)+$/: vulnerable, exponential'],
  ["const part = 'a+';\nexport const LIMIT = { pattern: `^(${part})+$` };", '2 /^(a+)+$/: vulnerable, exponential'],
  ["const pattern = ['a*', '$'].join('');\nexport const LIMIT = { pattern };", '2 /a*$/: vulnerable, 2nd degree polynomial'],
  ["export const BLANK = new RegExp(' +' + '$', 'm');", '1 / +$/: vulnerable, 2nd degree polynomial'],
  ["const found = 'a'.match('a*' + 'b');", '1 /a*b/: vulnerable, 2nd degree polynomial'],
  ['const LAST = /, (?=[^,]*$)/;', '1 /, (?=[^,]*$)/: unknown, look-ahead assertion'],
  ['const LIMIT = { pattern: "^(?!(a*)*$)b" };', '1 /^(?!(a*)*$)b/: vulnerable, exponential'],
  ["const REGEXP = '^.*,.*,.*$';", '1 /^.*,.*,.*$/: vulnerable, 3rd degree polynomial'],
])('%s is found', (source, problem) => {
  const { found } = regularExpressionsIn(folderWith(source));
  expect(slow(found)).toEqual([`sample.ts:${problem}`]);
});

test('a regular expression that nobody can know before it is used is found', () => {
  const folder = folderWith('export const matches = (text: string, part: string) => new RegExp(`^${part}$`).test(text);');
  expect(regularExpressionsIn(folder).unreadable).toEqual(['sample.ts:1 `^${part}$`']);
});

test('the pattern of a limit and a constant that is an expression count once, where they stand', () => {
  const source = "const WORD = /^a$/;\nconst LIMIT = { pattern: '^b$' };\nexport const all = 'a'.match(WORD) && new RegExp(LIMIT.pattern);";
  const { found, unreadable } = regularExpressionsIn(folderWith(source));
  expect(found.map(({ place, source: text }) => `${place} ${text}`)).toEqual(['sample.ts:1 ^a$', 'sample.ts:2 ^b$']);
  expect(unreadable).toEqual([]);
});

function folderWith(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'expressions-'));
  writeFileSync(join(folder, 'sample.ts'), source);
  return folder;
}
