import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { report } from '../../../lib/cli/report/report';
import { readInputs } from '../../../lib/cli/scorecard/read-input';
import type { Scorecard } from '../../../lib/reports/scorecard/scorecard';
import { thrownBy } from '../../support/errors';
import { EXAMPLE, flags, folder, golden, OPTIONS } from '../../support/reports/commands';
import { testWithGit } from '../../support/with-git';

describe('the example organisation', () => {
  let figures: Scorecard;
  beforeAll(async () => {
    const { status, out, err } = await golden('scorecard', ...flags(), '--format', 'json');
    expect([status, err]).toEqual([0, '']);
    figures = JSON.parse(out) as Scorecard;
  });

  // examples/reports/README.md works these out by hand.
  test('has the figures that were worked out by hand', () => {
    expect(figures.adoption).toEqual({
      'infrastructure': { on: 4, of: 6, unknown: 0 },
      'data': { on: 3, of: 4, unknown: 0 },
      'gitops': { on: 3, of: 6, unknown: 0 },
      'catalog': { on: 4, of: 6, unknown: 0 },
      'delivery': { on: 3, of: 6, unknown: 0 },
      'service-levels': { on: 1, of: 6, unknown: 3 },
    });
    expect(figures.versions).toEqual([
      { version: '1.4.0', services: ['cart', 'payment-service', 'search'], ageDays: 30, behind: 0 },
      { version: '1.2.0', services: ['fraud-scorer', 'ledger'], ageDays: 142, behind: 2 },
    ]);
    expect(figures.exceptions.map(({ service, ageDays, overdue }) => [service, ageDays, overdue])).toEqual([['ledger', 242, true], ['cart', 0, false]]);
    expect(figures.objectives.map(({ name, n, met }) => [name, n, met])).toEqual([['scaffold', 0, undefined], ['plan', 10, 0.9], ['catalog-search', 40, 0.975]]);
    expect(figures.objectives.map(({ burned }) => burned?.toFixed(2))).toEqual([undefined, '2.00', '0.50']);
    expect(figures.satisfaction.map(({ quarter, n, asked, score }) => [quarter, n, asked, score?.toFixed(1)])).toEqual([
      ['2025-Q3', 20, 40, '15.0'], ['2025-Q4', 24, 40, '20.8'], ['2026-Q1', 26, 41, '30.8'],
    ]);
    expect(figures.stage).toBe(2);
    expect(figures.product).toMatchObject({ openRequests: 4, support: { opened: 3, closed: 2, open: 1 }, officeHours: { opened: 1 } });
  });

  test('links every service to the file that says it', () => {
    expect(figures.services.map(({ name, href }) => [name, href])).toEqual([
      ['cart', 'https://github.com/acme/webshop/blob/HEAD/golden-path.lock.json'],
      ['fraud-scorer', 'https://github.com/acme/ledger/blob/HEAD/golden-path.lock.json'],
      ['intranet', 'https://github.com/acme/intranet/blob/HEAD/catalog-info.yaml'],
      ['ledger', 'https://github.com/acme/ledger/blob/HEAD/golden-path.lock.json'],
      ['notifier', 'https://github.com/acme/notifier/blob/HEAD/catalog-info.yaml'],
      ['payment-service', 'https://github.com/acme/payment-service/blob/HEAD/golden-path.lock.json'],
      ['search', 'https://github.com/acme/webshop/blob/HEAD/golden-path.lock.json'],
    ]);
  });

  test.each(['text', 'markdown', 'html', 'csv'])('is written as %s', async (format) => {
    const { status, out } = await golden('scorecard', ...flags(), '--format', format);
    expect(status).toBe(0);
    expect(out).toContain('payment-service');
    expect(out).not.toMatch(/undefined|NaN|\[object/);
  });
});

test('a site is written twice with the same bytes, and replaces only a site', async () => {
  const out = path.join(folder({}), 'site');
  expect((await golden('report', ...flags(), '--out', out)).status).toBe(0);
  const read = () => {
    const files = (fs.readdirSync(out, { recursive: true }) as string[]).filter((file) => fs.statSync(path.join(out, file)).isFile());
    return files.sort().map((file) => [file, fs.readFileSync(path.join(out, file), 'utf8')]);
  };
  const first = read();
  expect(first.map(([file]) => file)).toEqual(expect.arrayContaining(['index.html', 'dora.html', 'scorecard.html', 'roadmap.html', 'scorecard.json', 'teams/payments.html', 'catalog-info.yaml', 'techdocs/mkdocs.yml', 'techdocs/docs/index.md']));
  fs.writeFileSync(path.join(out, 'teams/gone.html'), '');
  expect((await golden('report', ...flags(), '--out', out)).status).toBe(0);
  expect(read()).toEqual(first);
  const { status, err } = await golden('report', ...flags(), '--out', folder({ 'README.md': 'mine' }));
  expect(status).toBe(1);
  expect(err).toContain('got a folder with other files');
});

test('every link of the site leads to a file of it or to the web', async () => {
  const out = path.join(folder({}), 'site');
  await golden('report', ...flags(), '--out', out);
  const pages = (fs.readdirSync(out, { recursive: true }) as string[]).filter((file) => file.endsWith('.html'));
  for (const page of pages) {
    const text = fs.readFileSync(path.join(out, page), 'utf8');
    for (const [, href] of text.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      if (/^https:/.test(href)) continue;
      const [file, id] = href.split('#');
      const target = file === '' ? page : path.join(path.dirname(page), file);
      expect([page, href, fs.existsSync(path.join(out, target))]).toEqual([page, href, true]);
      if (id) expect(fs.readFileSync(path.join(out, target), 'utf8')).toContain(`id="${id}"`);
    }
  }
});

test('files that cannot be read are named, and the report is not called whole', async () => {
  const repositories = folder({
    'a/golden-path.lock.json': '{',
    'b/catalog-info.yaml': 'a: [',
    'c/golden-path.json': '[]',
    'd/catalog-info.yaml': 'kind: Component\nmetadata: { name: good }\nspec: { type: service, owner: user:default/ada }\n',
  });
  const { status, out, err } = await golden('scorecard', ...flags({ repositories }), '--format', 'json');
  expect(status).toBe(3);
  const { missing, services } = JSON.parse(out) as Scorecard;
  expect(missing.map(({ where }) => where)).toEqual(['a/golden-path.lock.json', 'b/catalog-info.yaml', 'c/golden-path.json']);
  for (const { where } of missing) expect(err).toContain(where);
  expect(services).toMatchObject([{ name: 'good', team: 'ada', inCatalog: true }]);
});

test('every problem of the configuration and of its files is in one error', () => {
  const config = path.join(
    folder({
      'r.yaml': 'organization: acme\nscorecard:\n  survey: s.csv\n  releases: none.json\n  measurements: [{ file: m.json, format: github-runs }]\n',
      's.csv': 'date,recommend\n2026-01-01,12\n',
      'm.json': '[]',
      'roadmap.yaml': 'items: [{ title: x }]\n',
    }),
    'r.yaml',
  );
  const error = thrownBy(() => readInputs('scorecard', { ...OPTIONS, config }, new Date(0)));
  expect(error.problems.map(({ path: at, got }) => `${at.replace(/^'.*\//, "'")}: ${got}`)).toEqual([
    "'m.json': no objective",
    "'none.json': nothing",
    "'s.csv', line 2: recommend '12'",
    "'roadmap.yaml', items[0].when: nothing",
    "'roadmap.yaml', items[0].owner: nothing",
    "'roadmap.yaml', items[0].why: nothing",
    "'roadmap.yaml', items[0].link: nothing",
  ]);
});

test('a configuration with unknown keys is refused with what was meant', () => {
  const config = path.join(folder({ 'r.yaml': 'scorecard:\n  exceptionDay: 3\n  objectives: [{ name: a, title: b, milliseconds: 1, goalPercent: 100 }]\n' }), 'r.yaml');
  const { message } = thrownBy(() => readInputs('scorecard', { ...OPTIONS, config }, new Date(0)));
  expect(message).toContain('organization: got nothing');
  expect(message).toContain("did you mean 'exceptionDays'?");
  expect(message).toContain('scorecard.objectives[0].goalPercent: got 100');
});

test('both commands read an object that others bring their fields from, and refuse a list', async () => {
  const root = folder({ 'r.yaml': 'organization: acme\nservices: [&a { name: a, team: t, repository: x }, { <<: *a, name: b }]\n', 'roadmap.yaml': '{}', 'l.yaml': '[1]' });
  const [config, list] = ['r.yaml', 'l.yaml'].map((file) => path.join(root, file));
  const dora = (file: string) => golden('dora', '--config', file, '--facts', OPTIONS.facts, '--until', OPTIONS.until);
  expect([await dora(config), await golden('scorecard', ...flags({ config }))]).toMatchObject([{ status: 0, err: '' }, { status: 0, err: '' }]);
  const refused = `[RefusedByCommand] ${list}: 1 problem, nothing was written\n\n  1. props: got [1]`;
  for (const { err } of [await dora(list), await golden('scorecard', ...flags({ config: list }))]) expect(err).toContain(refused);
});

test.each(['2026-02-30', 'tomorrow'])('--until %s is refused', (until) => {
  expect(thrownBy(() => readInputs('scorecard', { ...OPTIONS, until }, new Date(0))).problems[0]).toMatchObject({ path: '--until', allowed: 'a day as YYYY-MM-DD' });
});

testWithGit('the age of an exception is that of the first commit since which it is there without a break', () => {
  const root = folder({});
  const repository = path.join(root, 'shop');
  const git = (at: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.io', ...args], { cwd: repository, env: { ...process.env, GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at }, stdio: 'ignore' });
  const lock = (...whats: string[]) => JSON.stringify({
    lockVersion: 2,
    version: '1.0.0',
    inputs: { packages: {}, providers: {} },
    stacks: { s: { service: 'shop', terraform: 'x', dependsOn: [], data: [], exceptions: whats.map((what) => ({ construct: 'c', what, reason: `because ${whats.length}` })) } },
  });
  fs.mkdirSync(repository);
  git('2025-01-01T00:00:00Z', 'init');
  const commits: [string, string][] = [
    ['2025-02-01T00:00:00Z', lock('old', 'again')],
    ['2025-03-01T00:00:00Z', lock('old')],
    ['2025-04-01T00:00:00Z', lock('old', 'again')],
    ['2025-05-01T00:00:00Z', lock('old', 'again', 'new')],
  ];
  for (const [at, text] of commits) {
    fs.writeFileSync(path.join(repository, 'golden-path.lock.json'), text);
    git(at, 'add', '.');
    git(at, 'commit', '-m', 'x');
  }
  const { input } = readInputs('scorecard', { ...OPTIONS, config: path.join(folder({ 'r.yaml': 'organization: acme\n', 'roadmap.yaml': '{}' }), 'r.yaml'), repositories: root }, new Date(0));
  expect(input.services[0].exceptions.map(({ what, since, before }) => [what, since, before])).toEqual([
    ['old', undefined, '2025-02-01T00:00:00.000Z'],
    ['again', '2025-04-01T00:00:00.000Z', undefined],
    ['new', '2025-05-01T00:00:00.000Z', undefined],
  ]);
});

test('a site is the earlier scorecard of the next one', async () => {
  const out = path.join(folder({}), 'site');
  await golden('report', ...flags(), '--out', out);
  const root = path.dirname(out);
  fs.writeFileSync(path.join(root, 'r.yaml'), 'organization: acme\nscorecard:\n  previous: site/scorecard.json\n  roadmap: r.json\n');
  fs.writeFileSync(path.join(root, 'r.json'), '{}');
  const { input } = readInputs('scorecard', { ...OPTIONS, config: path.join(root, 'r.yaml'), until: '2026-07-01' }, new Date(0));
  const exceptions = input.services.flatMap(({ name, exceptions: own }) => own.map(({ since }) => [name, since]));
  expect(exceptions).toEqual([['cart', '2026-04-01T00:00:00Z'], ['ledger', '2025-08-01T09:30:00Z']]);
});

test('the schema of the roadmap is printed', async () => {
  const { out } = await golden('scorecard', '--print-roadmap-schema');
  expect(JSON.parse(out)).toMatchObject({ properties: { items: { items: { required: ['title', 'when', 'owner', 'why', 'link'] } } } });
});

test('the survey prints its questions, and checks a file', async () => {
  expect((await golden('survey')).out).toContain('date,recommend,ease');
  expect((await golden('survey', '--format', 'issue-form')).out).toMatch(/^name: Developer survey\n/);
  expect(await golden('survey', '--check', path.join(EXAMPLE, 'survey.csv'))).toEqual({ status: 0, out: '70 answers, no problems.\n', err: '' });
  const bad = path.join(folder({ 'bad.csv': 'date,recommend\nx,1\n' }), 'bad.csv');
  const { status, err } = await golden('survey', '--check', bad);
  expect(status).toBe(1);
  expect(err).toContain("line 2: got date 'x'");
  expect((await golden('survey', '--check', '/nowhere.csv')).err).toContain('got nothing');
});

test('a site is not written over a file or into a folder that cannot be told apart', () => {
  const file = path.join(folder({ site: 'mine' }), 'site');
  const output = { print: () => undefined, complain: () => undefined, interactive: false, confirm: () => Promise.resolve(false) };
  expect(thrownBy(() => report({ ...OPTIONS, out: file }, output, new Date(0))).problems[0].got).toBe('something other than a folder');
  expect(fs.readFileSync(file, 'utf8')).toBe('mine');
});
