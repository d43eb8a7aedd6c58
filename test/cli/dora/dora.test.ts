import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv/dist/2020';
import { load } from 'js-yaml';
import { Status } from '../../../lib/cli/decide';
import { dora } from '../../../lib/cli/dora/dora';
import type { DoraOptions } from '../../../lib/cli/dora/dora';
import { configSchema } from '../../../lib/reports/config/schema';
import type { DoraReport } from '../../../lib/reports/metrics/report';
import { roadmapSchema } from '../../../lib/reports/roadmap/roadmap';
import { read } from '../../repository/root';
import { NOW, TestClock } from '../../support/reports/collecting';
import { goldenFacts } from '../../support/reports/golden-facts';
import { GOLDEN } from '../../support/reports/golden-organization';
import { ReportsServer } from '../../support/reports/server';

const TOKENS = { GITHUB_TOKEN: 'ghp_secret0123456789', PAGERDUTY_TOKEN: 'pd-secret-0123456789' };
const server = new ReportsServer(GOLDEN);
const folder = fs.mkdtempSync(path.join(process.env.GOLDEN_PATH_TEST_TMP ?? fs.realpathSync(require('node:os').tmpdir() as string), 'dora-'));
const config = path.join(folder, 'golden-path.reports.yaml');

beforeAll(async () => {
  await server.start();
  fs.writeFileSync(config, `githubUrl: ${server.origin}/github\npagerdutyUrl: ${server.origin}/pagerduty\n${read('examples/reports/golden-path.reports.yaml')}`);
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(folder, { recursive: true });
});
afterEach(() => {
  server.fault = () => false;
});

async function run(options: Partial<DoraOptions>, environment: Record<string, string> = TOKENS) {
  const [printed, complained]: [string[], string[]] = [[], []];
  const output = {
    print: (text: string) => void printed.push(text),
    complain: (text: string) => void complained.push(text),
    interactive: false,
    confirm: () => Promise.resolve(false),
  };
  const all = { config, until: '2026-03-30', days: 28, format: 'json', cache: path.join(folder, 'cache'), requests: 4, ...options };
  const status = await dora(all, output, { environment, clock: new TestClock(NOW) });
  return { status, out: printed.join(''), err: complained.join('') };
}

test('the report of the example organisation, and again from the cache alone', async () => {
  const first = await run({});
  const { requests } = server;
  const before = requests.length;
  const offline = await run({ offline: true }, {});

  expect(first.status).toBe(Status.DONE);
  expect((JSON.parse(first.out) as DoraReport).scopes[0].figures.deploymentFrequency.n).toBe(24);
  expect(offline).toMatchObject({ status: Status.DONE, out: first.out });
  expect(requests.length).toBe(before);
  expect(new Set(server.authorizations)).toEqual(new Set(['Bearer ghp_secret0123456789', 'Token token=pd-secret-0123456789']));
  const cached = fs.readdirSync(path.join(folder, 'cache')).map((file) => fs.readFileSync(path.join(folder, 'cache', file), 'utf8')).join('');
  expect(cached).not.toMatch(/secret|dev@acme\.example/);
});

test('facts as lines, and the same report from them', async () => {
  const { out } = await run({ format: 'ndjson', offline: true }, {});
  fs.writeFileSync(path.join(folder, 'facts.ndjson'), out);

  expect(out.trimEnd().split('\n')).toHaveLength(goldenFacts().length);
  expect((await run({ facts: path.join(folder, 'facts.ndjson') }, {})).out).toBe((await run({ offline: true }, {})).out);
});

test.each([
  ['terminal', 'Deployment frequency'],
  ['markdown', '| Metric | Value | n |'],
  ['html', '<html lang="en">'],
  ['prometheus', 'golden_path_dora_deployments{organization="acme",scope="service",name="cart",team="storefront"} 4\n'],
])('--format %s', async (format, part) => {
  const { out, status } = await run({ format, offline: true }, {});

  expect(status).toBe(Status.DONE);
  expect(out).toContain(part);
});

test('a partial report names what is missing, and its status says so', async () => {
  server.fault = ({ url }, response) => {
    if (!url!.includes('/ledger/actions/runs/202/')) return false;
    response.writeHead(500).end('ghp_secret0123456789');
    return true;
  };
  const { err, out, status } = await run({ cache: path.join(folder, 'other') });

  expect(status).toBe(Status.PARTIAL);
  expect(JSON.parse(out)).toMatchObject({ complete: false, missing: [{ where: 'acme/ledger', why: 'HTTP 500, 5 times' }] });
  expect(err).toContain('Missing: acme/ledger: /repos/acme/ledger/actions/runs/202/attempts/1: HTTP 500, 5 times');
  expect(`${out}${err}`).not.toContain('secret');
});

test('facts name what is missing, and a report from them is partial too', async () => {
  server.fault = ({ url }, response) => {
    if (!url!.includes('/ledger/actions/runs/202/')) return false;
    response.writeHead(500).end();
    return true;
  };
  const { out } = await run({ cache: path.join(folder, 'partial'), format: 'ndjson' });
  const facts = path.join(folder, 'partial.ndjson');
  fs.writeFileSync(facts, out);
  const { err, out: report, status } = await run({ facts }, {});

  expect(status).toBe(Status.PARTIAL);
  expect(JSON.parse(report)).toMatchObject({ complete: false, missing: [{ where: 'acme/ledger', why: 'HTTP 500, 5 times' }] });
  expect(err).toContain('Missing: acme/ledger:');
});

test.each([
  ['{"fact":"deployment"}', 'it.service is not a text'],
  ['{"fact":"deployment","service":"a","team":"t","id":"1","kind":"hotfix","outcome":"succeeded","startedAt":"2026-03-02T00:00:00Z"}', 'it.finishedAt is not a text'],
  ['{"fact":"deployment","service":"a","team":"t","id":"1","kind":"hotfix","outcome":"running","startedAt":"2026-03-02T00:00:00Z"}', 'it.repairs is not a list of texts'],
  ['{"fact":"change","service":"a","team":"t","deployment":"1","writtenAt":"yesterday"}', 'it.writtenAt is not a time'],
  ['{"fact":"guess"}', 'it.fact is not one of deployment, change, incident, missing'],
])('the line %s is no fact', async (line, why) => {
  const facts = path.join(folder, 'wrong.ndjson');
  fs.writeFileSync(facts, `\n${line}\n`);

  await expect(run({ facts }, {})).rejects.toThrow(`got line 2, which is no fact: ${why}`);
});

test('without a token for PagerDuty the incidents are missing', async () => {
  const { out, status } = await run({ cache: path.join(folder, 'third') }, { GITHUB_TOKEN: 'ghp_secret0123456789' });

  expect(status).toBe(Status.PARTIAL);
  expect(JSON.parse(out)).toMatchObject({ missing: [{ where: 'PagerDuty', what: 'incidents', why: 'PAGERDUTY_TOKEN is not set' }] });
});

test('a run that was killed goes on, and asks nothing twice', async () => {
  const cache = path.join(folder, 'killed');
  const before = server.requests.length;
  server.fault = (_, response, index) => {
    if (index < before + 60) return false;
    response.destroy();
    return true;
  };
  await run({ cache });
  // The mark of a kill: the run never ended.
  const mark = fs.readdirSync(cache).find((file) => file.startsWith('run-'))!;
  fs.writeFileSync(path.join(cache, mark), fs.readFileSync(path.join(cache, mark), 'utf8').replace('"isDone":true', '"isDone":false'));
  server.fault = () => false;
  const answered = server.requests.slice(before, before + 59);
  const start = server.requests.length;
  const { err, out } = await run({ cache });

  expect(err).toContain('The last run did not end');
  expect(server.requests.slice(start).filter((each) => answered.includes(each))).toEqual([]);
  expect(out).toBe((await run({ offline: true }, {})).out);
});

test.each([
  [{}, 'GITHUB_TOKEN: got nothing'],
  [{ GITHUB_TOKEN: 'with\nnewline' }, 'GITHUB_TOKEN: got a value with spaces, line breaks or other characters'],
  [{ GITHUB_APP_ID: '1' }, 'GITHUB_TOKEN: got only a part of a GitHub App'],
  [{ GITHUB_APP_ID: '1', GITHUB_APP_INSTALLATION_ID: '2', GITHUB_APP_PRIVATE_KEY: 'secret' }, 'GITHUB_TOKEN: got no private key'],
  [{ GITHUB_APP_ID: '1', GITHUB_APP_INSTALLATION_ID: '../2', GITHUB_APP_PRIVATE_KEY: 'x' }, 'GITHUB_TOKEN: got ids with other characters'],
])('environment %j is refused', async (environment, message) => {
  await expect(run({ cache: path.join(folder, 'none') }, environment)).rejects.toThrow(message);
});

test('every problem of the configuration is named at once', async () => {
  const wrong = path.join(folder, 'wrong.yaml');
  fs.writeFileSync(wrong, 'organisation: acme\ngithubUrl: http://github.example\nservices: [{ name: a, repository: x }]\n');

  const error = await run({ config: wrong }).catch((each: Error) => each.message) as string;
  expect(error).toContain('4 problems');
  expect(error).toContain("did you mean 'organization'?");
  expect(error).toContain('write https://github.example: a token goes there');
  expect(error).toContain('services[0].team: got nothing');
});

test('the published schemas are those of the commands: npm run generate:schema', () => {
  expect(JSON.parse(read('schemas/reports.schema.json'))).toEqual(configSchema());
  expect(JSON.parse(read('schemas/roadmap.schema.json'))).toEqual(roadmapSchema());
});

test('the JSON schema accepts what the command accepts', () => {
  const validate = new Ajv({ strict: false }).compile(configSchema());

  expect(validate(load(read('examples/reports/golden-path.reports.yaml')))).toBe(true);
  expect(validate({ organisation: 'acme' })).toBe(false);
  expect(validate({ organization: 'acme', services: [{ name: 'a', team: 'b' }] })).toBe(false);
  expect(validate({ organization: 'acme', scorecard: { exceptionDay: 1 } })).toBe(false);
  expect(validate({ organization: 'acme', scorecard: { measurements: [{ file: 'a.csv', format: 'xml' }] } })).toBe(false);
  expect(validate({ organization: 'acme', scorecard: { objectives: [{ name: 'plan', title: 'A plan' }] } })).toBe(false);
});
