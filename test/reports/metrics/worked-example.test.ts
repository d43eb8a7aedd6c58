import { byService } from '../../../lib/reports/facts/by-service';
import { shown } from '../../../lib/reports/format/words';
import { figuresOf } from '../../../lib/reports/metrics/figures';
import { measure } from '../../../lib/reports/metrics/measures';
import { read } from '../../repository/root';
import { goldenFacts } from '../../support/reports/golden-facts';
import { GOLDEN_WINDOW } from '../../support/reports/golden-figures';
import { sha } from '../../support/reports/organization';

const example = read('docs/dora.md').split(/^## /m).find((part) => part.startsWith('Worked example\n'))!;
const search = byService(goldenFacts()).find(({ service }) => service === 'search')!;
const day = (text: string) => new Date(`${text} 2026 UTC`).toISOString().replace('.000Z', 'Z');

test("the table of the worked example has the golden organisation's deployments and changes", () => {
  const rows = [...example.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm)].map(([, id, began, ended, ships]) => ({
    id: `acme/shop/deployments/${id}#search`,
    startedAt: day(began),
    finishedAt: day(ended),
    ships: [...ships.matchAll(/(s\d), (\d\d:\d\d)/g)].map(([, name, time]) => [sha(name), time]),
  }));
  const inWindow = search.deployments.filter(({ finishedAt }) => finishedAt! >= GOLDEN_WINDOW.since);

  expect(rows).toEqual(inWindow.map(({ id, startedAt, finishedAt }) => ({
    id,
    startedAt,
    finishedAt,
    ships: search.changes.filter(({ deployment }) => deployment === id).map((each) => [each.revision, each.writtenAt.slice(11, 16)]),
  })));
});

test('the figures below it are those of the golden organisation', () => {
  const [since, until] = [Date.parse(GOLDEN_WINDOW.since), Date.parse(GOLDEN_WINDOW.until)];
  const figures = figuresOf(measure(search, GOLDEN_WINDOW, 60), since, until);
  const value = new Map(shown(figures).map((each) => [each.title, each.value]));
  const line = (title: string) => new RegExp(`^- ${title}: ([^]*?)\\.$`, 'm').exec(example)![1];

  const [, frequency] = /days, (.* a day, .* a week)$/.exec(line('Deployment frequency'))!;
  expect(value.get('Deployment frequency')).toBe(frequency);
  const [, median, p90] = /median is (.* h); 90 % are within (.* h)$/.exec(line('Change lead time'))!;
  expect(value.get('Change lead time')).toBe(`${median}, 90 % within ${p90}`);
  for (const [title, rate] of [['Change fail rate', figures.changeFailRate], ['Deployment rework rate', figures.deploymentReworkRate]] as const) {
    expect(line(title)).toContain(`${rate.count} of ${rate.n}, ${rate.percent} %`);
  }
  const recovery = /(\d+ min)$/.exec(line('Failed deployment recovery time'))![1];
  expect(value.get('Failed deployment recovery time')).toBe(`${recovery}, 90 % within ${recovery}`);
});
