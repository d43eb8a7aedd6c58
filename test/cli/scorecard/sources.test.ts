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

test('a file that has only a part of a list is named, and so is one that is no list', async () => {
  const root = folder({
    'r.yaml': 'organization: acme\nscorecard:\n  measurements: [{ file: runs.json, format: github-runs, objective: plan }]\n  requests: issues.json\n',
    'runs.json': '{ "total_count": 3, "workflow_runs": [{ "conclusion": "success", "run_started_at": "2026-03-01T00:00:00Z", "updated_at": "2026-03-01T00:01:00Z" }] }',
    'issues.json': '[[{ "title": "A queue", "html_url": "https://acme.example/1", "labels": [{ "name": "request" }], "created_at": "2026-03-01T00:00:00Z" }], [{ "title": 7 }]]',
    'roadmap.yaml': '{}',
  });
  const { status, out } = await golden('scorecard', ...flags({ config: path.join(root, 'r.yaml') }), '--format', 'json');
  const { missing, objectives, product } = JSON.parse(out) as Scorecard;
  expect(status).toBe(3);
  expect(missing).toEqual([
    { where: 'runs.json', what: '2 more entries of the list', why: 'the file has only a part of the list: write all of its pages' },
    { where: 'issues.json', what: '1 issues', why: 'a field is missing, or is not what the format says' },
  ]);
  expect(objectives.map(({ name, n, from }) => [name, n, from])).toEqual([['scaffold', 0, undefined], ['plan', 1, ['runs.json']], ['catalog-search', 0, undefined]]);
  expect(product?.requests).toMatchObject([{ title: 'A queue', href: 'https://acme.example/1' }]);
});

test('a record says as much of a service as a lock, if no lock is committed', async () => {
  const exception = { construct: 'db', what: 'a single zone', reason: 'a test' };
  const stack = { service: 'shop', team: 'storefront', environment: 'production', production: true, exceptions: [exception], data: [{ kind: 'aws_db_instance' }] };
  const record = JSON.stringify({ recordVersion: 2, version: '1.4.0', stacks: { 'shop-production': stack, platform: {} }, files: {} });
  const repositories = folder({ 'shop/golden-path.json': record, 'older/golden-path.json': record.replace(/"exceptions".*?\}\],/, '').replaceAll('shop', 'older') });
  const { out } = await golden('scorecard', ...flags({ repositories }), '--format', 'json');
  const [older, shop] = (JSON.parse(out) as Scorecard).services;
  expect(shop).toMatchObject({
    name: 'shop', team: 'storefront', version: '1.4.0', href: 'https://github.com/acme/shop/blob/HEAD/golden-path.json',
    parts: { infrastructure: 'on', data: 'on' }, exceptions: [{ ...exception, stack: 'shop-production' }],
  });
  expect(older).toMatchObject({ name: 'older', team: 'storefront', exceptions: [] });
});

test('every line of the scorecard leads to where it comes from', async () => {
  const { out } = await golden('scorecard', ...flags(), '--format', 'html');
  const links = new Map([...out.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, href, text]) => [text, href]));
  expect(links.get('ledger')).toBe('https://github.com/acme/ledger/blob/HEAD/golden-path.lock.json');
  expect(links.get('67 %')).toBe('#adoption');
  expect(links.get('Preview environments for pull requests')).toMatch(/^https:\/\/github\.com\/acme\/platform\/issues\/\d+$/);
  expect(out).toContain('<td>plan-runs.json</td>');
});
