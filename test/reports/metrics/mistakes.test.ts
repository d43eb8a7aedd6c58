import { byService } from '../../../lib/reports/facts/by-service';
import type { Deployment, ServiceFacts } from '../../../lib/reports/facts/facts';
import { figuresOf } from '../../../lib/reports/metrics/figures';
import type { Figures } from '../../../lib/reports/metrics/figures';
import { measure } from '../../../lib/reports/metrics/measures';
import { quantile } from '../../../lib/reports/metrics/statistics';
import { HOUR } from '../../../lib/reports/metrics/time';
import { goldenFacts } from '../../support/reports/golden-facts';
import { GOLDEN_WINDOW } from '../../support/reports/golden-figures';

const facts = byService(goldenFacts());
const [since, until] = [Date.parse(GOLDEN_WINDOW.since), Date.parse(GOLDEN_WINDOW.until)];

function service(name: string): ServiceFacts {
  return facts.find((each) => each.service === name)!;
}

function figures(of: ServiceFacts): Figures {
  return figuresOf(measure(of, GOLDEN_WINDOW, 60), since, until);
}

/** Each way to get a figure wrong, and what it would be then: another value than the right one. */
test('only successful runs would hide failed deployments', () => {
  const ledger = service('ledger');
  const wrong = { ...ledger, deployments: ledger.deployments.filter(({ outcome }) => outcome === 'succeeded') };

  expect([figures(ledger).changeFailRate.percent, figures(wrong).changeFailRate.percent]).toEqual([40, 0]);
});

test("a run's start as the time of its deployment would shorten the lead time", () => {
  const ledger = service('ledger');
  const wrong = { ...ledger, deployments: ledger.deployments.map((each): Deployment => ({ ...each, finishedAt: each.startedAt })) };

  expect(figures(ledger).changeLeadTime.medianHours).toBeCloseTo(25.8333, 3);
  expect(figures(wrong).changeLeadTime.medianHours).not.toBeCloseTo(25.8333, 1);
});

test('the head commit alone would lose the other changes of a deployment', () => {
  const own = service('payment-service');
  const revision = new Map(own.deployments.map((each) => [each.id, each.revision]));
  const wrong = { ...own, changes: own.changes.filter((each) => revision.get(each.deployment) === each.revision) };

  expect(figures(own).changeLeadTime).toMatchObject({ n: 11, medianHours: 2 });
  expect(figures(wrong).changeLeadTime).toMatchObject({ n: 8 });
  expect(figures(wrong).changeLeadTime.medianHours).toBeCloseTo(7 / 6, 9);
});

test('incidents over deployments would count a deployment twice', () => {
  const own = service('payment-service');
  const { count, n } = figures(own).changeFailRate;
  const attributed = own.incidents.filter(({ startedAt }) => own.deployments.some(({ finishedAt }) => {
    const after = Date.parse(startedAt) - Date.parse(finishedAt ?? startedAt);
    return finishedAt !== undefined && after >= 0 && after <= HOUR;
  }));

  // Three incidents, of two deployments; the third that failed had none.
  expect([attributed.length, count, n]).toEqual([3, 3, 12]);
  expect(measure(own, GOLDEN_WINDOW, 60).deployments.filter(({ failed }) => failed)).toHaveLength(3);
});

test('any number of incidents leaves the change fail rate at 100 % or less', () => {
  const own = service('search');
  const incidents = Array.from({ length: 50 }, (_, index) => ({ ...own.incidents[0], id: `I${index}` }));

  expect(figures({ ...own, incidents }).changeFailRate).toMatchObject({ percent: 25, count: 1, n: 4 });
});

test('recovery time and rework have figures of their own', () => {
  const { deploymentReworkRate, failedDeploymentRecoveryTime } = figures(service('payment-service'));

  expect(failedDeploymentRecoveryTime).toMatchObject({ n: 3, medianHours: 1, open: 0 });
  expect(deploymentReworkRate).toMatchObject({ n: 12, count: 2 });
});

test('a failure that nothing ended is open, and no recovery', () => {
  const own = service('search');
  const incidents = own.incidents.map((incident) => ({ ...incident, resolvedAt: undefined }));

  expect(figures({ ...own, incidents }).failedDeploymentRecoveryTime).toEqual({ n: 0, open: 1 });
});

test('a sample under five gets neither score nor tier, and one under thirty an interval', () => {
  const { changeLeadTime, deploymentFrequency } = figures(service('cart'));

  expect(deploymentFrequency.tier).toBeUndefined();
  expect(changeLeadTime.score).toBeUndefined();
  expect(changeLeadTime.interval!.low).toBeGreaterThanOrEqual(1);
  expect(changeLeadTime.interval!.high).toBeLessThanOrEqual(4);
  expect(figures(service('payment-service')).changeLeadTime).toMatchObject({ tier: 'High', score: 8 });
});

test('a quantile is the one of SQL', () => {
  expect([quantile([3, 1, 2], 0.9), quantile([1], 0.5), quantile([], 0.5)]).toEqual([2.8, 1, undefined]);
});
