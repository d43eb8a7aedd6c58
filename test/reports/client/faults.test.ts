import type { ReportsConfig } from '../../../lib/reports/config/config';
import { faultRuns } from '../../support/reports/fault-runs';
import { FAULTS, FINAL_FAULTS } from '../../support/reports/faults';
import { GOLDEN } from '../../support/reports/golden-organization';
import { ReportsServer } from '../../support/reports/server';

/** The smallest service that has deployments, labels and incidents to ask for; npm run conformance:dora takes all of them. */
const config: ReportsConfig = { organization: 'acme', services: [{ name: 'notifier', team: 'storefront', repository: 'notifier', pagerduty: ['PSRCH1'] }] };

const server = new ReportsServer(GOLDEN);

beforeAll(async () => server.start());
afterAll(async () => server.stop());

test.each(Object.keys(FAULTS))('%s at any request leaves the figures as they are', async (fault) => {
  const { runs, same } = await faultRuns(server, config, fault, false);

  expect(runs).toBeGreaterThan(8);
  expect(same).toBe(runs);
});

test.each(Object.keys(FINAL_FAULTS))('%s at any request is named, or leaves the figures as they are', async (fault) => {
  const { named, runs, wrong } = await faultRuns(server, config, fault, true);

  expect(wrong).toBe(0);
  expect(named).toBeGreaterThan(runs - 2);
});

test.each(['500', 'truncated JSON', '429'])('%s that lasts is named', async (fault) => {
  const { named, runs, wrong } = await faultRuns(server, config, fault, true);

  expect(wrong).toBe(0);
  expect(named).toBe(runs);
});
