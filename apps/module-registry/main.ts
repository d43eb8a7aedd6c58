import { acme, DELIVERY_VERSION } from '@acme/platform';
import {
  Access, CatalogEntry, DeliveryWorkflow, MicroserviceInfra, ObjectBucket, ServiceSecret, ServiceStack,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { moduleRegistryApp } from './app';

/** The stacks of module-registry, from which `terraform init` fetches the platform's own modules. Releases write its bucket. */
export function moduleRegistry(app: Construct): void {
  for (const { name: environment, production } of acme.environments) {
    const stack = new ServiceStack(app, `module-registry-${environment}`, { platform: acme, environment });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'module-registry', teamName: 'platform' });
    const modules = new ObjectBucket(stack, 'Modules', { bucketName: 'terraform-modules' });
    service.connectTo(modules, { access: Access.READ });
    service.connectTo(new ServiceSecret(stack, 'Clients', { secretName: 'registry-clients', keys: ['tokens', 'signing-key'] }));
    moduleRegistryApp(service, { bucket: modules.bucketName, host: production ? 'terraform.acme.io' : 'terraform.staging.acme.io' });
    new CatalogEntry(stack, 'Catalog', { service, description: 'Serves the Terraform modules of the platform' });
    new DeliveryWorkflow(stack, 'Delivery', { service, commands: ['npm ci', 'npm test'], workflowRef: DELIVERY_VERSION });
  }
}

if (require.main === module) {
  const app = new App();
  moduleRegistry(app);
  app.synth();
}
