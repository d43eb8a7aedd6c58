import { DataPlatform } from '@golden-path/constructs';
import type { PlatformStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import { aDataPlatform, COMPOSITIONS, synthDataPlatform } from '../support/compositions';
import { legacyPlatform, platformWith } from '../support/data';
import { problemPaths, thrownBy } from '../support/errors';
import { inMemory, synthTree } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { only, resources } from '../support/synth';

const unused = () => new App({ outdir: '/nonexistent-but-unused' });
const OWNER = {
  labels: {
    'app.kubernetes.io/managed-by': 'argocd',
    'app.kubernetes.io/name': 'platform',
    'platform.acme.io/env': 'staging',
    'platform.acme.io/team': 'platform',
  },
  annotations: { 'platform.acme.io/cost-center': 'platform', 'platform.acme.io/owner': 'platform' },
};

const INSTALLED = [
  'deploymentruntimeconfig-provider-aws.yaml',
  'function-function-auto-ready.yaml',
  'function-function-patch-and-transform.yaml',
  'provider-provider-aws-elasticache.yaml',
  'provider-provider-aws-rds.yaml',
  'provider-provider-aws-s3.yaml',
  'provider-provider-family-aws.yaml',
];

test('for Crossplane 2.x it writes these files, and every one says whose it is', () => {
  const { documents } = synthDataPlatform();
  expect(Object.keys(documents).sort()).toEqual([
    'clusterproviderconfig-aws-staging.yaml',
    'clusterrole-crossplane-compose-external-secrets.yaml',
    'clustersecretstore-platform-secrets.yaml',
    'compositeresourcedefinition-objectbuckets.platform.acme.io.yaml',
    'compositeresourcedefinition-postgresqlinstances.platform.acme.io.yaml',
    'compositeresourcedefinition-rediscaches.platform.acme.io.yaml',
    ...Object.values(COMPOSITIONS).sort(),
    ...INSTALLED,
  ]);
  for (const { metadata } of Object.values(documents)) expect(metadata).toMatchObject(OWNER);
});

test('for Crossplane 1.x it writes these files: composites have names of their own beside the claims', () => {
  const { documents } = synthDataPlatform({ platform: legacyPlatform() });
  expect(Object.keys(documents).sort()).toEqual([
    'clustersecretstore-platform-secrets.yaml',
    'compositeresourcedefinition-xobjectbuckets.platform.acme.io.yaml',
    'compositeresourcedefinition-xpostgresqlinstances.platform.acme.io.yaml',
    'compositeresourcedefinition-xrediscaches.platform.acme.io.yaml',
    'composition-xobjectbuckets.aws.platform.acme.io.yaml',
    'composition-xpostgresqlinstances.aws.platform.acme.io.yaml',
    'composition-xrediscaches.aws.platform.acme.io.yaml',
    ...INSTALLED,
    'providerconfig-aws-staging.yaml',
  ]);
});

test('everything that it writes can be reached before it is written', () => {
  const platform = aDataPlatform(unused());
  const { documents } = synthDataPlatform();
  const files = platform.manifests.map(({ kind, name }) => `${kind.toLowerCase()}-${name.replace(/:/g, '-')}.yaml`);
  expect(files.sort()).toEqual(Object.keys(documents).sort());
  expect(() => platform.manifests.splice(0)).toThrow(TypeError);
  expect(platform.manifests).toHaveLength(files.length);
});

describe('credentials', () => {
  test('IRSA: the role trusts the account of the providers, which names the role', () => {
    const { documents, json } = synthDataPlatform();
    const [{ Principal: principal, Condition: condition }] = JSON.parse(only(json, 'aws_iam_role').assume_role_policy).Statement;
    const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/MAIN';
    expect(principal).toEqual({ Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` });
    expect(condition.StringEquals).toEqual({
      [`${issuer}:aud`]: 'sts.amazonaws.com',
      [`${issuer}:sub`]: 'system:serviceaccount:crossplane-system:provider-aws',
    });
    expect(documents['deploymentruntimeconfig-provider-aws.yaml'].spec.serviceAccountTemplate.metadata).toEqual({
      name: 'provider-aws',
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/crossplane-staging' },
    });
    expect(documents['clusterproviderconfig-aws-staging.yaml'].spec).toEqual({ credentials: { source: 'IRSA' } });
    expect(json.resource.aws_eks_pod_identity_association).toBeUndefined();
  });

  test('EKS Pod Identity: the association names the account, and the account no role', () => {
    const { documents, json } = synthDataPlatform({ platform: platformWith({ oidcProviderArn: undefined }) });
    expect(only(json, 'aws_eks_pod_identity_association')).toMatchObject({
      cluster_name: 'main',
      namespace: 'crossplane-system',
      service_account: 'provider-aws',
      role_arn: `\${aws_iam_role.${Object.keys(json.resource.aws_iam_role)[0]}.arn}`,
    });
    expect(JSON.parse(only(json, 'aws_iam_role').assume_role_policy).Statement[0].Principal).toEqual({ Service: 'pods.eks.amazonaws.com' });
    expect(documents['deploymentruntimeconfig-provider-aws.yaml'].spec.serviceAccountTemplate.metadata).toEqual({ name: 'provider-aws' });
    expect(documents['clusterproviderconfig-aws-staging.yaml'].spec).toEqual({ credentials: { source: 'PodIdentity' } });
  });

  test('every provider runs under that account, and under the configuration that the environment names', () => {
    const platform = platformWith({ crossplaneProviderConfig: 'main' });
    const { documents } = synthDataPlatform({ platform });
    const providers = Object.values(documents).filter(({ kind }) => kind === 'Provider');
    expect(providers).toHaveLength(4);
    for (const { spec } of providers) {
      expect(spec.runtimeConfigRef).toEqual({
        apiVersion: 'pkg.crossplane.io/v1beta1',
        kind: 'DeploymentRuntimeConfig',
        name: 'provider-aws',
      });
    }
    expect(documents['clusterproviderconfig-main.yaml'].apiVersion).toBe('aws.m.upbound.io/v1beta1');
  });
});

describe('the role of the providers', () => {
  const { json } = synthDataPlatform();
  const { Statement: statements } = JSON.parse(only(json, 'aws_iam_role_policy').policy);

  test('may delete nothing, and do nothing that is not named', () => {
    expect(only(json, 'aws_iam_role').name).toBe('crossplane-staging');
    const actions: string[] = statements.flatMap((statement: { Action: string[] }) => statement.Action);
    expect(actions.length).toBeGreaterThan(40);
    expect(actions.filter((action) => /:(Delete|Terminate|Purge|Stop|Restore)|\*|\?/.test(action))).toEqual([]);
    expect(new Set(statements.map((statement: { Effect: string }) => statement.Effect))).toEqual(new Set(['Allow']));
    expect(Object.keys(resources(json, 'aws_iam_role_policy_attachment'))).toEqual([]);
  });

  test('reaches only what ends with the environment, besides what knows no single resource', () => {
    const wide = statements.filter(({ Resource: names }: { Resource: string[] }) => names.includes('*'));
    expect(wide).toEqual([
      { Effect: 'Allow', Action: ['ec2:DescribeSecurityGroups', 'rds:DescribeDBEngineVersions'], Resource: ['*'] },
    ]);
    const own: string[] = statements.flatMap(({ Resource: names }: { Resource: string[] }) => names).filter((name: string) => name !== '*');
    expect(own).toEqual([
      'arn:aws:rds:eu-west-1:111122223333:db:*-staging',
      'arn:aws:rds:eu-west-1:111122223333:pg:staging-postgres*',
      'arn:aws:rds:eu-west-1:111122223333:subgrp:staging-database',
      'arn:aws:rds:eu-west-1:111122223333:og:default:*',
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-*',
      'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:*-staging',
      'arn:aws:elasticache:eu-west-1:111122223333:cluster:*-staging-*',
      'arn:aws:elasticache:eu-west-1:111122223333:parametergroup:default.*',
      'arn:aws:elasticache:eu-west-1:111122223333:subnetgroup:staging-cache',
      'arn:aws:s3:::*-staging-111122223333',
      'arn:aws:kms:eu-west-1:111122223333:key/*',
    ]);
  });
});

test('databases demand TLS by a parameter group for each major version, which no plan destroys', () => {
  const { json } = synthDataPlatform();
  expect(Object.keys(resources(json, 'aws_db_parameter_group')).sort()).toEqual(
    ['14', '15', '16', '17', '18'].map((major) => `staging-postgres${major}`),
  );
  expect(resources(json, 'aws_db_parameter_group')['staging-postgres17']).toMatchObject({
    family: 'postgres17',
    parameter: [{ name: 'rds.force_ssl', value: '1', apply_method: 'immediate' }],
    lifecycle: { prevent_destroy: true },
  });
});

describe('where it may stand', () => {
  test('not in the stack of a service', () => {
    expect(thrownBy(() => inMemory((stack) => new DataPlatform(stack, 'Data'))).problems).toEqual([
      {
        path: 'scope',
        got: "the stack 'checkout-staging'",
        allowed: 'a PlatformStack: what serves every team belongs to none of them',
        fix: "new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' })",
      },
    ]);
  });

  test('once in an environment, and once in each', () => {
    const error = thrownBy(() =>
      synthTree((app) => void new DataPlatform(aDataPlatform(app).node.scope as PlatformStack, 'Again')),
    );
    expect(error.code).toBe('StackConflict');
    const both = error.problems.filter(({ path }) => path === 'platform-staging/Data, platform-staging/Again');
    // A problem for each document, and one for all addresses in Terraform.
    expect(both).toHaveLength(Object.keys(synthDataPlatform().manifests).length + 1);
    // CDKTF writes two resources of one address as one, which has the parameters of both.
    const others = error.problems.filter((problem) => !both.includes(problem));
    expect(others.filter(({ path }) => !/^platform-staging\/(Data|Again)\/Postgres\d+$/.test(path))).toEqual([]);
    const { stacks } = synthTree((app) => {
      const platform = aPlatform();
      for (const environment of ['staging', 'production']) aDataPlatform(app, { platform, environment });
    });
    expect(Object.keys(stacks)).toEqual(['platform-production', 'platform-staging']);
  });
});

test('every problem comes in one error', () => {
  const props = { vaultAddress: 'ftp://x', vaultPath: '', vaultMountPath: 5, vaultRole: ' ', size: 1 } as never;
  expect(problemPaths(() => aDataPlatform(unused(), { props }))).toEqual([
    'size',
    'vaultAddress',
    'vaultPath',
    'vaultMountPath',
    'vaultRole',
  ]);
});
