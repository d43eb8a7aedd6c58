import {
  CacheTier, CatalogEntry, DatabaseTier, GitOpsApp, MicroserviceInfra, Platform, PostgresDatabase, RedisCache, ServiceObservability,
  ServiceStack, Slo, StateBackend,
} from '@golden-path/constructs';
import type { App } from 'cdktf';
import { ENVIRONMENTS, ORGANIZATION, PORT, servicesOf, STATE } from './estate';

/** What a service may have beside its infrastructure; each is measured alone, and all together. */
const PARTS: Readonly<Record<string, (service: MicroserviceInfra) => void>> = {
  'data': (service) => {
    const stack = service.node.scope!;
    const name = service.serviceName;
    service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: `${name}-db`, storageGb: 20, tier: DatabaseTier.STANDARD }));
    service.connectTo(new RedisCache(stack, 'Cache', { cacheName: `${name}-cache`, tier: CacheTier.STANDARD }));
  },
  'GitOps tree': (service) => void appOf(service),
  'catalog': (service) => {
    new CatalogEntry(service.node.scope!, 'Catalog', { service, description: 'Takes and refunds payments by card' });
  },
  'GitOps tree and objectives': (service) => {
    new ServiceObservability(service.node.scope!, 'Observability', {
      service,
      app: appOf(service),
      objectives: [Slo.availability(99.9), Slo.latency(99, { thresholdMs: 250 })],
    });
  },
};

/** As many services as asked for, in two environments, with one part or without. */
export function addServicesWith(app: App, count: number, part: string): void {
  const backend = StateBackend.s3(STATE);
  const platform = new Platform({ ...ORGANIZATION, environments: ENVIRONMENTS.map((environment) => ({ ...environment, backend })) });
  for (const { name: serviceName, team: teamName, replicas: replicaCount } of servicesOf(count)) {
    for (const { name: environment } of platform.environments) {
      const stack = new ServiceStack(app, `${serviceName}-${environment}`, { platform, environment });
      const service = new MicroserviceInfra(stack, 'Infra', { serviceName, teamName, replicaCount });
      PARTS[part]?.(service);
    }
  }
}

function appOf(service: MicroserviceInfra): GitOpsApp {
  const image = `ghcr.io/acme/${service.serviceName}`;
  return new GitOpsApp(service.node.scope!, 'App', { service, image, imageTag: '1.0.0', port: PORT, metricsPort: 9090 });
}
