// The programs of docs/languages.md, in TypeScript: what those in other languages have to give, byte by byte.
import {
  DatabaseTier, GitOpsApp, MicroserviceInfra, Platform, PostgresDatabase, ServiceStack, StateBackend, type EnvironmentProps,
} from '@golden-path/constructs';
import { App } from 'cdktf';

function environment(name: string): EnvironmentProps {
  return {
    name,
    awsAccountId: '111122223333',
    awsRegion: 'eu-west-1',
    clusterName: `acme-${name}`,
    clusterEndpoint: `https://acme-${name}.gr7.eu-west-1.eks.amazonaws.com`,
    clusterCertificateAuthority: 'YWNtZSBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=',
    backend: StateBackend.s3({ bucket: 'acme-terraform-state', region: 'eu-west-1' }),
  };
}
const acme = new Platform({
  organization: 'acme',
  domain: 'platform.acme.io',
  teams: [{ name: 'payments' }],
  environments: [environment('staging'), environment('production')],
});

const app = new App();
for (const { name, production } of acme.environments) {
  const stack = new ServiceStack(app, `payment-service-${name}`, { platform: acme, environment: name });
  const service = new MicroserviceInfra(stack, 'Infra', {
    serviceName: 'payment-service', teamName: 'payments', replicaCount: production ? 3 : 1,
  });
  service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'payments-db', storageGb: 100, tier: DatabaseTier.STANDARD }));
  new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/payment-service', imageTag: '1.4.2', port: 8080 });
}
app.synth();
