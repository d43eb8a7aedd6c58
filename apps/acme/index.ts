import { Platform, StateBackend } from '@golden-path/constructs';

/** The version of the delivery workflow that all services call, and whose images the clusters trust. */
export const DELIVERY_VERSION = '0123456789012345678901234567890123456789';

const backend = StateBackend.s3({ bucket: 'acme-terraform-state', region: 'eu-west-1' });

/** What the platform team of acme decides once for all services. */
export const acme = new Platform({
  organization: 'acme',
  domain: 'platform.acme.io',
  teams: [
    {
      name: 'payments', catalogGroup: 'payments-team', costCenter: 'cc-4711', slackChannel: 'team-payments', pagerDutyId: 'P1234AB',
      services: ['payment-*'], dataNames: ['payment-*', 'payments-*', 'payments.*'],
    },
    { name: 'platform', catalogGroup: 'platform-team', costCenter: 'cc-4700', slackChannel: 'team-platform', pagerDutyId: 'P9012EF' },
    {
      name: 'ledger', catalogGroup: 'ledger-team', costCenter: 'cc-4712', slackChannel: 'team-ledger', pagerDutyId: 'P5678CD',
      services: ['ledger-*'], dataNames: ['ledger-*', 'ledger.*'],
    },
    {
      name: 'commerce', catalogGroup: 'commerce-team', costCenter: 'cc-4713', slackChannel: 'team-commerce', pagerDutyId: 'P3456GH',
      services: ['storefront'], dataNames: ['storefront-*'],
    },
  ],
  catalog: {
    domains: [{ name: 'commerce', owner: 'commerce', description: 'Everything that a customer sees' }],
    systems: [
      { name: 'shop', owner: 'commerce', domain: 'commerce', description: 'Sells and takes payments' },
      { name: 'accounting', owner: 'ledger', description: 'Keeps the books' },
    ],
    services: ['ledger-worker', 'module-registry', 'payment-service', 'storefront'],
    externals: ['api:payment-service-api'],
    dashboardUrl: 'https://grafana.internal.acme.io/d/{namespace}',
    runbookUrl: 'https://runbooks.internal.acme.io/{service}',
    logsUrl: 'https://logs.{environment}.acme.io/?namespace={namespace}',
    tracesUrl: 'https://traces.{environment}.acme.io/?service={service}',
    entryUrl: 'https://backstage.acme.io/catalog/default/component/{service}',
    argoCdUrl: 'https://argocd.{environment}.acme.io/applications/{namespace}',
  },
  environments: [
    {
      name: 'staging',
      awsAccountId: '111122223333',
      awsRegion: 'eu-west-1',
      clusterName: 'acme-staging',
      clusterEndpoint: 'https://5A0E6F7C8B9D.gr7.eu-west-1.eks.amazonaws.com',
      clusterCertificateAuthority: 'c3RhZ2luZyBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=',
      oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/5A0E6F7C8B9D',
      vpcCidr: '10.10.0.0/16',
      backend,
    },
    {
      name: 'production',
      awsAccountId: '444455556666',
      awsRegion: 'eu-west-1',
      clusterName: 'acme-production',
      clusterEndpoint: 'https://1D2E3F4A5B6C.gr7.eu-west-1.eks.amazonaws.com',
      clusterCertificateAuthority: 'cHJvZHVjdGlvbiBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=',
      oidcProviderArn: 'arn:aws:iam::444455556666:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1D2E3F4A5B6C',
      vpcCidr: '10.20.0.0/16',
      awsEndpointCidrs: ['10.20.64.0/20'],
      backend,
    },
  ],
});
