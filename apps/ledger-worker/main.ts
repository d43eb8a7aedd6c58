import { acme, DELIVERY_VERSION } from '@acme/platform';
import {
  CatalogEntry, DatabaseTier, DeliveryWorkflow, MicroserviceInfra, ObjectBucket, PostgresDatabase, Provisioner, ServiceStack,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { ledgerApp } from './app';

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
    ledgerApp(service);
    new CatalogEntry(stack, 'Catalog', { service, description: 'Books payments into the ledger', system: 'accounting' });
    new DeliveryWorkflow(stack, 'Delivery', { service, commands: ['make lint', 'make test'], workflowRef: DELIVERY_VERSION });
  }
}

if (require.main === module) {
  const app = new App();
  ledgerWorker(app);
  app.synth();
}
