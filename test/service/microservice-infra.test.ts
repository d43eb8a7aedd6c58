import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import type { MicroserviceInfraProps } from '@golden-path/constructs';
import { App, TerraformVariable } from 'cdktf';
import { problemPaths, thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, only, resources, synthService } from '../support/synth';

const inMemory = () => new App({ outdir: '/nonexistent-but-unused' });
const refused = (props: object, platform = aPlatform()) => thrownBy(() => aService(inMemory(), props as MicroserviceInfraProps, { platform }));

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
    expect(only(synthService({}, { environment: 'production' }), 'kubernetes_namespace_v1').lifecycle).toEqual({ prevent_destroy: true });
    expect(only(synthService(), 'kubernetes_namespace_v1').lifecycle).toBeUndefined();
  });
});

test('everything that takes labels carries whose it is, and the role carries it as tags', () => {
  const json = synthService({}, { build: (service) => service.grant(['s3:GetObject'], ['*']) });
  const kubernetes = Object.entries(json.resource).filter(([type]) => type.startsWith('kubernetes_')).flatMap(([, blocks]) => Object.values(blocks as object));
  expect(kubernetes).toHaveLength(9);
  for (const block of kubernetes) expect(block.metadata).toMatchObject({ labels: LABELS, annotations: ANNOTATIONS });
  expect(only(json, 'aws_iam_role').tags).toEqual({ ...LABELS, ...ANNOTATIONS });
  expect(json.provider.aws[0].default_tags).toEqual([{ tags: { ...LABELS, ...ANNOTATIONS } }]);
});

describe('scaling', () => {
  test.each([
    [{}, 2, 10],
    [{ replicaCount: 1 }, 1, 5],
    [{ replicaCount: 3 }, 3, 15],
    [{ replicaCount: 100 }, 100, 500],
    [{ replicaCount: 3, maxReplicaCount: 3 }, 3, 3],
    [{ maxReplicaCount: 7 }, 2, 7],
  ])('%p runs from %i to %i replicas', (props, low, high) => {
    const service = aService(inMemory(), props);
    expect([service.replicaCount, service.maxReplicaCount]).toEqual([low, high]);
    expect(only(synthService(props), 'kubernetes_horizontal_pod_autoscaler_v2').spec).toMatchObject({ min_replicas: low, max_replicas: high });
  });

  test('the autoscaler follows the CPU of the Deployment that is named like the service', () => {
    expect(only(synthService({ targetCpuPercent: 50 }), 'kubernetes_horizontal_pod_autoscaler_v2').spec).toMatchObject({
      scale_target_ref: { api_version: 'apps/v1', kind: 'Deployment', name: 'checkout' },
      metric: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', average_utilization: 50 } } }],
    });
  });

  test.each([
    [1, { max_unavailable: '1' }],
    [2, { min_available: '50%' }],
    [3, { min_available: '50%' }],
  ])('with %i replicas the disruption budget is %p', (replicaCount, budget) => {
    expect(only(synthService({ replicaCount }), 'kubernetes_pod_disruption_budget_v1').spec).toEqual({
      ...budget,
      selector: { match_labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/component': 'service' } },
    });
  });

  test('both can be left out', () => {
    const json = synthService({ enableHpa: false, enablePdb: false });
    expect(json.resource.kubernetes_horizontal_pod_autoscaler_v2).toBeUndefined();
    expect(json.resource.kubernetes_pod_disruption_budget_v1).toBeUndefined();
    expect(aService(inMemory(), { enableHpa: false }).maxReplicaCount).toBe(2);
  });
});

describe('limits and quota', () => {
  const limitsOf = (props: object) => only(synthService(props), 'kubernetes_limit_range_v1').spec.limit[0];

  test.each([
    [{}, '250m', '256Mi', '512Mi'],
    [{ cpuRequest: '1000m', memoryRequest: '1024Mi' }, '1', '1Gi', '2Gi'],
    [{ cpuRequest: '0.5', memoryRequest: '100M' }, '500m', '100M', '200M'],
    [{ memoryRequest: '1.5Gi', memoryLimit: '1536Mi' }, '250m', '1536Mi', '1536Mi'],
    [{ memoryRequest: '100M', memoryLimit: '1Gi' }, '250m', '100M', '1Gi'],
  ])('%p: %s of CPU, %s to %s of memory, and no CPU limit', (props, cpu, memory, limit) => {
    expect(limitsOf(props)).toEqual({ type: 'Container', default: { memory: limit }, default_request: { cpu, memory } });
  });

  // pods: maximum + 25 % surge, rounded up, + 4 of jobs; each 250m + 100m of CPU, 256Mi + 128Mi of memory, limits twice that
  test.each([
    [{ replicaCount: 3 }, { pods: '23', 'requests.cpu': '8050m', 'requests.memory': '8832Mi', 'limits.memory': '17664Mi' }],
    [{ replicaCount: 3, enableHpa: false }, { pods: '8', 'requests.cpu': '2800m', 'requests.memory': '3Gi', 'limits.memory': '6Gi' }],
    [{ replicaCount: 1, maxReplicaCount: 1 }, { pods: '6', 'requests.cpu': '2100m', 'requests.memory': '2304Mi', 'limits.memory': '4608Mi' }],
    [{ cpuRequest: '900m', maxReplicaCount: 4 }, { pods: '9', 'requests.cpu': '9', 'requests.memory': '3456Mi', 'limits.memory': '6912Mi' }],
  ])('%p: the quota is %p', (props, quota) => {
    expect(only(synthService(props), 'kubernetes_resource_quota_v1').spec.hard).toEqual(quota);
  });

  test('the platform team may change what a service gets', () => {
    const platform = aPlatform({ defaults: { replicaCount: 4, maxReplicaFactor: 2, surgePercent: 50, jobPods: 0, sidecarCpuRequest: '50m', memoryLimitFactor: 1 } });
    const json = synthService({}, { platform });
    expect(only(json, 'kubernetes_horizontal_pod_autoscaler_v2').spec).toMatchObject({ min_replicas: 4, max_replicas: 8 });
    expect(only(json, 'kubernetes_resource_quota_v1').spec.hard).toMatchObject({ 'pods': '12', 'requests.cpu': '3600m', 'limits.memory': '4608Mi' });
  });
});

describe('identity', () => {
  test('IRSA: the role trusts this service account and audience alone', () => {
    const json = synthService();
    const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/MAIN';
    expect(JSON.parse(only(json, 'aws_iam_role').assume_role_policy)).toEqual({
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
        Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: 'system:serviceaccount:checkout-staging:checkout' } },
      }],
    });
    expect(only(json, 'kubernetes_service_account_v1')).toMatchObject({
      metadata: { name: 'checkout', annotations: { ...ANNOTATIONS, 'eks.amazonaws.com/role-arn': expect.stringMatching(/^\$\{aws_iam_role\.Infra_Role_\w+\.arn\}$/) } },
      automount_service_account_token: false,
    });
    expect(json.resource.aws_eks_pod_identity_association).toBeUndefined();
  });

  test('EKS Pod Identity: trust by the tags of the session, and the association', () => {
    const platform = aPlatform({ environments: [anEnvironment({ oidcProviderArn: undefined })] });
    const json = synthService({}, { platform });
    expect(JSON.parse(only(json, 'aws_iam_role').assume_role_policy).Statement).toEqual([{
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
    }]);
    expect(Object.values(json.resource.aws_eks_pod_identity_association)).toEqual([
      expect.objectContaining({ cluster_name: 'main', service_account: 'checkout', namespace: expect.stringContaining('kubernetes_namespace_v1') }),
    ]);
    expect(only(json, 'kubernetes_service_account_v1').metadata.annotations).toEqual(ANNOTATIONS);
  });
});

test('outputs have names that other tools can rely on', () => {
  const { output } = synthService();
  expect(Object.fromEntries(Object.entries(output).map(([name, block]) => [name, (block as { value: string }).value]))).toEqual({
    service_account_name: 'checkout',
    service_iam_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.Infra_Role_\w+\.arn\}$/),
    service_iam_role_name: expect.stringMatching(/^\$\{aws_iam_role\.Infra_Role_\w+\.name\}$/),
    service_namespace: expect.stringMatching(/^\$\{kubernetes_namespace_v1\.Infra_Namespace_\w+\.metadata\[0\]\.name\}$/),
  });
});

test('every child is reachable', () => {
  const service = aService(inMemory());
  const children = [service.namespace, service.role, service.serviceAccount, service.autoscaler, service.disruptionBudget, service.limits, service.quota, service.defaultDeny, ...service.networkPolicies];
  expect(children.map((child) => child?.node.id)).toEqual(['Namespace', 'Role', 'ServiceAccount', 'Autoscaler', 'DisruptionBudget', 'Limits', 'Quota', 'DefaultDeny', 'allow-dns', 'allow-workload-identity']);
  expect(service).toMatchObject({ serviceName: 'checkout', teamName: 'payments', environmentName: 'staging', namespaceName: 'checkout-staging', roleName: 'checkout-staging', serviceAccountName: 'checkout', roleArn: 'arn:aws:iam::111122223333:role/checkout-staging' });
});

test('a service that another repository owns is imported by name, and makes nothing', () => {
  let imported;
  const json = synthService({}, { build: (service) => { imported = MicroserviceInfra.fromServiceName(service, 'Ledger', 'ledger-worker'); } });
  expect(imported).toMatchObject({ serviceName: 'ledger-worker', environmentName: 'staging', namespaceName: 'ledger-worker-staging', roleName: 'ledger-worker-staging', roleArn: 'arn:aws:iam::111122223333:role/ledger-worker-staging', serviceAccountName: 'ledger-worker' });
  expect(Object.keys(resources(json, 'kubernetes_namespace_v1'))).toEqual(['checkout-staging']);
  expect(thrownBy(() => aService(inMemory(), {}, { build: (service) => void MicroserviceInfra.fromServiceName(service, 'X', 'No!') })).code).toBe('InvalidProps');
});

describe('refusals', () => {
  test('every problem of the props comes in one error', () => {
    const error = refused({ serviceName: 'checkout', teamName: 'paymnets', environment: 'production', replicaCount: 0, maxReplicaCount: 2.5, cpuRequest: '1 core', memoryRequest: '256MB', memoryLimit: -1, targetCpuPercent: '70', enableHpa: 'yes', enablePdb: null, replicas: 3 });
    expect(error.code).toBe('InvalidProps');
    expect(error.where).toBe('MicroserviceInfra at checkout-staging/Infra');
    expect(error.problems.map(({ path }) => path)).toEqual(['replicas', 'teamName', 'environment', 'replicaCount', 'maxReplicaCount', 'targetCpuPercent', 'enableHpa', 'enablePdb', 'cpuRequest', 'memoryRequest', 'memoryLimit']);
    expect(error.message).toContain("did you mean 'payments'?");
    expect(error.message).toContain("did you mean '256Mi'?");
    expect(error.message).toContain('use 70, a number without quotes');
  });

  test('names that are too long for one of the environments', () => {
    const platform = aPlatform({ environments: [anEnvironment(), anEnvironment({ name: 'production-eu-1' })] });
    const serviceName = 'a'.repeat(50);
    expect(refused({ serviceName }, platform).problems).toEqual([{
      path: 'serviceName',
      got: `'${serviceName}', 50 characters`,
      allowed: 'at most 47 characters: the namespace <service>-production-eu-1 has at most 63',
      fix: 'shorten it by 3, or give the environment a name of at most 12 characters',
    }]);
    expect(aService(inMemory(), { serviceName: 'a'.repeat(47) }, { platform }).namespaceName).toHaveLength(55);
  });

  test('a name of 50 characters holds where environments have at most 12', () => {
    const platform = aPlatform({ environments: [anEnvironment({ name: 'twelve-chars' })] });
    expect(aService(inMemory(), { serviceName: 'a'.repeat(50) }, { platform, environment: 'twelve-chars' }).roleName).toHaveLength(63);
  });

  test.each([
    [{ replicaCount: 5, maxReplicaCount: 4 }, 'maxReplicaCount: got 4', 'use 5 or more, or leave it out for 5 x replicaCount'],
    [{ maxReplicaCount: 1 }, 'allowed: replicaCount, which is 2, or more', 'use 2 or more'],
    [{ memoryLimit: '128Mi' }, "allowed: memoryRequest, which is 256Mi, or more", "use '256Mi' or more"],
    [{ enableHpa: false, maxReplicaCount: 4 }, 'no autoscaler reads it', 'remove maxReplicaCount, or enableHpa: false'],
    [{ enableHpa: false, targetCpuPercent: 4 }, 'no autoscaler reads it', 'remove targetCpuPercent, or enableHpa: false'],
    [{ memoryRequest: '256m' }, "got '256m'", "did you mean '256Mi'?"],
    [{ cpuRequest: '0' }, "got '0'", "write it like '250m'"],
  ])('%p', (props, problem, fix) => {
    expect(refused(props).message).toContain(problem);
    expect(refused(props).message).toContain(fix);
  });

  test('a token, which synth would have to compute with', () => {
    const app = inMemory();
    const stack = new ServiceStack(app, 'checkout-staging', { platform: aPlatform(), environment: 'staging' });
    const variable = new TerraformVariable(stack, 'replicas', { type: 'number' });
    const paths = problemPaths(() => new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: variable.stringValue, replicaCount: variable.numberValue, enableHpa: variable.booleanValue as unknown as boolean, memoryRequest: `${variable.stringValue}Mi` }));
    expect(paths).toEqual(['teamName', 'replicaCount', 'enableHpa', 'memoryRequest']);
  });

  test('a service in the stack of another one', () => {
    const app = inMemory();
    const first = aService(app);
    expect(refused({ serviceName: undefined }).problems[0].fix).toBe('give serviceName');
    const other = () => new MicroserviceInfra(first.node.scope!, 'Other', { serviceName: 'basket', teamName: 'payments' });
    expect(thrownBy(other).message).toContain("the service that the stack is named for, 'checkout'");
    const twin = () => new MicroserviceInfra(first.node.scope!, 'Twin', { serviceName: 'checkout', teamName: 'payments' });
    expect(thrownBy(twin).code).toBe('StackConflict');
  });
});
