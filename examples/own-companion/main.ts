import { acme } from '@acme/platform';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { SearchDomain } from './search-domain';

/** A service with a search domain, in every environment. */
export function ledgerSearch(app: Construct): void {
  for (const { name: environment } of acme.environments) {
    const stack = new ServiceStack(app, `ledger-search-${environment}`, { platform: acme, environment });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'ledger-search', teamName: 'ledger' });
    service.connectTo(new SearchDomain(stack, 'Search', { searchName: 'ledger-search', storageGb: 50 }));
  }
}

if (require.main === module) {
  const app = new App();
  ledgerSearch(app);
  app.synth();
}
