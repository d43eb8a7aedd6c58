import { MicroserviceInfra } from '@golden-path/constructs';
import { App } from 'cdktf';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, only, resources, synthService } from '../support/synth';

const inMemory = () => new App({ outdir: '/nonexistent-but-unused' });

const LABELS = {
  'app.kubernetes.io/managed-by': 'terraform',
  'app.kubernetes.io/name': 'checkout',
  'platform.acme.io/env': 'staging',
  'platform.acme.io/team': 'payments',
};
const ANNOTATIONS = { 'platform.acme.io/cost-center': 'cc-1', 'platform.acme.io/owner': 'payments-team' };

describe('namespace', () => {
  test('is <service>-<environment>, restricted, and says whose it is', () => {
    expect(only(synthService(), 'kubernetes_namespace_v1')).toMatchObject({
      metadata: {
        name: 'checkout-staging',
        labels: {
          ...LABELS,
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
        annotations: ANNOTATIONS,
      },
    });
  });

  test('cannot be destroyed in production', () => {
    expect(only(synthService({}, { environment: 'production' }), 'kubernetes_namespace_v1').lifecycle).toEqual({
      prevent_destroy: true,
    });
    expect(only(synthService(), 'kubernetes_namespace_v1').lifecycle).toBeUndefined();
  });
});

test('everything that takes labels carries whose it is, and the role carries it as tags', () => {
  const json = synthService({}, { build: (service) => service.grant(['s3:GetObject'], ['*']) });
  const kubernetes = Object.entries(json.resource)
    .filter(([type]) => type.startsWith('kubernetes_'))
    .flatMap(([, blocks]) => Object.values(blocks as object));
  expect(kubernetes).toHaveLength(9);
  for (const block of kubernetes) expect(block.metadata).toMatchObject({ labels: LABELS, annotations: ANNOTATIONS });
  expect(only(json, 'aws_iam_role').tags).toEqual({ ...LABELS, ...ANNOTATIONS });
  expect(json.provider.aws[0].default_tags).toEqual([{ tags: { ...LABELS, ...ANNOTATIONS } }]);
});

describe('identity', () => {
  test('IRSA: the role trusts this service account and audience alone', () => {
    const json = synthService();
    const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/MAIN';
    expect(JSON.parse(only(json, 'aws_iam_role').assume_role_policy)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: 'sts.amazonaws.com',
              [`${issuer}:sub`]: 'system:serviceaccount:checkout-staging:checkout',
            },
          },
        },
      ],
    });
    expect(only(json, 'kubernetes_service_account_v1')).toMatchObject({
      metadata: {
        name: 'checkout',
        annotations: {
          ...ANNOTATIONS,
          'eks.amazonaws.com/role-arn': '${aws_iam_role.role.arn}',
        },
      },
      automount_service_account_token: false,
    });
    expect(json.resource.aws_eks_pod_identity_association).toBeUndefined();
  });

  test('EKS Pod Identity: trust by the tags of the session, and the association', () => {
    const platform = aPlatform({ environments: [anEnvironment({ oidcProviderArn: undefined })] });
    const json = synthService({}, { platform });
    expect(JSON.parse(only(json, 'aws_iam_role').assume_role_policy).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-arn': 'arn:aws:eks:eu-west-1:111122223333:cluster/main',
            'aws:RequestTag/kubernetes-namespace': 'checkout-staging',
            'aws:RequestTag/kubernetes-service-account': 'checkout',
          },
        },
      },
    ]);
    expect(Object.values(json.resource.aws_eks_pod_identity_association)).toEqual([
      expect.objectContaining({
        cluster_name: 'main',
        service_account: 'checkout',
        namespace: expect.stringContaining('kubernetes_namespace_v1'),
      }),
    ]);
    expect(only(json, 'kubernetes_service_account_v1').metadata.annotations).toEqual(ANNOTATIONS);
  });
});

test('outputs have names that other tools can rely on', () => {
  const { output } = synthService();
  expect(Object.fromEntries(Object.entries(output).map(([name, block]) => [name, (block as { value: string }).value]))).toEqual({
    service_account_name: 'checkout',
    service_iam_role_arn: '${aws_iam_role.role.arn}',
    service_iam_role_name: '${aws_iam_role.role.name}',
    service_namespace: '${kubernetes_namespace_v1.namespace.metadata[0].name}',
  });
});

test('every child is reachable', () => {
  const service = aService(inMemory());
  const children = [
    service.namespace,
    service.role,
    service.serviceAccount,
    service.autoscaler,
    service.disruptionBudget,
    service.limits,
    service.quota,
    service.defaultDeny,
    ...service.networkPolicies,
  ];
  expect(children.map((child) => child?.node.id)).toEqual([
    'Namespace',
    'Role',
    'ServiceAccount',
    'Autoscaler',
    'DisruptionBudget',
    'Limits',
    'Quota',
    'DefaultDeny',
    'allow-dns',
    'allow-workload-identity',
  ]);
  expect(service).toMatchObject({
    serviceName: 'checkout',
    teamName: 'payments',
    environmentName: 'staging',
    namespaceName: 'checkout-staging',
    roleName: 'checkout-staging',
    serviceAccountName: 'checkout',
    roleArn: 'arn:aws:iam::111122223333:role/checkout-staging',
  });
});

test('a service that another repository owns is imported by name, and makes nothing', () => {
  let imported;
  const json = synthService(
    {},
    {
      build: (service) => {
        imported = MicroserviceInfra.fromServiceName(service, 'Ledger', 'ledger-worker');
      },
    },
  );
  expect(imported).toMatchObject({
    serviceName: 'ledger-worker',
    environmentName: 'staging',
    namespaceName: 'ledger-worker-staging',
    roleName: 'ledger-worker-staging',
    roleArn: 'arn:aws:iam::111122223333:role/ledger-worker-staging',
    serviceAccountName: 'ledger-worker',
  });
  expect(Object.keys(resources(json, 'kubernetes_namespace_v1'))).toEqual(['checkout-staging']);
  expect(
    thrownBy(() => aService(inMemory(), {}, { build: (service) => void MicroserviceInfra.fromServiceName(service, 'X', 'No!') })).code,
  ).toBe('InvalidProps');
});
