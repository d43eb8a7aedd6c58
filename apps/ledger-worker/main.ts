import { acme } from '@acme/platform';
import {
  CatalogEntry, DatabaseTier, GitOpsApp, MicroserviceInfra, ObjectBucket, PostgresDatabase, Provisioner, ServiceObservability, ServiceStack,
  Slo,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';

/** The ledger's data lives and changes with its Terraform, as it did before there was Crossplane. */
const provisioner = Provisioner.TERRAFORM;

/** The stacks of ledger-worker, which takes no traffic and works off a queue at a steady pace. */
export function ledgerWorker(app: Construct): void {
  for (const { name: environment } of acme.environments) {
    const stack = new ServiceStack(app, `ledger-worker-${environment}`, { platform: acme, environment });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'ledger-worker', teamName: 'ledger', enableHpa: false });
    service.connectTo(new ObjectBucket(stack, 'Exports', { bucketName: 'ledger-exports', provisioner }));
    const size = { storageGb: 50, tier: DatabaseTier.STANDARD };
    service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'ledger-db', provisioner, ...size }));
    const application = new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/ledger-worker', imageTag: '1.8.2', metricsPort: 9090 });
    new ServiceObservability(stack, 'Observability', {
      service,
      app: application,
      // It takes no requests: what counts is how old the books are.
      objectives: [Slo.freshness(99.5, { timestampMetric: 'ledger_last_booking_timestamp_seconds', maxAgeSeconds: 900 })],
      alerts: [{ alert: 'BucketErrors', leftOutReason: 'request metrics of the bucket are not turned on, since exports run once a day' }],
    });
    new CatalogEntry(stack, 'Catalog', { service, description: 'Books payments into the ledger', system: 'accounting' });
  }
}

if (require.main === module) {
  const app = new App();
  ledgerWorker(app);
  app.synth();
}
