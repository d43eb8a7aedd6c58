import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readmeProblems } from '../support/chart-readme';

const COMMON = join(__dirname, '../../lib/gitops/chart/common');
const README = readFileSync(join(COMMON, 'README.md'), 'utf8');

test("the README of the platform's chart lists every value that the chart takes, with its default, and no other", () => {
  expect(readmeProblems(COMMON)).toEqual([]);
});

test.each([
  [
    'a value that is left out',
    '| `surgePercent`',
    '| ',
    ['surgePercent is in no table', 'the default of surgePercent is in no table'],
  ],
  ['a value in a map that is left out', '`secret` and `key` by', '`secret` by', ['secretEnv.key is in no table']],
  [
    'a field of a list that is left out',
    '| `name`, `image` |',
    '| `image` |',
    ['initContainers.name is in no table', 'sidecars.name is in no table'],
  ],
  [
    'a value that is none',
    '`ingress.className`',
    '`ingress.class`',
    ['ingress.className is in no table', expect.stringMatching(/: ingress\.class is no value$/)],
  ],
  [
    'another default',
    '| `Etc/UTC` |',
    '| `UTC` |',
    [expect.stringMatching(/^line \d+: the default of jobs\.timeZone is `Etc\/UTC` and not `UTC`$/)],
  ],
  [
    'a default where there is none',
    '| `ingress.annotations` | none |',
    '| `ingress.annotations` | `{}` |',
    [expect.stringMatching(/ is none and not `\{\}`$/)],
  ],
  [
    'a table below another heading',
    '### Each of `jobs`, besides',
    '### Each of `tasks`, besides',
    expect.arrayContaining(['jobs.schedule is in no table']),
  ],
])('%s is found out', (_, from, to, problems) => {
  expect(README.split(from)).toHaveLength(2);
  expect(readmeProblems(COMMON, README.replace(from, to))).toEqual(problems);
});

test('a line is told of as an editor counts it', () => {
  const line = README.slice(0, README.indexOf('| `preStopSeconds`')).split('\n').length;
  expect(readmeProblems(COMMON, README.replace('| `preStopSeconds`', '| `preStopSecond`'))).toContain(
    `line ${line}: preStopSecond is no value`,
  );
});
