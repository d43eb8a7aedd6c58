import { GitOpsApp, ServiceObservability, Slo } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';

/** ledger-worker as it runs. It takes no requests: what it promises is how old the books are. */
export function ledgerApp(service: MicroserviceInfra): void {
  const stack = service.node.scope!;
  const app = new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/ledger-worker', imageTag: '1.8.2', metricsPort: 9090 });
  new ServiceObservability(stack, 'Observability', {
    service,
    app,
    objectives: [Slo.freshness(99.5, { timestampMetric: 'ledger_last_booking_timestamp_seconds', maxAgeSeconds: 900 })],
    alerts: [{ alert: 'BucketErrors', leftOutReason: 'request metrics of the bucket are not turned on, since exports run once a day' }],
  });
}
