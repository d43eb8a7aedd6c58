import { CacheTier, CrossplaneApi, DatabaseTier, ImagePolicyEngine, ImagePolicyMode, Provisioner, SecretBackend, ServiceLanguage, Access, ConnectOption, DependencyKind, NetworkPolicyEngine, NetworkProtocol, Peer, TableKeyType, TableStream } from '@golden-path/constructs';
import type { ArgoCd, IApplication, MicroserviceInfra, Platform } from '@golden-path/constructs';
import { anEnvironment } from '../../support/platform';
import { APPLICATION_SAMPLES } from './application-samples';
import { CATALOG_SAMPLES } from './catalog-samples';
import { OBSERVABILITY_SAMPLES } from './observability-samples';
import { PLACEMENT_SAMPLES } from './placement-samples';

/** Props of one interface, all of them sound. */
export type Sample = Readonly<Record<string, unknown>>;

/** The objects that props refer to. */
export interface Given {
  readonly platform: Platform;
  readonly service: MicroserviceInfra;
  readonly argoCd: ArgoCd;
  readonly application: IApplication;
}

const ZONES = { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.DEV };
const AREA = { dnsPodLabels: { 'k8s-app': 'dns' }, monitoringSelectorLabels: { release: 'prometheus' } };

const ENVIRONMENT = {
  ...anEnvironment(),
  production: false,
  permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/service-boundary',
  oidcIssuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/MAIN',
  vpcCidr: '10.8.0.0/16',
  vpcSecondaryCidrs: ['100.64.0.0/16'],
  dualStack: true,
  nodeLocalDns: true,
  apiServerCidrs: ['10.8.1.0/24'],
  networkPolicyEngine: NetworkPolicyEngine.CILIUM,
  gatewayNamespace: 'gateways',
  gatewayProxyNamespace: 'proxies',
  gatewayProxyPodLabels: { app: 'proxy' },
  acmeHttp01Solver: true,
  databaseSubnetGroup: 'own-database',
  cacheSubnetGroup: 'own-cache',
  databaseSecurityGroupIds: ['sg-0123456789abcdef0'],
  awsEndpointCidrs: ['10.9.0.0/24'],
  dnsNamespace: 'dns',
  dnsCidrs: ['169.254.20.10/32'],
  ingressClass: 'public',
  ingressNamespace: 'edge',
  gatewayName: 'gate',
  certificateIssuer: 'own-issuer',
  ingressAnnotations: { 'example.com/ingress': 'own' },
  gatewayListener: 'own-tls',
  gatewayHttpListener: 'own-http',
  plainHttpReason: 'the load balancer ends TLS',
  ingressPodLabels: { app: 'edge' },
  monitoringNamespace: 'watch',
  secretStoreName: 'store',
  secretBackend: SecretBackend.AWS_SECRETS_MANAGER,
  dataProvisioner: Provisioner.TERRAFORM,
  crossplaneApi: CrossplaneApi.V2,
  crossplaneProviderConfig: 'aws-own',
  kafkaNamespace: 'streams',
  kafkaCluster: 'main',
  kafkaPort: 9095,
  argoCdDestination: 'https://kubernetes.default.svc',
  argoCdNamespace: 'delivery',
  imageRules: {
    mode: ImagePolicyMode.AUDIT,
    exceptions: [{ image: 'docker.io/own/proxy@sha256:*', reason: 'the vendor signs it', expires: '2027-06-30' }],
    signedElsewhere: ['checkout'],
  },
  ...AREA,
};

/** Sound values of every prop of every interface; where two props shut each other out, there are two samples. */
export const SAMPLES: Readonly<Record<string, (given: Given) => readonly Sample[]>> = {
  ...APPLICATION_SAMPLES,
  ...PLACEMENT_SAMPLES,
  ...CATALOG_SAMPLES,
  ...OBSERVABILITY_SAMPLES,
  EnvironmentProps: () => [ENVIRONMENT, { ...ENVIRONMENT, ingressCidrs: ['10.7.0.0/16'] }],
  TeamProps: () => [
    {
      name: 'payments',
      catalogGroup: 'payments-team',
      costCenter: 'cc-1',
      slackChannel: 'payments',
      pagerDutyId: 'PX12AB3',
      services: ['checkout', 'payment-*'],
      dataNames: ['orders*', 'receipts', 'sessions', 'stripe'],
      repositories: ['acme/payments-*'],
    },
  ],
  PlatformDefaults: () => [
    {
      replicaCount: 3,
      maxReplicaFactor: 4,
      cpuRequest: '200m',
      memoryRequest: '300Mi',
      memoryLimitFactor: 3,
      targetCpuPercent: 60,
      surgePercent: 50,
      jobPods: 3,
      sidecarCpuRequest: '60m',
      sidecarMemoryRequest: '70Mi',
      databaseClassDev: 'db.t3.small',
      databaseClassStandard: 'db.t3.large',
      databaseClassPerformance: 'db.r6g.xlarge',
      cacheNodeDev: 'cache.t3.small',
      cacheNodeStandard: 'cache.t3.medium',
      cacheNodePerformance: 'cache.r6g.xlarge',
    },
  ],
  DatabaseTierProps: () => [{ name: 'large', instanceClass: 'db.r6g.4xlarge' }],
  CacheTierProps: () => [{ name: 'large', nodeType: 'cache.r7g.4xlarge' }],
  PlatformProps: (given) => [
    {
      organization: 'acme',
      domain: 'platform.acme.io',
      environments: [...SAMPLES.EnvironmentProps(given).slice(1), anEnvironment({ name: 'production', clusterCertificateAuthority: 'b3RoZXI=' })],
      teams: [...SAMPLES.TeamProps(given), { name: 'platform' }],
      gitOpsRepository: 'https://github.com/acme/apps.git',
      imageRegistry: 'ghcr.io/acme',
      chartRepository: 'oci://registry.acme.io/charts',
      platformTeams: ['platform'],
      operatorMetadata: ['istio.io'],
      serviceKinds: SAMPLES.KubernetesKind(given),
      maxQuota: SAMPLES.QuotaLimit(given)[0],
      defaults: SAMPLES.PlatformDefaults(given)[0],
      databaseTiers: [...SAMPLES.DatabaseTierProps(given)],
      cacheTiers: [...SAMPLES.CacheTierProps(given)],
      catalog: SAMPLES.CatalogSettings(given)[0],
    },
  ],
  S3StateProps: () => [
    { bucket: 'own-state', region: 'eu-west-1', keyPrefix: 'a/b', kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234' },
  ],
  CloudStateProps: () => [{ organization: 'acme', hostname: 'terraform.acme.io' }],
  KubernetesKind: () => [{ group: 'keda.sh', kind: 'ScaledObject' }],
  PlatformStackProps: ({ platform }) => [{ platform, environment: 'production', teamName: 'platform' }],
  ServiceStackProps: ({ platform }) => [{ platform, environment: 'staging' }],
  MicroserviceInfraProps: () => [
    {
      serviceName: 'basket',
      teamName: 'payments',
      environment: 'staging',
      replicaCount: 2,
      maxReplicaCount: 5,
      cpuRequest: '100m',
      memoryRequest: '128Mi',
      memoryLimit: '256Mi',
      targetCpuPercent: 65,
      enableHpa: true,
      enablePdb: true,
      jobsOnly: false,
    },
  ],
  ConnectOptions: () => [{ envPrefix: 'OWN_', access: Access.READ, reason: 'because of that' }, { port: 8080, why: 'because of that' }],
  EnvironmentVariable: () => [
    { name: 'OWN_HOST', value: 'host.example' },
    { name: 'OWN_PASSWORD', secretName: 'own-secret', secretKey: 'password' },
  ],
  ConnectionEgress: () => [{ peer: Peer.cidr('10.20.0.0/16'), port: 5432, protocol: NetworkProtocol.UDP, endPort: 5440 }],
  PortOptions: () => [{ protocol: NetworkProtocol.UDP, endPort: 9000 }],
  ConnectionGrant: () => [{ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:eu-west-1:111122223333:own'] }],
  Connection: (given) => [
    {
      kind: DependencyKind.DATABASE,
      name: 'own',
      variables: SAMPLES.EnvironmentVariable(given),
      egress: SAMPLES.ConnectionEgress(given),
      grants: SAMPLES.ConnectionGrant(given),
    },
  ],
  KafkaTopicProps: () => [
    { topicName: 'orders.own', partitions: 3, replicas: 3, retentionHours: 24 },
    { topicName: 'orders.own', compacted: true },
  ],
  ObjectBucketProps: () => [
    { bucketName: 'receipts', expireAfterDays: 30, keepOldVersionsDays: 60, provisioner: Provisioner.TERRAFORM },
  ],
  PostgresDatabaseProps: () => [
    { ...ZONES, multiAz: true, engineVersion: '16', backupRetentionDays: 8, provisioner: Provisioner.TERRAFORM },
    { ...ZONES, singleAzReason: 'it is only a test', provisioner: Provisioner.CROSSPLANE },
  ],
  RedisCacheProps: () => [
    { cacheName: 'sessions', tier: CacheTier.DEV, multiAz: true, engineVersion: '7.1' },
    { cacheName: 'sessions', tier: CacheTier.DEV, singleAzReason: 'it is only a test' },
  ],
  ServiceSecretProps: () => [
    { secretName: 'stripe', keys: ['api-key'], remoteKey: 'shared/stripe', remoteKeyReason: 'all services share it' },
    { secretName: 'registry', registry: 'ghcr.io' },
  ],
  QuotaLimit: () => [{ cpu: '900', memory: '900Gi', pods: 900 }],
  DataPlatformProps: () => [
    { vaultAddress: 'https://vault.acme.io', vaultPath: 'qx-path', vaultMountPath: 'qx-mount', vaultRole: 'qx-role' },
  ],
  CompanionProps: () => [
    { companionName: 'searches', kind: DependencyKind.of('search'), connectOptions: [ConnectOption.ACCESS], maxLength: 50, suffix: '.own', nameProp: 'indexName', problems: [] },
  ],
  CompanionObjectProps: () => [
    { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'own', spec: { minReplicaCount: 1 }, holdsData: true },
  ],
  SqsQueueProps: () => [{ queueName: 'mails', fifo: true, visibilityTimeoutSeconds: 60, retentionDays: 7, maxReceives: 3 }],
  TableKey: () => [{ name: 'id', type: TableKeyType.STRING }],
  TableIndex: (given) => [{ indexName: 'by-time', partitionKey: SAMPLES.TableKey(given)[0], sortKey: { name: 'at', type: TableKeyType.NUMBER } }],
  DynamoTableProps: (given) => [
    {
      tableName: 'carts',
      partitionKey: SAMPLES.TableKey(given)[0],
      sortKey: { name: 'at', type: TableKeyType.NUMBER },
      indexes: [{ ...SAMPLES.TableIndex(given)[0], partitionKey: { name: 'customer', type: TableKeyType.STRING } }],
      ttlAttribute: 'expires',
      stream: TableStream.KEYS_ONLY,
    },
  ],
  SnsTopicProps: () => [{ topicName: 'orders', fifo: true }],
  SubscribeOptions: () => [{ rawMessages: false }],
  Guarantee: () => [{ argument: 'fifo_queue', value: true, rule: 'order' }],
  ArgoCdProps: () => [
    { host: 'argocd.acme.io', chartVersion: '10.9.1', slackTokenSecret: 'own/slack', values: { dex: { enabled: false, list: ['a'] } } },
  ],
  PlatformApplicationProps: ({ argoCd }) => [{ argoCd }],
  SoftwareTemplateProps: () => [
    {
      platformPackage: '@acme/platform@^1.0.0',
      platformExport: 'own',
      registry: 'https://npm.acme.io/',
      workflows: 'acme/platform@0123456789abcdef0123456789abcdef01234567#v1.2.3',
      language: ServiceLanguage.GO,
      templateName: 'go-service',
      title: 'A service',
      description: 'A service in Go',
      tags: ['go'],
      visibility: 'internal',
      requiredChecks: ['test'],
      pagerDutyEscalationPolicyId: 'PANZZEQ',
      vaultEnvironment: 'staging',
      registrationRepository: 'acme/platform-catalog',
    },
  ],
  ImageException: () => ENVIRONMENT.imageRules.exceptions,
  ImageRules: () => [ENVIRONMENT.imageRules],
  ImagePolicyProps: () => [
    { engine: ImagePolicyEngine.KYVERNO, workflow: 'own/flows/.github/workflows/own.yml', workflowRefs: ['refs/tags/v9'], repositories: { shop: 'own/store' } },
    { engine: ImagePolicyEngine.POLICY_CONTROLLER, services: ['search'] },
  ],
};

/** What the library gives and never takes. */
export const ONLY_GIVEN: readonly string[] = ['Dependency', 'Problem'];
