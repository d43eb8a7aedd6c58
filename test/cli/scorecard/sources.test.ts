import * as path from 'node:path';
import { withRepositories } from '../../../lib/cli/scorecard/repositories';
import type { Scorecard } from '../../../lib/reports/scorecard/scorecard';
import { flags, folder, golden } from '../../support/reports/commands';

test('measurements of an objective that nobody set are named, and the report is not called whole', async () => {
  const root = folder({
    'r.yaml': 'organization: acme\nscorecard:\n  measurements: [{ file: p.csv }]\n',
    'p.csv': 'objective,at,milliseconds,succeeded\nplan,2026-03-01T00:00:00Z,1,true\nplans,2026-03-01T00:00:00Z,1,true\nplans,2026-03-02T00:00:00Z,1,true\n',
    'roadmap.yaml': '{}',
  });
  const { status, out, err } = await golden('scorecard', ...flags({ config: path.join(root, 'r.yaml') }), '--format', 'json');
  expect(status).toBe(3);
  expect((JSON.parse(out) as Scorecard).missing).toEqual([
    { where: 'p.csv', what: "2 measurements of 'plans'", why: 'no objective has this name; there are scaffold, plan, catalog-search' },
  ]);
  expect(err).toContain("Missing: p.csv: 2 measurements of 'plans'");
});

test('the figures as gauges for a scrape, and nothing for what is not measured', async () => {
  const { out, status } = await golden('scorecard', ...flags(), '--format', 'prometheus');
  const value = (sample: string) => Number(out.split('\n').find((line) => line.startsWith(`golden_path_scorecard_${sample}`))?.split(' ').at(-1));
  expect(status).toBe(0);
  expect(value('services_on_path{organization="acme",part="data"}')).toBe(3);
  expect(value('objective_met_ratio{organization="acme",objective="plan"}')).toBe(0.9);
  expect(value('objective_budget_used_ratio{organization="acme",objective="plan"}')).toBeCloseTo(2, 9);
  expect(out).not.toContain('objective_met_ratio{organization="acme",objective="scaffold"}');
  expect([value('exceptions_overdue'), value('maturity_stage'), value('open_requests')]).toEqual([1, 2, 4]);
});

test('without checkouts the scorecard asks for a token, and names what the cache does not have', async () => {
  const root = folder({ 'r.yaml': 'organization: acme\nrepositories: [shop]\n', 'roadmap.yaml': '{}' });
  const [config, cache] = ['r.yaml', 'cache'].map((file) => path.join(root, file));
  const offline = await golden('scorecard', '--config', config, '--cache', cache, '--offline');
  expect(offline.status).toBe(3);
  expect(offline.err).toContain('Read 1 repository with 0 requests');
  expect(offline.err).toContain('Missing: acme/shop: /repos/acme/shop/git/trees/HEAD?recursive=1: it is not in the cache');
  const around = { environment: {}, clock: { now: () => 0, sleep: () => Promise.resolve() } };
  const output = { print: () => undefined, complain: () => undefined, interactive: false, confirm: () => Promise.resolve(false) };
  await expect(withRepositories('scorecard', { config, days: 1, cache, requests: 1 }, output, around)).rejects.toThrow('GITHUB_TOKEN: got nothing');
  const early = { config, days: 1, cache, requests: 1, until: 'soon' };
  await expect(withRepositories('scorecard', early, output, around)).rejects.toThrow(/1 problem, .*\n\n {2}1\. --until: got 'soon'/);
});
