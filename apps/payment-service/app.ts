import { DELIVERY_VERSION } from '@acme/platform';
import {
  DeliveryWorkflow, GitOpsApp, ImagePlatform, Peer, Probe, ServiceLanguage, ServiceObservability, Slo,
} from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';

/** payment-service as it runs: an API behind the ingress, with a nightly job; and how its commits get there. */
export function paymentApp(service: MicroserviceInfra, production: boolean): void {
  const stack = service.node.scope!;
  const app = new GitOpsApp(stack, 'App', {
    service,
    image: 'ghcr.io/acme/payment-service',
    imageTag: '2.14.0',
    port: 8080,
    metricsPort: 9090,
    host: production ? 'payments.internal.acme.io' : 'payments.staging.acme.io',
    env: { LOG_LEVEL: production ? 'info' : 'debug', OTEL_SERVICE_NAME: 'payment-service' },
    readinessProbe: Probe.http('/ready'),
    jobs: [{ name: 'settle', schedule: '0 3 * * *', command: ['/app/settle'] }],
  });
  new ServiceObservability(stack, 'Observability', {
    service,
    app,
    objectives: [
      Slo.availability(99.95),
      Slo.latency(99, { thresholdMs: 250 }),
      Slo.jobSuccess(99, 'settle', { description: 'Payments are settled every night' }),
    ],
    alerts: [{ alert: 'DatabaseConnectionsHigh', threshold: production ? 300 : 80 }],
    routes: { pagerDutySecret: 'pagerduty', slackSecret: 'slack' },
  });
  // In one app with the shop, whose stack asks for the same with this reason, the two are one policy.
  service.allowFrom(Peer.service('storefront'), 8080, 'the service uses the service payment-service');
  new DeliveryWorkflow(service.node.scope!, 'Delivery', {
    service,
    language: ServiceLanguage.TYPESCRIPT,
    platforms: [ImagePlatform.AMD64, ImagePlatform.ARM64],
    infrastructureRepository: 'acme/payment-service-infra',
    workflowRef: DELIVERY_VERSION,
  });
}
