import { acme } from '@acme/platform';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';

/** The stacks of ledger-worker, which takes no traffic and works off a queue at a steady pace. */
export function ledgerWorker(app: Construct): void {
  for (const { name: environment } of acme.environments) {
    const stack = new ServiceStack(app, `ledger-worker-${environment}`, { platform: acme, environment });
    new MicroserviceInfra(stack, 'Infra', { serviceName: 'ledger-worker', teamName: 'ledger', enableHpa: false });
  }
}

if (require.main === module) {
  const app = new App();
  ledgerWorker(app);
  app.synth();
}
