import { NetworkPolicyEngine, Platform, StateBackend } from '@golden-path/constructs';
import type { EnvironmentProps } from '@golden-path/constructs';
import { acme } from '../../../apps/acme';

const backend = StateBackend.s3({ bucket: 'state', region: 'eu-west-1' });

function environment(name: string, account: string, more: Partial<EnvironmentProps>): EnvironmentProps {
  return {
    name,
    awsAccountId: account,
    awsRegion: 'eu-central-1',
    clusterName: `shop-${name}`,
    clusterEndpoint: `https://${name}.eks.example`,
    clusterCertificateAuthority: 'Y2VydGlmaWNhdGU=',
    backend,
    ...more,
  };
}

/** Pod Identity and IRSA beside each other, every network that a rule can name, other defaults, a quota, and names with signs of HCL. */
const shop = new Platform({
  organization: 'shop',
  domain: 'shop.example',
  teams: [
    {
      name: 'orders', costCenter: 'A: 1 = x/y@z', catalogGroup: 'Orders_Group', services: ['order-*', 'basket', 'order-list'],
      dataNames: ['order-*'],
    },
    { name: 'search' },
    { name: 'returns', costCenter: 'B', services: ['returns'], dataNames: ['returns-files'] },
  ],
  defaults: {
    replicaCount: 3, maxReplicaFactor: 7, cpuRequest: '0.3', memoryRequest: '300M', memoryLimitFactor: 3, surgePercent: 33, jobPods: 0,
    targetCpuPercent: 55, sidecarCpuRequest: '15m', sidecarMemoryRequest: '100M',
  },
  databaseTiers: [{ name: 'huge', instanceClass: 'db.r6g.4xlarge' }],
  maxQuota: { pods: 900, cpu: '600', memory: '4Ti' },
  environments: [
    environment('dev', '111111111111', {}),
    environment('acceptance-tests', '222222222222', {
      awsRegion: 'us-gov-west-1',
      oidcProviderArn: 'arn:aws-us-gov:iam::222222222222:oidc-provider/oidc.eks.us-gov-west-1.amazonaws.com/id/ABC',
      dnsCidrs: ['10.9.0.10/32', '10.9.0.11/32'],
      nodeLocalDns: true,
      networkPolicyEngine: NetworkPolicyEngine.CILIUM,
      permissionsBoundaryArn: 'arn:aws-us-gov:iam::222222222222:policy/boundary',
    }),
    environment('production', '333333333333', {
      dualStack: true, dnsNamespace: 'dns', dnsPodLabels: { app: 'dns', 'x.y/z': '1' }, awsEndpointCidrs: ['10.1.0.0/20', '10.1.16.0/20'],
      databaseSecurityGroupIds: ['sg-0123456789abcdef0'], databaseSubnetGroup: 'shared',
    }),
    environment('live', '444444444444', {
      production: true,
      oidcProviderArn: 'arn:aws:iam::444444444444:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/DEF',
      permissionsBoundaryArn: 'arn:aws:iam::444444444444:policy/boundary',
      databaseSecurityGroupIds: ['sg-0123456789abcdef1', 'sg-0123456789abcdef2'],
    }),
  ],
});

/** One environment without users, one team: nothing differs, so nothing is looked up. A quota that most samples exceed. */
const tiny = new Platform({
  organization: 'tiny',
  domain: 'tiny.example',
  teams: [{ name: 'all' }],
  maxQuota: { pods: 140 },
  environments: [environment('dev', '555555555555', {})],
});

/** The platforms for which modules are rendered and compared. */
export const PLATFORMS: Readonly<Record<string, Platform>> = { acme, shop, tiny };
