import { ApiType, CatalogEntry } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';

/** payment-service as the software catalog shows it. */
export function paymentCatalog(service: MicroserviceInfra): void {
  new CatalogEntry(service.node.scope!, 'Catalog', {
    service,
    description: 'Takes and refunds payments by card',
    system: 'shop',
    tags: ['payments', 'pci-dss'],
    apis: [{ type: ApiType.OPENAPI, definition: 'openapi.yaml', description: 'Takes and refunds payments' }],
  });
}
