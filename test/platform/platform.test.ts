import { CrossplaneApi, Platform, SecretBackend, StateBackend } from '@golden-path/constructs';
import type { EnvironmentProps, PlatformProps } from '@golden-path/constructs';
import { problemPaths, thrownBy } from '../support/errors';
import { anEnvironment, aPlatform, platformProps } from '../support/platform';

test('what is left out gets the defaults, and is read back resolved', () => {
  const platform = aPlatform({ defaults: { replicaCount: 3, cpuRequest: undefined } });
  expect(platform.gitOpsRepository).toBe('https://github.com/acme/platform-apps.git');
  expect(platform.imageRegistry).toBe('ghcr.io/acme');
  expect(platform.chartRepository).toBe('oci://ghcr.io/acme/charts');
  expect(platform.defaults).toMatchObject({ replicaCount: 3, cpuRequest: '250m', targetCpuPercent: 70 });
  expect(platform.team('platform')).toMatchObject({ catalogGroup: 'platform', costCenter: 'platform' });
  expect(platform.environment('staging')).toMatchObject({
    production: false,
    awsPartition: 'aws',
    oidcIssuer: 'oidc.eks.eu-west-1.amazonaws.com/id/MAIN',
    vpcCidr: '10.0.0.0/8',
    databaseSubnetGroup: 'staging-database',
    dnsNamespace: 'kube-system',
    dnsPodLabels: { 'k8s-app': 'kube-dns' },
    ingressClass: 'nginx',
    ingressNamespace: 'ingress-nginx',
    monitoringNamespace: 'monitoring',
    secretStoreName: 'platform-secrets',
    secretBackend: SecretBackend.AWS_SECRETS_MANAGER,
    crossplaneApi: CrossplaneApi.V2,
    crossplaneProviderConfig: 'aws-staging',
    kafkaNamespace: 'kafka',
    kafkaCluster: 'platform',
    argoCdDestination: 'https://kubernetes.default.svc',
    argoCdNamespace: 'argocd',
  });
});

test.each([
  ['eu-west-1', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eusc-de-east-1', 'aws-eusc'],
])('the region %s lies in the partition %s', (awsRegion, partition) => {
  expect(aPlatform({ environments: [anEnvironment({ awsRegion, oidcProviderArn: undefined })] }).environments[0].awsPartition).toBe(
    partition,
  );
});

test.each([
  ['production', undefined, true],
  ['prod', undefined, true],
  ['staging', undefined, false],
  ['live', true, true],
  ['production', false, false],
])('environment %s with production: %s is production: %s', (name, production, expected) => {
  expect(aPlatform({ environments: [anEnvironment({ name, production })] }).environments[0].production).toBe(expected);
});

test('changing what was passed in changes nothing', () => {
  const dnsCidrs = ['169.254.20.10/32'];
  const props = platformProps({ environments: [anEnvironment({ dnsCidrs })] });
  const platform = new Platform(props);
  dnsCidrs.push('0.0.0.0/0');
  expect(platform.environments[0].dnsCidrs).toEqual(['169.254.20.10/32']);
});

test('fails with every problem of the whole definition at once', () => {
  const broken = {
    organization: 'Acme Inc',
    domain: 'acme',
    environments: [
      { ...anEnvironment(), awsAccountId: 1234, awsRegion: 'Ireland', clusterEndpoint: 'http://x', vpcCidr: '10.0.0.1/8' },
      {
        ...anEnvironment({ name: 'production' }),
        backend: undefined,
        dnsCidrs: ['dns.acme.io'],
        ingressPodLabels: { 'bad key': '!' },
      },
      { ...anEnvironment(), clusterCertificateAuthority: 'not base64', awsEndpointCidr: [] },
    ],
    teams: [{ name: 'payments' }, { name: 'payments', costCenter: '${x}', slackChannel: '#pay' }, { name: 'X_', pagerDutyId: 'p1' }],
    gitOpsRepository: 'ftp://x',
    defaults: { replicaCount: 0, cpuRequest: 'much', memoryRequest: '256m' },
    organisation: 'acme',
  } as unknown as PlatformProps;
  expect(problemPaths(() => new Platform(broken))).toEqual([
    'organisation',
    'organization',
    'domain',
    'gitOpsRepository',
    'environments[0].awsAccountId',
    'environments[0].awsRegion',
    'environments[0].clusterEndpoint',
    'environments[0].vpcCidr',
    'environments[1].ingressPodLabels key',
    "environments[1].ingressPodLabels['bad key']",
    'environments[1].dnsCidrs[0]',
    'environments[1].backend',
    'environments[2].awsEndpointCidr',
    'environments[2].clusterCertificateAuthority',
    'environments[2].name',
    'teams[1].costCenter',
    'teams[1].slackChannel',
    'teams[1].name',
    'teams[2].name',
    'teams[2].pagerDutyId',
    'defaults.replicaCount',
    'defaults.cpuRequest',
    'defaults.memoryRequest',
  ]);
});

test('fails with a fix that can be typed in', () => {
  const { message } = thrownBy(() =>
    aPlatform({
      environments: [{ ...anEnvironment(), awsEndpointCidr: [] } as EnvironmentProps],
      defaults: { memoryRequest: '256m' },
    }),
  );
  expect(message).toContain('environments[0].awsEndpointCidr: got a prop that does not exist');
  expect(message).toContain("fix: did you mean 'awsEndpointCidrs'?");
  expect(message).toContain("fix: did you mean '256Mi'?");
});

test.each([[undefined], [[]], ['staging'], [[null]], [[undefined]]])('fails where environments are %p', (environments) => {
  const paths = problemPaths(() => aPlatform({ environments: environments as unknown as EnvironmentProps[] }));
  expect(paths[0]).toMatch(/^environments/);
});

test('fails where the issuer is not the one of the OIDC provider', () => {
  const environments = [anEnvironment({ oidcIssuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/OTHER' })];
  expect(thrownBy(() => aPlatform({ environments })).message).toContain('leave oidcIssuer out: it is read from oidcProviderArn');
  expect(
    problemPaths(() => aPlatform({ environments: [anEnvironment({ oidcProviderArn: undefined, oidcIssuer: 'https://x.example' })] })),
  ).toEqual(['environments[0].oidcIssuer']);
});

test.each([
  ['of another account', 'arn:aws:iam::999999999999:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/MAIN'],
  ['of another region', 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/MAIN'],
  ['of another partition', 'arn:aws-cn:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/MAIN'],
  ['that Terraform would evaluate', 'arn:aws:iam::111122223333:oidc-provider/x/${terraform.workspace}'],
])('fails for an OIDC provider %s', (_, oidcProviderArn) => {
  expect(problemPaths(() => aPlatform({ environments: [anEnvironment({ oidcProviderArn })] }))).toEqual([
    'environments[0].oidcProviderArn',
  ]);
});

test.each(['prd', 'live', 'eu-prod', 'production-eu'])(
  'fails for an environment named %s that does not say whether it is production',
  (name) => {
    expect(problemPaths(() => aPlatform({ environments: [anEnvironment({ name })] }))).toEqual(['environments[0].production']);
    expect(aPlatform({ environments: [anEnvironment({ name, production: true })] }).environments[0].production).toBe(true);
  },
);

test('fails for an environment whose name ends with that of another, since two services could then share a namespace', () => {
  const environments = [anEnvironment({ name: 'production' }), anEnvironment({ name: 'eu-production', production: true })];
  const error = thrownBy(() => aPlatform({ environments }));
  expect(error.problems).toEqual([
    expect.objectContaining({ path: 'environments[1].name', fix: "turn it round, as in 'production-eu'" }),
  ]);
});

test('sidecars may need nothing', () => {
  expect(aPlatform({ defaults: { sidecarCpuRequest: '0', sidecarMemoryRequest: '0' } }).defaults.sidecarCpuRequest).toBe('0');
});

test('the issuer may be written beside its provider, with or without a slash at the end', () => {
  const oidcIssuer = 'https://oidc.eks.eu-west-1.amazonaws.com/id/MAIN/';
  expect(aPlatform({ environments: [anEnvironment({ oidcIssuer })] }).environments[0].oidcIssuer).toBe(
    'oidc.eks.eu-west-1.amazonaws.com/id/MAIN',
  );
});

test('fails for a name that the platform does not declare, and offers the one that was meant', () => {
  expect(thrownBy(() => aPlatform().environment('stagin')).message).toContain("did you mean 'staging'?");
  expect(thrownBy(() => aPlatform().team('logistics')).message).toContain("one that the platform declares: 'payments', 'platform'");
});

test('fails for a state backend whose settings are not sound', () => {
  expect(problemPaths(() => StateBackend.s3({ bucket: 'A', region: '', keyPrefix: '${x}', kmsKeyId: 'alias/x' }))).toEqual([
    'bucket',
    'region',
    'keyPrefix',
    'kmsKeyId',
  ]);
  expect(problemPaths(() => StateBackend.cloud({ organization: 'a b' }))).toEqual(['organization']);
});
