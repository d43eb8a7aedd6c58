import { acme, DELIVERY_VERSION } from '@acme/platform';
import {
  CatalogEntry, DatabaseTier, DeliveryWorkflow, MicroserviceInfra, PostgresDatabase, ServiceLanguage, ServiceStack,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { storefrontApp } from './app';

/** The stacks of storefront, one for each environment. */
export function storefront(app: Construct): void {
  for (const { name: environment, production } of acme.environments) {
    const stack = new ServiceStack(app, `storefront-${environment}`, { platform: acme, environment });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'storefront', teamName: 'commerce' });
    const size = production ? { storageGb: 100, tier: DatabaseTier.STANDARD, multiAz: true } : { storageGb: 20, tier: DatabaseTier.DEV };
    service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'storefront-db', ...size }));
    service.connectTo(MicroserviceInfra.fromServiceName(stack, 'Payments', 'payment-service'), { port: 8080 });
    storefrontApp(service, production ? 'acme.io' : 'staging.acme.io');
    new CatalogEntry(stack, 'Catalog', {
      service, description: 'The shop on the web', system: 'shop', type: 'website', consumesApis: ['payment-service-api'],
    });
    new DeliveryWorkflow(stack, 'Delivery', { service, language: ServiceLanguage.TYPESCRIPT, workflowRef: DELIVERY_VERSION });
  }
}

if (require.main === module) {
  const app = new App();
  storefront(app);
  app.synth();
}
