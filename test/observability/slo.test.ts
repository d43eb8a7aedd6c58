import { RequestMetrics, Slo } from '@golden-path/constructs';
import { faultOfPart, faultOfQuery } from '../../lib/observability/promql/parse';
import { objectiveOf } from '../../lib/observability/resolved-service';
import { attainable, BURN_WINDOWS, burnFactor, thresholdOf } from '../../lib/observability/slo/burn-windows';
import { exactly, fraction, minus, times, written } from '../../lib/observability/slo/fraction';
import { openSlo } from '../../lib/observability/slo/open-slo';
import { thrownBy } from '../support/errors';

const budgetOf = (target: number) => minus(fraction(1n, 1n), times(exactly(target), fraction(1n, 100n)));
const thresholds = (target: number, periodDays: number) =>
  BURN_WINDOWS.map((each) => written(thresholdOf(each, { budget: budgetOf(target), periodDays })));

test.each([
  [99.9, 30, ['0.0144', '0.006', '0.003', '0.001']],
  [99.95, 30, ['0.0072', '0.003', '0.0015', '0.0005']],
  [99.999, 30, ['0.000144', '0.00006', '0.00003', '0.00001']],
  [90, 30, ['1.44', '0.6', '0.3', '0.1']],
  [99.9, 28, ['0.01344', '0.0056', '0.0028', '(7 / 7500)']],
])('the thresholds of %d %% over %d days are exact', (target, periodDays, expected) => {
  expect(thresholds(target, periodDays)).toEqual(expected);
});

test('the factors are those of the workbook', () => {
  expect(BURN_WINDOWS.map((each) => written(burnFactor(each, 30)))).toEqual(['14.4', '6', '3', '1']);
  expect(BURN_WINDOWS.map((each) => written(burnFactor(each, 28)))).toEqual(['13.44', '5.6', '2.8', '(14 / 15)']);
});

test('a window that nothing can exceed raises no alert', () => {
  const windows = (target: number) => attainable({ budget: budgetOf(target), periodDays: 30 }).map(({ long }) => long.text);
  expect(windows(90)).toEqual(['6h', '1d', '3d']);
  expect(windows(94)).toEqual(['1h', '6h', '1d', '3d']);
});

test.each([
  ['a target below the least', () => Slo.availability(89.9), ['target']],
  ['a target that leaves no budget', () => Slo.availability(100), ['target']],
  ['a target in quotes', () => Slo.availability('99.9' as unknown as number), ['target']],
  ['29 days', () => Slo.availability(99.9, { periodDays: 29 }), ['periodDays']],
  ['several at once', () => Slo.availability(1, { name: 'No Name', minFailures: 0 }), ['target', 'name', 'minFailures']],
  ['a bound that the histogram lacks', () => Slo.latency(99, { thresholdMs: 300 }), ['thresholdMs']],
  ['the bound of another histogram', () => Slo.latency(99, { thresholdMs: 750, metrics: RequestMetrics.GRPC }), ['thresholdMs']],
  ['a job with capitals', () => Slo.jobSuccess(99, 'Settle'), ['job']],
  ['no metric', () => Slo.freshness(99, {} as never), ['timestampMetric', 'maxAgeSeconds']],
  ['a metric that is PromQL', () => Slo.freshness(99, { timestampMetric: 'x} or up{', maxAgeSeconds: 60 }), ['timestampMetric']],
  ['no window', () => Slo.custom(99, 'sum(rate(a[5m]))', 'sum(rate(b[$window]))', { name: 'own' }), ['good']],
  ['broken PromQL', () => Slo.custom(99, 'sum(rate(a[$window])', 'sum(rate(b[$window]))', { name: 'own' }), ['good']],
  ['a comment at the end', () => Slo.custom(99, 'sum(rate(a[$window])) # good', 'sum(rate(b[$window]))', { name: 'own' }), ['good']],
  ['a range without a function', () => Slo.custom(99, 'a[$window]', 'sum(b[$window] offset 1h)', { name: 'own' }), ['good', 'total']],
  ['a template', () => Slo.custom(99, 'rate(a{x="{{y}}"}[$window]) {{z}}', 'rate(b[$window])', { name: 'own' }), ['good']],
  ['an unknown setting', () => Slo.consumerLag(99, { topic: 't', consumerGroup: 'g', maxLag: 1, lag: 2 } as never), ['lag']],
])('%s is refused', (_, make, paths) => {
  expect(thrownBy(make).problems.map(({ path }) => path)).toEqual(paths);
});

test('one error of a target says what to do', () => {
  expect(thrownBy(() => Slo.availability(100)).message).toContain('use 99.999');
});

test.each([
  ['sum(rate(a_total{b="c"}[5m])) by (d)', undefined],
  ['', 'nothing'],
  ['sum(rate(a[5m])', 'cannot be read from character 16 on'],
  ['foo(a)', 'cannot be read from character 4 on'],
  ['a{b="c"} $window', 'cannot be read from character 10 on'],
])('%s is parsed', (query, fault) => {
  expect(faultOfQuery(query)).toBe(fault);
});

test.each([
  ['sum(rate(a_total[5m])) # all of them\n', undefined],
  ['sum(rate(a_total[5m])) # all of them', 'it ends with a comment'],
  ['sum(max_over_time((rate(a[1h] offset 1d))[5m:]))', undefined],
  ['rate((a[5m])) or last_over_time(b[5m] @ end())', undefined],
  ['rate(a[5m]) or b[5m]', 'no function, such as rate, reads its range'],
  ['sum by (c) ((a[5m]))', 'no function, such as rate, reads its range'],
])('%s is taken as a part of a rule, or not', (query, fault) => {
  expect(faultOfPart(query)).toBe(fault);
});

test('a name in OpenSLO is not longer than one may be, and no other objective has it', () => {
  const metadataOf = (service: string, slo: string) => {
    const context = { subject: { service, environment: 'production', account: '1', namespace: 'n' }, team: 'shop', production: true, hasRoutes: false, runbookUrl: '' };
    return openSlo(objectiveOf(Slo.availability(99, { name: slo }), context)).metadata as { readonly name: string };
  };
  const labels = { environment: 'production', team: 'shop' };
  expect(metadataOf('shop', 'own')).toEqual({ name: 'shop-own-production', displayName: 'shop: own in production', labels });
  const [one, other] = ['a', 'b'].map((end) => metadataOf('s'.repeat(40), `${'o'.repeat(38)}${end}`));
  expect([one.name.length, one]).toEqual([63, { name: one.name, labels }]);
  expect(one.name).not.toBe(other.name);
});
