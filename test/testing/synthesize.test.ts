import * as fs from 'node:fs';
import * as os from 'node:os';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Rendering, ServiceStack } from '@golden-path/constructs';
import { synthesize } from '@golden-path/constructs/testing';
import type { ServiceOutput } from '@golden-path/constructs/testing';
import { TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { application, checkout, ledger, output, payments } from './services';

// Tests of other files synthesise at the same time, into the folder that the machine gives.
jest.mock('node:os', () => {
  const actual = jest.requireActual<typeof os>('node:os');
  return { ...actual, tmpdir: jest.fn(actual.tmpdir) };
});

describe('synthesize', () => {
  test('leaves nothing behind, whether it succeeds or not', () => {
    const folder = fs.mkdtempSync(`${os.tmpdir()}/golden-path-`);
    const temporary = jest.mocked(os.tmpdir).mockClear().mockReturnValueOnce(folder).mockReturnValueOnce(folder);
    checkout();
    expect(() => synthesize((app) => void aService(app, { replicaCount: 0 }))).toThrow();
    expect(temporary).toHaveBeenCalledTimes(2);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('throws what a synth throws', () => {
    const error = thrownBy(() => synthesize((app) => aService(app).defaultDeny.addOverride('spec.policy_types', ['Ingress'])));
    expect(error.code).toBe('LostNonNegotiable');
  });

  test('writes where it wants, whatever the environment says', () => {
    const folder = fs.mkdtempSync(`${os.tmpdir()}/golden-path-`);
    process.env.CDKTF_OUTDIR = folder;
    checkout();
    delete process.env.CDKTF_OUTDIR;
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('gives the app its context', () => {
    let seen: unknown;
    synthesize((app) => { seen = app.node.getContext('region'); aService(app); }, { context: { region: 'eu' } });
    expect(seen).toBe('eu');
  });

  test.each([
    ['no stack', () => undefined, 'synthesize: the function added no stack to the app'],
    ['a promise', async (app: App) => void aService(app), 'synthesize: the function gave a promise; stacks have to be made at once'],
  ])('refuses a function with %s', (_, build: (app: App) => unknown, message) => {
    expect(() => synthesize(build as (app: App) => void)).toThrow(message);
  });

  test('takes stacks that belong to no platform', () => {
    const { stacks } = synthesize((app) => {
      const stack = new TerraformStack(app, 'queues');
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      new SqsQueue(stack, 'Queue', { name: 'orders' });
    });
    expect(stacks.map(({ name }) => name)).toEqual(['queues']);
    expect(stacks[0].resource('aws_sqs_queue').name).toBe('orders');
  });
});

describe('what was written', () => {
  test('is there file by file', () => {
    expect(output.files['stacks/ledger-worker-staging/cdk.tf.json']).toContain('"ledger-worker-staging"');
    expect(output.files['gitops/apps/payment-service/chart/staging/Chart.yaml']).toContain('name: payment-service');
  });

  test('is found by type, kind and what it has', () => {
    expect(output.resources('aws_iam_role', { name: /^payment-/ }).map(({ name }) => name)).toEqual(['payment-service-production', 'payment-service-staging']);
    expect(output.manifests({ kind: 'RedisCache', spec: { parameters: { tier: 'dev' } } })).toHaveLength(1);
    expect(output.manifest('RedisCache', { spec: { parameters: { tier: 'dev' } } }).metadata.namespace).toBe('payment-service-staging');
    expect(output.resources('aws_sqs_queue')).toEqual([]);
  });

  test('has more than is asked for in objects, and nothing else in lists', () => {
    const types = (match: object) => payments.stack.resources('kubernetes_network_policy_v1', { spec: match }).length;
    expect(types({ policy_types: ['Ingress', 'Egress'] })).toBe(1);
    expect(types({ policy_types: ['Egress', 'Ingress'] })).toBe(0);
    expect(types({ policy_types: [/^E/] })).toBe(5);
    expect(types({ policy_types: ['Ingress'] })).toBe(3);
  });

  test('of Argo CD are the objects of the chart and the documents beside it', () => {
    const kinds = [...new Set(payments.manifests().map(({ kind }) => kind))].sort();
    expect(kinds).toEqual([
      'AlertmanagerConfig', 'ConfigMap', 'CronJob', 'Deployment', 'ExternalSecret', 'Ingress', 'KafkaTopic', 'KafkaUser',
      'PodDisruptionBudget', 'PostgreSQLInstance', 'PrometheusRule', 'RedisCache', 'SecretStore', 'Service', 'ServiceMonitor',
    ]);
  });

  test('of an application is the same whichever way it is rendered', () => {
    const rendered = (rendering: Rendering) => checkout((service) => application(service, { rendering, env: { A: '1' }, metricsPort: 9090 }));
    const byKind = (service: ServiceOutput) => (
      Object.fromEntries(service.manifests().map((object) => [object.kind, JSON.parse(JSON.stringify(object))]))
    );
    expect(byKind(rendered(Rendering.CHART))).toEqual(byKind(rendered(Rendering.MANIFESTS)));
  });
});

test.each<[string, () => unknown, string]>([
  ['service', () => output.service('payment-servce', 'production'), "the output has no service 'payment-servce in production'; it has 'ledger-worker in production', 'ledger-worker in staging', 'module-registry in production', 'module-registry in staging', 'payment-service in production', 'payment-service in staging', 'storefront in production', 'storefront in staging'; did you mean 'payment-service in production'?"],
  ['stack', () => output.stack('platform'), "the output has no stack 'platform'; it has 'ledger-worker-production', 'ledger-worker-staging', 'module-registry-production', 'module-registry-staging', 'payment-service-production', 'payment-service-staging', 'platform-production', 'platform-staging', 'storefront-production', 'storefront-staging'; did you mean 'platform-production'?"],
  ['variable', () => ledger.env('LEDGER_DB_HOTS'), "ledger-worker in production has no environment variable 'LEDGER_DB_HOTS'; it has 'LEDGER_DB_DATABASE', 'LEDGER_DB_HOST', 'LEDGER_DB_PASSWORD', 'LEDGER_DB_PORT', 'LEDGER_DB_SSLMODE', 'LEDGER_DB_USERNAME', 'LEDGER_EXPORTS_BUCKET', 'LEDGER_EXPORTS_REGION'; did you mean 'LEDGER_DB_HOST'?"],
  ['type', () => output.stack('platform-staging').resource('aws_iam_rol'), "the stack platform-staging has no resource of the type 'aws_iam_rol'; it has 'aws_db_parameter_group', 'aws_iam_role', 'aws_iam_role_policy', 'helm_release'; did you mean 'aws_iam_role'?"],
  ['kind', () => ledger.manifest('Deploymnt'), "ledger-worker in production has no document of the kind 'Deploymnt'; it has 'ConfigMap', 'Deployment', 'ExternalSecret', 'PodDisruptionBudget', 'PrometheusRule', 'Service', 'ServiceMonitor'; did you mean 'Deployment'?"],
  ['one', () => ledger.stack.resource('kubernetes_namespace_v1', { metadata: { name: /^other/ } }), 'expected one kubernetes_namespace_v1 in the stack ledger-worker-production with {"metadata":{"name":"/^other/"}}, found 0; there are\n    kubernetes_namespace_v1.namespace'],
  ['only one', () => output.manifest('RedisCache'), 'expected one RedisCache in the output, found 2; there are\n    apps/payment-service/manifests/production/rediscache-payments-cache.yaml\n    apps/payment-service/manifests/staging/rediscache-payments-cache.yaml'],
])('a question about what is not there names what is: %s', (_, question, message) => {
  expect(question).toThrow(expect.objectContaining({ name: 'QuestionError', message }));
});

test('an environment without services has none to ask for', () => {
  const alone = synthesize((app) => void new ServiceStack(app, 'checkout-staging', { platform: aPlatform(), environment: 'staging' }));
  expect(() => alone.service('checkout', 'staging')).toThrow("the output has no service 'checkout in staging'; it has none");
});
