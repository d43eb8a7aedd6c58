import { AppVolume, GitOpsApp, Probe, ServiceObservability, Share } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';

/** storefront as it runs: web, worker and scheduler of one image, a sidecar, a migration and a report. */
export function storefrontApp(service: MicroserviceInfra, domain: string): void {
  const stack = service.node.scope!;
  const app = new GitOpsApp(stack, 'App', {
    service,
    image: 'ghcr.io/acme/storefront',
    imageTag: '3.2.0',
    port: 8080,
    metricsPort: 9090,
    routes: [{ host: `shop.${domain}` }, { host: `api.${domain}`, paths: ['/v1'] }],
    readinessProbe: Probe.http('/ready'),
    env: { RAILS_ENV: 'production' },
    sidecars: [{ name: 'sessions', image: 'ghcr.io/acme/session-proxy:1.4.2', shares: [Share.VARIABLES] }],
    workloads: [
      { name: 'worker', command: ['/app/worker'], replicaCount: 2 },
      { name: 'scheduler', command: ['/app/scheduler'], volumes: { '/var/lib/feeds': AppVolume.persistent('feeds', { size: '10Gi' }) } },
    ],
    migration: { command: ['/app/migrate'] },
    jobs: [{ name: 'report', schedule: '0 6 * * 1', image: 'ghcr.io/acme/sales-report:2.0.1' }],
  });
  new ServiceObservability(stack, 'Observability', { service, app });
}
