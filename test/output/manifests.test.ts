import * as fs from 'node:fs';
import * as path from 'node:path';
import { KafkaTopic, MicroserviceInfra, ObjectBucket, PostgresDatabase, ServiceSecret, ServiceStack } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { aDataPlatform } from '../support/compositions';
import { BUCKET, DATABASE, SECRET, TERRAFORM_DATABASE, TOPIC } from '../support/data';
import { thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { aServiceWith, gitopsIn, refusedData, synthData, synthTree } from '../support/manifests';
import type { AddData } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';

const app = (add: AddData, serviceName = 'checkout') => (into: App) => void aServiceWith(into, add, { props: { serviceName } });
const database: AddData = (stack) => new PostgresDatabase(stack, 'Database', DATABASE);
const bucket: AddData = (stack) => new ObjectBucket(stack, 'Bucket', BUCKET);

describe('where documents lie', () => {
  test('one file for each, in a folder for each service and environment', () => {
    const { texts } = synthTree((into) => {
      const platform = aPlatform();
      for (const environment of ['staging', 'production']) {
        aServiceWith(into, database, { platform, environment });
        aDataPlatform(into, { platform, environment });
      }
      aServiceWith(into, bucket, { platform, props: { serviceName: 'ledger' } });
    });
    const folders = [...new Set(Object.keys(texts).map((file) => path.dirname(file)))];
    expect(folders.sort()).toEqual([
      'apps/checkout/manifests/production',
      'apps/checkout/manifests/staging',
      'apps/ledger/manifests/staging',
      'platform/production/crossplane',
      'platform/staging/crossplane',
    ]);
  });

  test('nothing is made where there are none', () => {
    expect(fs.existsSync(path.join(synthTree(app(() => undefined)).outdir, 'gitops'))).toBe(false);
  });

  test('no name of a file holds what Windows refuses', () => {
    const { texts } = synthTree((into) => void aDataPlatform(into));
    expect(Object.keys(texts)).toContain('platform/staging/crossplane/clusterrole-crossplane-compose-external-secrets.yaml');
    for (const file of Object.keys(texts)) expect(file).toMatch(/^[a-z0-9./-]+$/);
  });
});

describe('the text', () => {
  test('begins as a reader expects, and has its other keys in order', () => {
    expect(synthData((stack) => new KafkaTopic(stack, 'Topic', TOPIC)).texts['kafkatopic-orders.events.yaml']).toBe(
      `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  annotations:
    argocd.argoproj.io/sync-options: Prune=false,Delete=false
    platform.acme.io/cost-center: cc-1
    platform.acme.io/owner: payments-team
  labels:
    app.kubernetes.io/managed-by: argocd
    app.kubernetes.io/name: checkout
    platform.acme.io/env: staging
    platform.acme.io/team: payments
    strimzi.io/cluster: platform
  name: orders.events
  namespace: kafka
spec:
  config:
    cleanup.policy: delete
    min.insync.replicas: 2
    retention.ms: 604800000
    unclean.leader.election.enable: false
  partitions: 6
  replicas: 3
`,
    );
  });

  test('is the same twice, of one app and of two', () => {
    const build = app((stack, service) => {
      service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC));
      service.connectTo(new PostgresDatabase(stack, 'Database', TERRAFORM_DATABASE));
    });
    const { outdir } = synthTree(build);
    const first = filesIn(outdir);
    const again = new App({ outdir });
    build(again);
    again.synth();
    again.synth();
    expect(filesIn(outdir)).toEqual(first);
    expect(gitopsIn(synthTree(build).outdir)).toEqual(gitopsIn(outdir));
  });

  test('is the same whichever was made first: the service or its data', () => {
    const { texts } = synthTree((into) => {
      const stack = new ServiceStack(into, 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
      const made = new PostgresDatabase(stack, 'Database', DATABASE);
      new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' }).connectTo(made);
    });
    expect(texts).toEqual(synthTree(app((stack, service) => service.connectTo(new PostgresDatabase(stack, 'Database', DATABASE)))).texts);
  });
});

test('a patch that does not fit its document is refused with the path of its construct', () => {
  const misfit = (stack: TerraformStack) =>
    new PostgresDatabase(stack, 'Database', DATABASE).request!.addJsonPatch(JsonPatch.replace('/spec/nothing/here', 1));
  expect(thrownBy(() => synthData(misfit)).problems[0].path).toContain('checkout-staging/Database');
});

describe('two objects of one file', () => {
  test('are refused, and both constructs are named', () => {
    const error = refusedData(
      (stack) => new ServiceSecret(stack, 'One', SECRET),
      (_, stack) => new ServiceSecret(stack, 'Two', SECRET),
    );
    expect(error.code).toBe('StackConflict');
    expect(error.problems).toContainEqual({
      path: 'checkout-staging/One, checkout-staging/Two',
      got: expect.stringMatching(/^2 objects for the file '(gitops\/)?apps\/checkout\/manifests\/staging\/externalsecret-stripe\.yaml'$/),
      allowed: 'one object of a kind and name',
      fix: 'remove or rename one of them',
    });
  });

  test('are refused where a patch made them so', () => {
    const error = refusedData(
      (stack) => [new ServiceSecret(stack, 'One', SECRET), new ServiceSecret(stack, 'Two', { ...SECRET, secretName: 'adyen' })],
      ([, two]) => two.externalSecret.addJsonPatch(JsonPatch.replace('/metadata/name', 'stripe')),
    );
    expect(error.code).toBe('StackConflict');
    expect(error.problems.map(({ path: at }) => at)).toContain('checkout-staging/One, checkout-staging/Two');
  });
});

describe('a value that only Terraform knows', () => {
  const token = (stack: TerraformStack) => new TerraformVariable(stack, 'variable', { type: 'string' });

  test.each<[what: string, value: (variable: TerraformVariable) => unknown, at: string]>([
    ['alone', ({ stringValue }) => stringValue, 'spec.x'],
    ['in a text', ({ stringValue }) => `a ${stringValue} b`, 'spec.x'],
    ['as a number', ({ numberValue }) => numberValue, 'spec.x'],
    ['as a list', ({ listValue }) => listValue, 'spec.x'],
    ['in a list', ({ stringValue }) => ['a', stringValue], 'spec.x.1'],
    ['deep inside', ({ stringValue }) => ({ a: [{ b: stringValue }] }), 'spec.x.a.0.b'],
    ['as a key', ({ stringValue }) => ({ [stringValue]: 'a' }), 'spec.x.a key'],
  ])('is refused %s, with its place in the document', (_, value, at) => {
    const error = refusedData(
      (stack) => new ServiceSecret(stack, 'Secret', SECRET),
      ({ externalSecret }, stack) => externalSecret.addJsonPatch(JsonPatch.add('/spec/x', value(token(stack)))),
    );
    expect(error.code).toBe('TokenInManifest');
    expect(error.problems).toEqual([
      {
        path: `checkout-staging/Secret: ExternalSecret ${at}`,
        got: 'a value that only Terraform knows',
        allowed: 'literals: Argo CD applies this file as it is',
        fix: 'write the value itself, or a name that both sides can know',
      },
    ]);
  });

  test('is no matter in Terraform beside it', () => {
    const { json } = synthData((stack, service) => {
      new ServiceSecret(stack, 'Secret', SECRET);
      service.quota.addOverride('spec.hard.pods', token(stack).stringValue);
    });
    expect(Object.values<{ spec: { hard: { pods: string } } }>(json.resource.kubernetes_resource_quota_v1)[0].spec.hard.pods).toBe('${var.variable}');
  });
});

test('several faults of one app come in one error', () => {
  const error = thrownBy(() =>
    synthTree((into) => {
      const platform = aPlatform();
      const service = aService(into, {}, { platform });
      const stack = TerraformStack.of(service);
      new PostgresDatabase(stack, 'Database', DATABASE).request!.addJsonPatch(JsonPatch.replace('/spec/parameters/storageGB', 1));
      const variable = new TerraformVariable(stack, 'variable', { type: 'string' });
      new ServiceSecret(stack, 'Secret', SECRET).externalSecret.addJsonPatch(JsonPatch.add('/spec/x', variable.stringValue));
      service.node.tryRemoveChild('DefaultDeny');
    }),
  );
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems.map(({ path: at }) => at)).toEqual([
    'checkout-staging/Infra/DefaultDeny',
    'checkout-staging/Database: PostgreSQLInstance',
    'checkout-staging/Secret: ExternalSecret spec.x',
  ]);
});
