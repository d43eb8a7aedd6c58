import { byService } from '../../../lib/reports/facts/by-service';
import { measure } from '../../../lib/reports/metrics/measures';
import { reportOf } from '../../../lib/reports/metrics/report';
import { goldenFacts } from '../../support/reports/golden-facts';
import { GOLDEN_FIGURES, GOLDEN_WEEKS, GOLDEN_WINDOW } from '../../support/reports/golden-figures';

const report = reportOf(
  { organization: 'acme', window: GOLDEN_WINDOW, attributionMinutes: 60, missing: [] },
  byService(goldenFacts()).map((facts) => ({ ...facts, measures: measure(facts, GOLDEN_WINDOW, 60) })),
);

test('the golden organisation has the figures that were worked out by hand', () => {
  const figures = report.scopes.map(({ scope, name, figures: of }) => [
    `${scope} ${name}`,
    of.deploymentFrequency.n,
    of.changeFailRate.n,
    of.changeFailRate.count,
    of.deploymentReworkRate.count,
    of.changeLeadTime.n,
    of.changeLeadTime.medianHours,
    of.changeLeadTime.p90Hours,
    of.failedDeploymentRecoveryTime.n,
    of.failedDeploymentRecoveryTime.medianHours,
  ]);
  const near = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value);

  expect(figures.map((row) => row.map(near))).toEqual(GOLDEN_FIGURES.map((row) => row.map(near)));
});

test('a week counts the deployments that ended in it', () => {
  const weeks = report.scopes[0].trend.map(({ week, figures }) => [week, figures.deploymentFrequency.n]);

  expect(Object.fromEntries(weeks)).toEqual(GOLDEN_WEEKS);
});
