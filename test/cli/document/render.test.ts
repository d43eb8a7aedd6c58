import * as fs from 'node:fs';
import * as path from 'node:path';
import { Companion } from '@golden-path/constructs';
import * as acme from '../../../apps/acme';
import { SearchDomain } from '../../../examples/own-companion/search-domain';
import { run } from '../../../lib/cli/main';
import { render } from '../../../lib/cli/render/render';
import { thrownBy } from '../../support/errors';
import { filesIn } from '../../support/golden';
import { ACME, documentFile, rendered, silent } from '../../support/service-documents';
import { temporaryFolder } from '../../support/synth';

const ROOT = path.resolve(__dirname, '../../..');
const EXAMPLES = path.join(ROOT, 'examples/service-yaml');

/** The problems of a document, each as its place, what is there and what to do. */
function problemsOf(text: string, machine = ACME): string[] {
  const file = documentFile(text);
  const { problems } = thrownBy(() => render([file], { out: temporaryFolder() }, silent(), machine));
  return problems.map(({ path: at, got, fix }) => `${at.replace(`${path.dirname(file)}/`, '')}: ${got}; ${fix}`);
}

const HEAD = "platform: '@acme/platform'\nname: payment-service\nteam: payments\n";

describe('what a document gives', () => {
  test('is what the same constructs give in a program, byte by byte', () => {
    const { 'golden-path.json': record, ...files } = rendered(path.join(__dirname, 'payment-service.yaml'));
    const { 'golden-path.json': reviewed, ...golden } = filesIn(path.join(ROOT, 'test/golden/payment-service'));
    expect(files).toEqual(golden);
    // The record also has the ids of constructs, which are the names of a document.
    expect(Object.keys(JSON.parse(record).stacks)).toEqual(Object.keys(JSON.parse(reviewed).stacks));
  });

  test('needs 25 lines at most for both environments of payment-service', () => {
    const files = rendered(path.join(EXAMPLES, 'service.yaml'));
    const text = fs.readFileSync(path.join(EXAMPLES, 'service.yaml'), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    expect(Object.keys(files).length).toBeGreaterThan(50);
    expect(files['stacks/payment-service-production/cdk.tf.json']).toContain('"min_replicas": 3');
    expect(files['gitops/apps/payment-service/manifests/staging/postgresqlinstance-payments-db.yaml']).toContain('tier: dev');
  });

  test('is the same from JSON with tabs', () => {
    const json = { $schema: './service.schema.json', platform: '@acme/platform', name: 'payment-service', team: 'payments', environments: { staging: { replicas: 1 }, production: false } };
    const files = rendered(documentFile(JSON.stringify(json, undefined, '\t')));
    expect(Object.keys(files).filter((name) => name.startsWith('stacks/'))).toEqual(['stacks/payment-service-staging/cdk.tf.json']);
  });

  test('can be of several documents, in one output', () => {
    const out = temporaryFolder();
    const files = ['payment-service', 'payment-gateway'].map((name) => documentFile(HEAD.replace('payment-service', name)));
    render(files, { out }, silent(), ACME);
    expect(Object.keys(filesIn(out)).filter((name) => name.startsWith('stacks/'))).toHaveLength(4);
  });

  test('has a companion of the platform, by its own description', () => {
    const search = { construct: SearchDomain, nameProp: 'searchName', props: { storageGb: { type: 'integer', required: true } } };
    const machine = { ...ACME, load: () => ({ acme: acme.acme, companions: { search } }) };
    const document = "platform: '@acme/platform'\nname: ledger-search\nteam: ledger\n";
    const files = rendered(documentFile(`${document}data: { ledger-search: { kind: search, storageGb: 50 } }\n`), machine);
    expect(files['stacks/ledger-search-staging/cdk.tf.json']).toContain('"aws_opensearch_domain"');
    expect(problemsOf(`${document}data: { ledger-search: { kind: search, storageGB: 5 } }\n`, machine)).toEqual([
      "service.yaml:4:40 data.ledger-search.storageGB: a key that does not exist; did you mean 'storageGb'?",
      'service.yaml:4:24 data.ledger-search.storageGb: nothing; add storageGb:',
    ]);
    expect(problemsOf(`${document}data: { ledger-search: { kind: search, storageGb: 5 } }\n`, machine)).toEqual([
      'service.yaml:4:51 data.ledger-search.storageGb: 5; use a number in that range',
    ]);
    const broken = { ...ACME, load: () => ({ acme: acme.acme, companions: { search: Companion, cache: search } }) };
    expect(problemsOf(document, broken).map((line) => line.split(';')[0])).toEqual([
      'companions.search of @acme/platform: function',
      'companions.cache of @acme/platform: a kind of the library',
    ]);
  });

  test('is an example if nothing names a platform, and says so', () => {
    const said: string[] = [];
    render([documentFile('name: shop\nteam: commerce\n')], { out: temporaryFolder() }, silent(said), ACME);
    expect(said.join('')).toContain('The platform is an example');
  });
});

test.each(['service.yaml', 'score.yaml', 'compared/kubevela.yaml', 'compared/smana.yaml'])('the page says how long %s is', (name) => {
  const lines = fs.readFileSync(path.join(EXAMPLES, name), 'utf8').trimEnd().split('\n').length;
  expect(fs.readFileSync(path.join(ROOT, 'docs/service-yaml.md'), 'utf8')).toContain(`(../examples/service-yaml/${name}) | ${lines} |`);
});

test('the shortest document gives what the README shows of a program', () => {
  const files = rendered(path.join(EXAMPLES, 'shortest.yaml'));
  expect(files['gitops/apps/payment-service/manifests/production/postgresqlinstance-payments-db.yaml']).toContain('storageGB: 100');
  expect(files['stacks/payment-service-production/cdk.tf.json']).toContain('"min_replicas": 3');
});

describe('a document that is wrong', () => {
  test('is refused with every problem, its line and its column', () => {
    expect(problemsOf(`platfrom: '@acme/platform'
name: payment-service
team: payments
replicas: two
data:
  payments-db: { kind: databse }
  payments-cache: { kind: cache, tier: [dev], size: 3 }
app:
  image: ghcr.io/acme/payment-service
  imageTag: 2.14
  ports: 8080
  readinessProbe: { htp: /ready }
  env: { DEBUG: no, LEVEL: 3 }
objectives: [{ availabilty: 99.9 }, { latency: { thresholdMs: 250 } }]
environments:
  prod: { replicas: 3 }
  production: { team: ledger }
`)).toEqual([
      "service.yaml:16:3 environments.prod: an environment that the platform does not have; did you mean 'production'?",
      "service.yaml:1:1 platfrom: a key that does not exist; did you mean 'platform'?",
      'service.yaml:4:11 replicas: two; write digits, without quotes',
      "service.yaml:6:24 data.payments-db.kind: databse; did you mean 'database'?",
      'service.yaml:7:40 data.payments-cache.tier: a list; write one of them',
      'service.yaml:7:47 data.payments-cache.size: a key that does not exist; remove it',
      "service.yaml:10:13 app.imageTag: 2.14; put it in quotes: '2.14'",
      "service.yaml:11:3 app.ports: a key that does not exist; did you mean 'port'?",
      "service.yaml:12:21 app.readinessProbe.htp: 'htp'; did you mean 'http'?",
      "service.yaml:13:17 app.env.DEBUG: no; put it in quotes: 'no'",
      "service.yaml:13:28 app.env.LEVEL: 3; put it in quotes: '3'",
      "service.yaml:14:16 objectives[0].availabilty: 'availabilty'; did you mean 'availability'?",
      'service.yaml:14:48 objectives[1].latency.target: nothing; add target:',
      "service.yaml:17:17 environments.production.team: the key 'team'; write it at the top of the document",
    ]);
  });

  test('is refused as the page shows', () => {
    const text = fs.readFileSync(path.join(EXAMPLES, 'service.yaml'), 'utf8')
      .replace('replicas: 1', 'replicas: two').replace('kind: database', 'kind: databse').replace('imageTag: 2.14.0', 'imageTag: 2.14');
    const file = documentFile(text);
    const { message } = thrownBy(() => render([file], { out: temporaryFolder() }, silent(), ACME));
    const page = fs.readFileSync(path.join(ROOT, 'docs/service-yaml.md'), 'utf8');
    expect(page).toContain(message.replaceAll(file, 'service.yaml'));
  });

  test('is told what the library refuses, where it says it, of every part at once', () => {
    expect(problemsOf(`${HEAD}replicas: 0
cpuRequest: much
data:
  payments-db: { kind: database, storageGb: 5, tier: huge }
app:
  image: ghcr.io/acme/payment-service
  imageTag: 1.0.0
  port: 99999
  jobs: [{ name: settle, schedule: 0 3 * * }]
objectives: [{ availability: 101 }]
allowFrom: [{ peer: { cidr: 10.0.0.0/33 }, port: 8080, reason: x }]
environments: { production: { app: { host: not a host } } }
`)).toEqual([
      'service.yaml:4:11 replicas: 0; use 1',
      expect.stringMatching(/^service.yaml:5:13 cpuRequest: 'much'; /),
      'service.yaml:7:45 data.payments-db.storageGb: 5; use 20',
      expect.stringMatching(/^service.yaml:7:48 data.payments-db.tier/),
      expect.stringMatching(/^service.yaml:11:9 app.port: 99999; /),
      expect.stringMatching(/^service.yaml:12:\d+ app.jobs\[0\].schedule: '0 3 \* \*'; /),
      expect.stringMatching(/^service.yaml:13:\d+ objectives\[0\]/),
      expect.stringMatching(/^service.yaml:14:\d+ allowFrom\[0\]/),
      expect.stringMatching(/^service.yaml:15:\d+ environments.production.app.host: 'not a host'; /),
    ]);
  });

  test('is told what only the whole synth finds, at the part that it is about', () => {
    const twin = documentFile(`${HEAD}data: { payments-db: { kind: database, storageGb: 20, tier: dev } }\n`);
    const other = documentFile(`${HEAD.replace('payment-service', 'payment-gateway')}data: { payments-db: { kind: database, storageGb: 20, tier: dev } }\n`, 'other.yaml');
    const { problems } = thrownBy(() => render([twin, other], { out: temporaryFolder() }, silent(), ACME));
    expect(problems.map(({ path: at }) => at).join('\n')).toMatch(/other\.yaml:4:22 data\.payments-db|service\.yaml:4:22 data\.payments-db/);
  });

  test('is refused without a folder, also by the whole synth', () => {
    const data = (name: string) => `${HEAD.replace('payment-service', name)}data: { payments-db: { kind: database, storageGb: 20, tier: dev } }\n`;
    const files = [documentFile(data('payment-service')), documentFile(data('payment-gateway'), 'other.yaml')];
    const parent = temporaryFolder();
    thrownBy(() => render(files, { out: path.join(parent, 'out') }, silent(), ACME));
    expect(fs.readdirSync(parent)).toEqual([]);
  });

  test('leaves an earlier output as it was, and makes no other one', () => {
    const out = temporaryFolder();
    const other = path.join(out, 'other');
    process.env.CDKTF_OUTDIR = other;
    render([documentFile(HEAD)], { out }, silent(), ACME);
    const before = filesIn(out);
    thrownBy(() => render([documentFile(`${HEAD}replicas: 0\n`)], { out }, silent(), ACME));
    delete process.env.CDKTF_OUTDIR;
    expect(filesIn(out)).toEqual(before);
    expect(fs.existsSync(other)).toBe(false);
  });

  test.each([
    ['a module without one', {}, 'a module with 0 Platforms'],
    ['two of them', { one: acme.acme, two: acme.acme }, 'a module with 2 Platforms'],
    ['an object that looks like one', { acme: { environments: [] } }, 'a module with 0 Platforms'],
  ])('is refused with %s as its platform', (_, module, got) => {
    expect(problemsOf(HEAD, { ...ACME, load: () => module })[0]).toContain(`service.yaml:1:11 platform: ${got}`);
  });
});

test('the command says what is wrong on its standard error', async () => {
  const said: string[] = [];
  expect(await run(['render', documentFile('name: x\n'), '--out', temporaryFolder()], silent(said))).toBe(1);
  expect(said.join('')).toMatch(/service\.yaml:1:1 team: got nothing/);
});
