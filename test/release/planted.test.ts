import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineOf, changesSince, compare, lastRelease, readBaseline } from '../../scripts/release/baseline';
import type { Baseline } from '../../scripts/release/baseline';
import { bumpFor } from '../../scripts/release/changes';
import type { Bump, Change } from '../../scripts/release/changes';
import type { NextVersion } from '../../scripts/release/next-version';
import { verdictOn } from '../../scripts/release/verdict';
import { ROOT } from '../support/examples';
import { PLANTED } from './planted';
import type { Plant } from './planted';

const PAGE = join(ROOT, 'docs/releasing.md');
const TABLE = '| somebody does this | `npm run compat` says | it is | it needs |\n| --- | --- | --- | --- |\n';
const REFUSAL = 'Both have the type `feat`:\n\n```text\n';

let library: Baseline;
/** What each planted change is found to be. */
let found: Map<string, Change[]>;

beforeAll(async () => {
  library = await baselineOf(ROOT, '1.2.0');
  found = new Map(Object.entries(PLANTED).map(([name, plant]) => [name, changesBy(plant)]));
}, 120_000);

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function changesBy(plant: Plant): Change[] {
  const after = copy(library);
  plant(after);
  return compare(copy(library), after);
}

/** A row of the page for each planted change; what follows from the first finding is found as well, and left out. */
function row(name: string, [change]: readonly Change[]): string {
  const cells = change
    ? [name, code(`${change.where}: ${change.what}`), change.kind, change.kind === 'mistake' ? 'a fix' : bumpFor(change.kind, '1.2.0')]
    : [name, 'nothing changed for users', '', 'nothing'];
  return `| ${cells.join(' | ')} |`;
}

/** As code, since what is quoted may look like HTML; shortened, since a selector is long. */
function code(text: string): string {
  const short = text.length > 150 ? `${text.slice(0, 149)}…` : text;
  return `\`${short.replaceAll('|', '\\|')}\``;
}

test('a tree is compatible with itself', async () => {
  expect(await changesSince(copy(library), ROOT)).toEqual([]);
});

/** What the page shows between two texts; what `npm run test:update` puts there is what it should be. */
function shown(after: string, before: string, actual: string): string {
  const page = readFileSync(PAGE, 'utf8');
  const start = page.indexOf(after) + after.length;
  const end = page.indexOf(before, start);
  if (process.env.GOLDEN_UPDATE === '1') writeFileSync(PAGE, page.slice(0, start) + actual + page.slice(end));
  return readFileSync(PAGE, 'utf8').slice(start).split(before)[0];
}

test('every planted change has the verdict that the page for the platform team shows', () => {
  const rows = [...found].map(([name, changes]) => row(name, changes)).join('\n');
  expect(shown(TABLE, '\n\n', rows)).toBe(rows);
});

test('the page shows how a refusal reads', () => {
  const changes = ['a prop is removed', 'an optional prop is added'].flatMap((name) => found.get(name)!);
  const reasons = [
    'minor  4f1c2d9  feat(service): allocate costs by code',
    'minor  0b7e315  feat(service): decide replicas by the environment',
  ];
  const refusal = verdictOn('1.2.0', changes, { version: '1.3.0', bump: 'minor', reasons }).lines.join('\n');
  expect(shown(REFUSAL, '\n```', refusal)).toBe(refusal);
});

test.each([
  ['major', 'breaking', 17],
  ['minor', 'feature', 7],
] as const)('what needs a %s version is refused with less, and let through with it', (bump, kind, count) => {
  const planted = [...found.values()].filter(([change]) => change?.kind === kind);
  const released = (as: Bump): NextVersion => ({ version: '1.3.0', bump: as, reasons: ['planted'] });
  expect(planted.length).toBeGreaterThanOrEqual(count);
  for (const changes of planted) {
    expect(verdictOn('1.2.0', changes, released(bump === 'major' ? 'minor' : 'patch')).good).toBe(false);
    expect(verdictOn('1.2.0', changes, released(bump)).good).toBe(true);
  }
});

test('a program of the last release that is refused now is a breaking change', async () => {
  const main = 'payment-service/main.ts';
  const examples = { ...library.examples, [main]: library.examples[main].replace(/replicaCount: .*,/, 'replicaCount: -1,') };
  expect(examples[main]).not.toBe(library.examples[main]);
  expect(await changesSince({ ...copy(library), examples }, ROOT)).toEqual([
    {
      what: expect.stringMatching(/^are refused: .*\[InvalidProps\] MicroserviceInfra at /),
      where: 'the examples as they were',
      kind: 'breaking',
      fix: expect.stringContaining('replicaCount'),
    },
  ]);
});

test('the baseline in the repository can be read, and the last release is what it says', () => {
  expect(Object.keys(readBaseline(ROOT))).toEqual(['release', 'api', 'surface', 'examples', 'contract']);
  expect(readBaseline(ROOT).release.version).toBe(lastRelease(ROOT));
});
