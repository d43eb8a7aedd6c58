import * as path from 'node:path';
import { acme } from '../../../apps/acme';
import { Trouble } from '../../../lib/cli/refusal';
import { render } from '../../../lib/cli/render/render';
import { GoldenPathError } from '../../../lib/core/errors';
import { thrownBy } from '../../support/errors';
import { ACME, documentFile, rendered, silent } from '../../support/service-documents';
import { temporaryFolder } from '../../support/synth';

const HEAD = "platform: '@acme/platform'\nname: payment-service\nteam: payments\n";

/** The problems of a document, each as its place, what is there and what to do. */
function problemsOf(text: string, machine = ACME): string[] {
  const file = documentFile(text);
  const { problems } = thrownBy(() => render([file], { out: temporaryFolder() }, silent(), machine));
  return problems.map(({ path: at, got, fix }) => `${at.replace(`${path.dirname(file)}/`, '')}: ${got}; ${fix}`);
}

describe('null in an environment', () => {
  const APP = 'app: { image: ghcr.io/acme/payment-service, imageTag: 1.0.0, port: 8080, env: { A: b } }\n';

  test('is refused where it is, if it removes what is needed or what is not there', () => {
    expect(problemsOf(`${HEAD}${APP}environments:
  staging: { app: { image: null, prot: null, env: { B: null } } }
  production: { replcas: null, data: { payments-db: null } }
`)).toEqual([
      'service.yaml:6:28 environments.staging.app.image: nothing; write one, or remove the key',
      'service.yaml:6:56 environments.staging.app.env.B: nothing; write one, or remove the key',
      "service.yaml:6:34 environments.staging.app.prot: a key that does not exist; did you mean 'port'?",
      "service.yaml:7:17 environments.production.replcas: a key that does not exist; did you mean 'replicas'?",
      'service.yaml:7:53 environments.production.data.payments-db: nothing; write one, or remove the key',
    ]);
  });

  test('removes what is there, and may stand for what is not there anyway', () => {
    const files = rendered(documentFile(`${HEAD}${APP}environments:
  staging: { app: { env: { A: null }, jobs: null }, catalog: null }
  production: { catalog: { description: Takes payments, tags: null } }
`));
    expect(files['gitops/apps/payment-service/values-staging.yaml']).not.toContain('A: b');
    expect(files['gitops/apps/payment-service/values-production.yaml']).toContain('A: b');
  });
});

test('a name that the library refuses is shown once, where it is written', () => {
  const app = 'app:\n  image: ghcr.io/acme/payment-service\n  imageTag: 1.0.0\n  port: 8080\n  env:\n    OK: a\n    1A: b\n';
  expect(problemsOf(`${HEAD}${app}environments: { production: { app: { env: { C: d } } } }\n`)).toEqual([
    expect.stringMatching(/^service.yaml:10:5 app.env\['1A'\] key: '1A'; /),
  ]);
});

test('a team that the platform does not have is shown with the mistakes of form', () => {
  expect(problemsOf(`${HEAD.replace('payments', 'paymentz')}replicas: two\n`)).toEqual([
    "service.yaml:3:7 team: 'paymentz'; did you mean 'payments'?",
    'service.yaml:4:11 replicas: two; write digits, without quotes',
  ]);
});

test('what to write instead is said in the words of a document', () => {
  const calls = "policies: ['arn:aws:iam::aws:policy/AdministratorAccess']\ngrants: [{ actions: ['*'], resources: ['*'] }]\n";
  expect(problemsOf(`${HEAD}${calls}`)).toEqual([
    expect.stringContaining('name the actions with grants, or add a reason: { arn: ..., reason: why }'),
    expect.stringContaining('add a reason: { actions: ..., resources: ..., reason: why }'),
  ]);
});

describe('a platform that cannot be loaded', () => {
  const failing = (error: Error) => ({
    ...ACME,
    load: () => {
      throw error;
    },
  });

  test('is refused where the document names it', () => {
    const missing = new Trouble("'@acme/platform', which is not there", 'a package', 'npm install it');
    expect(problemsOf(HEAD, failing(missing))).toEqual([
      "service.yaml:1:11 platform: '@acme/platform', which is not there; npm install it",
    ]);
  });

  test('is to blame for what the library refuses in it', () => {
    const { problems } = thrownBy(() => acme.environment('prod'));
    const refused = new GoldenPathError('InvalidProps', 'Platform', problems.map((problem) => ({ ...problem, path: 'organization' })));
    expect(problemsOf(HEAD, failing(refused))[0]).toMatch(/^service.yaml:1:11 platform in @acme\/platform: organization: /);
  });
});

test('what is no file is a problem beside those of other files', () => {
  const folder = temporaryFolder();
  const missing = path.join(folder, 'shop.yaml');
  const files = [folder, missing, documentFile(`${HEAD}replicas: two\n`)];
  const { problems } = thrownBy(() => render(files, { out: temporaryFolder() }, silent(), ACME));
  expect(problems.map(({ path: at, got }) => [at, got])).toEqual([
    [folder, 'a folder'], [missing, 'no file'], [`${files[2]}:4:11 replicas`, 'two'],
  ]);
});

test.each([
  ['- name: a\n', 'a list'],
  ['shop\n', 'a single value'],
  ['null\n', 'nothing'],
])('%p is no document', (text, got) => {
  expect(problemsOf(text)).toEqual([`service.yaml:1:1: ${got}; begin with name: and team:`]);
});
