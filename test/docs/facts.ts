import {
  ArgoCd,
  DataPlatform,
  GitOpsApp,
  ImagePolicy,
  KafkaTopic,
  MicroserviceInfra,
  NetworkPolicyEngine,
  Peer,
  Platform,
  PlatformStack,
  PostgresDatabase,
  Provisioner,
  RedisCache,
  Routing,
  SecretBackend,
  ServiceApplicationSet,
  ServiceSecret,
  ServicesProject,
  ServiceStack,
  StateBackend,
  CrossplaneApi,
} from '@golden-path/constructs';
import type { EnvironmentProps, PlatformProps, TeamProps } from '@golden-path/constructs';
import { synthesize } from '@golden-path/constructs/testing';
import type { App } from 'cdktf';
import { CACHE, DATABASE, SECRET, TOPIC } from '../support/data';
import { anEnvironment } from '../support/platform';

/** Another value for each optional prop that a platform can be given, as a change of the props that the tests start with. */
export const OTHER_FACTS: Record<string, Record<string, unknown>> = {
  PlatformProps: {
    gitOpsRepository: 'https://github.com/acme/other.git',
    imageRegistry: 'registry.other.example',
    operatorMetadata: ['other.example'],
    chartRepository: 'oci://other.example/charts',
    serviceKinds: [{ group: 'example.com', kind: 'Widget' }],
    defaults: { replicaCount: 3 },
    databaseTiers: [{ name: 'large', instanceClass: 'db.r6g.4xlarge' }],
    cacheTiers: [{ name: 'large', nodeType: 'cache.r7g.4xlarge' }],
  } satisfies Partial<PlatformProps>,
  TeamProps: {
    catalogGroup: 'other',
    costCenter: 'other',
    slackChannel: 'other',
    pagerDutyId: 'POTHER',
    repositories: ['acme/other'],
    dataNames: ['other-*'],
  } satisfies Partial<TeamProps>,
  EnvironmentProps: {
    production: true,
    oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER',
    permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/other',
    awsEndpointCidrs: ['10.8.0.0/16'],
    dnsNamespace: 'other',
    dnsPodLabels: { app: 'other' },
    dnsCidrs: ['10.8.0.0/16'],
    backend: StateBackend.s3({ bucket: 'other', region: 'eu-west-1' }),
    vpcCidr: '10.8.0.0/16',
    vpcSecondaryCidrs: ['100.64.0.0/16'],
    dualStack: true,
    nodeLocalDns: true,
    apiServerCidrs: ['10.8.0.0/16'],
    networkPolicyEngine: NetworkPolicyEngine.CILIUM,
    gatewayNamespace: 'other',
    gatewayProxyNamespace: 'other',
    gatewayProxyPodLabels: { app: 'other' },
    acmeHttp01Solver: true,
    databaseSubnetGroup: 'other',
    cacheSubnetGroup: 'other',
    databaseSecurityGroupIds: ['sg-0123456789abcdef0'],
    dataProvisioner: Provisioner.TERRAFORM,
    crossplaneApi: CrossplaneApi.V1,
    crossplaneProviderConfig: 'other',
    secretStoreName: 'other',
    secretBackend: SecretBackend.VAULT,
    kafkaNamespace: 'other',
    kafkaCluster: 'other',
    kafkaPort: 9099,
    ingressClass: 'other',
    ingressNamespace: 'other',
    gatewayName: 'other',
    certificateIssuer: 'other',
    ingressAnnotations: { other: 'other' },
    gatewayListener: 'other',
    gatewayHttpListener: 'other',
    plainHttpReason: 'another one ends TLS',
    ingressPodLabels: { app: 'other' },
    ingressCidrs: ['10.8.0.0/16'],
    monitoringNamespace: 'other',
    monitoringSelectorLabels: { app: 'other' },
    argoCdDestination: 'https://other.example',
    argoCdNamespace: 'other',
    imageRules: { exceptions: [{ image: 'other.example/*', reason: 'another one signs it' }] },
  } satisfies Partial<EnvironmentProps>,
};

/**
 * Props that decide only whether a definition or a stack is refused, so that no output can show them. What a catalog says reaches
 * the entries of test/catalog alone.
 */
export const ONLY_CHECKED = [
  'PlatformProps.catalog', 'PlatformProps.platformTeams', 'PlatformProps.maxQuota', 'TeamProps.services', 'EnvironmentProps.oidcIssuer',
];

/** Every file of an app that uses all that a platform says, with a change of one of its interfaces. */
export function filesWith(name: string, change: Record<string, unknown>): Readonly<Record<string, string>> {
  const changeOf = (other: string) => (name === other ? change : {});
  const platform = new Platform({
    organization: 'acme',
    domain: 'platform.acme.io',
    teams: [{ name: 'payments', ...changeOf('TeamProps') }, { name: 'platform' }],
    environments: [anEnvironment(changeOf('EnvironmentProps'))],
    ...changeOf('PlatformProps'),
  });
  return synthesize((app) => addEverything(app, platform)).files;
}

function addEverything(app: App, platform: Platform): void {
  const service = addService(app, platform, 'checkout', Routing.INGRESS);
  const stack = service.node.scope!;
  service.grant(['s3:GetObject'], ['arn:aws:s3:::a-bucket/*']);
  service.allowFrom(Peer.apiServer(), 9443, 'the API server calls the webhook');
  const { networkPolicyEngine } = platform.environment('staging');
  if (networkPolicyEngine === NetworkPolicyEngine.CILIUM) service.allowToHost('api.stripe.com', 443, 'cards are charged');
  for (const data of [
    new PostgresDatabase(stack, 'Database', DATABASE),
    new RedisCache(stack, 'Cache', CACHE),
    new KafkaTopic(stack, 'Topic', TOPIC),
    new ServiceSecret(stack, 'Secret', SECRET),
  ]) { service.connectTo(data); }
  addService(app, platform, 'shop', Routing.HTTP_ROUTE);

  const ours = new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
  const usesVault = platform.environment('staging').secretBackend === SecretBackend.VAULT;
  new DataPlatform(ours, 'Data', usesVault ? { vaultAddress: 'https://vault.example' } : {});
  new ArgoCd(ours, 'ArgoCd', { host: 'argocd.example' });
  new ServicesProject(ours, 'Project');
  new ServiceApplicationSet(ours, 'Services');
  new ImagePolicy(ours, 'Images');
}

function addService(app: App, platform: Platform, serviceName: string, routing: Routing): MicroserviceInfra {
  const stack = new ServiceStack(app, `${serviceName}-staging`, { platform, environment: 'staging' });
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName, teamName: 'payments' });
  const ports = { port: 8080, metricsPort: 9090, host: `${serviceName}.example` };
  new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/a', imageTag: '1', routing, ...ports });
  return service;
}
