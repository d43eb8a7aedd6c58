import { changedAlerts } from '../../lib/observability/alerts/changed-alerts';
import { alertTests } from '../../lib/observability/rule-tests/alert-tests';
import { everyAlert } from '../../scripts/generate/alert-rows';

const CHANGES = [{ minutes: 0 }, { minutes: 120 }, { minutes: 24 * 60 }, { threshold: 0 }, { threshold: 2.5 }, { threshold: 1_000_000 }];

const minutesOf = (values: string) => values.split(' ').reduce((sum, part) => sum + Number(part.split('x')[1]) + 1, 0);

test.each(CHANGES)('the tests of an alert go with it if a team says %j', (change) => {
  for (const alert of everyAlert()) {
    for (const { checks, name, series } of alertTests({ ...alert, ...change })) {
      const last = Math.max(...checks.map(({ minute }) => minute));
      expect([name, checks.every(({ minute }) => Number.isInteger(minute)), last < 2 * 24 * 60]).toEqual([name, true, true]);
      expect([name, series.filter(({ values }) => !(minutesOf(values) > last))]).toEqual([name, []]);
    }
  }
});

test('no threshold that is taken makes a share of more than all', () => {
  const shares = everyAlert().filter(({ unit = '' }) => unit.includes('percent'));
  expect(shares.map(({ maximum }) => maximum)).toEqual(shares.map(() => 99));
  expect(shares.length).toBeGreaterThan(3);
});

test('no threshold that is taken is less than nothing', () => {
  const falling = everyAlert().filter(({ expr }) => expr('T').endsWith(' < T'));
  const fixes = (threshold: number) => falling.map((each) => changedAlerts('App', [each], [{ alert: each.name, threshold }]).problems.map(({ fix }) => fix));
  expect(fixes(0)).toEqual([
    ['use more than 0, or leave VolumeFilling out with a reason'], ['use more than 0, or leave DatabaseStorageLow out with a reason'],
  ]);
  expect(fixes(0.5)).toEqual([[], []]);
});

test('a container that restarts once too often is told from one that does not', () => {
  const restarting = everyAlert().find(({ name }) => name === 'PodRestarting')!;
  const values = alertTests({ ...restarting, threshold: 40 }).map(({ series }) => series[0].values);
  expect(values).toEqual(['0+41x60', '0x10 40x60']);
});
