/** Where the search domains of an environment stand, and how they are reached. */
export interface SearchNetwork {
  /** Private subnets, each in a zone of its own. */
  readonly subnetIds: string[];
  /** Lets the pods of the cluster reach port 443, and nobody else. */
  readonly securityGroupId: string;
  /** The private zone in which each domain gets a name. */
  readonly zoneId: string;
  readonly zoneName: string;
  /** A certificate for every name of the zone. */
  readonly certificateArn: string;
}

/** What the network team of acme keeps, by the name of the environment. */
export const SEARCH_NETWORKS: Readonly<Record<string, SearchNetwork>> = {
  staging: {
    subnetIds: ['subnet-0a10000000000001', 'subnet-0a10000000000002'],
    securityGroupId: 'sg-0a1000000000000aa',
    zoneId: 'Z0123456789STAGING',
    zoneName: 'search.staging.acme.internal',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/6f1d6e0e-0d6c-4e5c-9d55-2f0c3f0b1a01',
  },
  production: {
    subnetIds: ['subnet-0b20000000000001', 'subnet-0b20000000000002'],
    securityGroupId: 'sg-0b2000000000000bb',
    zoneId: 'Z0123456789PRODUCTION',
    zoneName: 'search.production.acme.internal',
    certificateArn: 'arn:aws:acm:eu-west-1:444455556666:certificate/6f1d6e0e-0d6c-4e5c-9d55-2f0c3f0b1a02',
  },
};
