/** One service of the estate, as both sides describe it. */
export interface Service {
  readonly name: string;
  readonly team: string;
  readonly replicas: number;
  readonly autoscaled: boolean;
  /** The bucket that it reads. */
  readonly bucket: string;
  /** The service that calls it, if any. */
  readonly caller?: string;
}

/** The port that every service listens on. */
export const PORT = 8080;

/** Why a service may be called. */
export const WHY = 'requests of customers';

/** What the platform team decides once. */
export const ORGANIZATION = {
  organization: 'acme',
  domain: 'platform.acme.io',
  teams: [
    { name: 'payments', catalogGroup: 'payments-team', costCenter: 'cc-4711' },
    { name: 'ledger', catalogGroup: 'ledger-team', costCenter: 'cc-4712' },
  ],
};

/** Where Terraform keeps state. */
export const STATE = { bucket: 'acme-terraform-state', region: 'eu-west-1' };

export const ENVIRONMENTS = [
  {
    name: 'staging',
    production: false,
    awsAccountId: '111122223333',
    awsRegion: 'eu-west-1',
    clusterName: 'acme-staging',
    clusterEndpoint: 'https://5A0E6F7C8B9D.gr7.eu-west-1.eks.amazonaws.com',
    clusterCertificateAuthority: 'c3RhZ2luZyBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=',
    oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/5A0E6F7C8B9D',
    awsEndpointCidrs: ['10.10.64.0/20'],
  },
  {
    name: 'production',
    production: true,
    awsAccountId: '444455556666',
    awsRegion: 'eu-west-1',
    clusterName: 'acme-production',
    clusterEndpoint: 'https://1D2E3F4A5B6C.gr7.eu-west-1.eks.amazonaws.com',
    clusterCertificateAuthority: 'cHJvZHVjdGlvbiBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=',
    oidcProviderArn: 'arn:aws:iam::444455556666:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1D2E3F4A5B6C',
    awsEndpointCidrs: ['10.20.64.0/20'],
  },
];

/**
 * As many services as asked for: one in three is a worker without an autoscaler, one in four runs as a single replica,
 * and each but the first is called by the one before it.
 */
export function servicesOf(count: number): Service[] {
  return Array.from({ length: count }, (_, index) => ({
    name: nameOf(index),
    team: ORGANIZATION.teams[index % ORGANIZATION.teams.length].name,
    replicas: index % 4 === 0 ? 1 : 3,
    autoscaled: index % 3 !== 0,
    bucket: `arn:aws:s3:::acme-${nameOf(index)}`,
    caller: index > 0 ? nameOf(index - 1) : undefined,
  }));
}

function nameOf(index: number): string {
  return `service-${String(index).padStart(4, '0')}`;
}
