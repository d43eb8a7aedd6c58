import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPANIONS } from '../../lib/data/companions';
import { COMPANION_TABLES, withRows } from '../../scripts/generate/companion-tables';
import { fixedArguments } from '../../scripts/release/compat/fixed';
import { ROOT } from './pages';

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the rows of companions', () => {
  test.each(COMPANION_TABLES)('in $file are what npm run generate:companions writes', (table) => {
    expect(withRows(textOf(table.file), table)).toBe(textOf(table.file));
  });

  test.each(COMPANION_TABLES)('in $file are written again if one is lost or says something else', (table) => {
    const [first, ...others] = table.rows();
    const text = ['| a | b |', '| --- | --- |', first.replace(/\| [^|]+ \|$/, '| other |'), ...others.slice(1), '| last | row |'].join('\n');
    expect(withRows(text, table)).toBe(['| a | b |', '| --- | --- |', first, ...others, '| last | row |'].join('\n'));
  });

  test('are not written over what stands between them, and not where there are none', () => {
    const [table] = COMPANION_TABLES;
    const [first, second] = table.rows();
    expect(() => withRows([first, 'words', second].join('\n'), table)).toThrow('README.md: something stands between the rows of companions');
    expect(() => withRows('words', table)).toThrow('README.md: no row of a companion');
  });
});

test('the arguments that replace what a companion makes are known to the comparison of releases', () => {
  const replacing = COMPANIONS.flatMap((companion) => Object.entries(companion.replacing ?? {}));
  expect(replacing.length).toBeGreaterThan(0);
  for (const [type, names] of replacing) {
    const block = Object.fromEntries(names.map((name) => [name, 'x']));
    expect(Object.keys(fixedArguments(type, block)).sort()).toEqual([...names].sort());
  }
});
