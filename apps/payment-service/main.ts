import { acme } from '@acme/platform';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { paymentApp } from './app';
import { paymentCatalog } from './catalog';
import { paymentData } from './data';

/** The stacks of payment-service, one for each environment. */
export function paymentService(app: Construct): void {
  for (const { name: environment, production, awsAccountId } of acme.environments) {
    const stack = new ServiceStack(app, `payment-service-${environment}`, { platform: acme, environment });
    const service = new MicroserviceInfra(stack, 'Infra', {
      serviceName: 'payment-service',
      teamName: 'payments',
      replicaCount: production ? 3 : 1,
    });
    service.attachPolicy(`arn:aws:iam::${awsAccountId}:policy/stripe-secrets-read`);
    paymentData(service, production);
    paymentApp(service, production);
    paymentCatalog(service);
  }
}

if (require.main === module) {
  const app = new App();
  paymentService(app);
  app.synth();
}
