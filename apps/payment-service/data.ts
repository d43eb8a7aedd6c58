import { CacheTier, DatabaseTier, KafkaTopic, PostgresDatabase, RedisCache, ServiceSecret } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';

/** What payment-service keeps and uses; a small database is enough outside of production. */
export function paymentData(service: MicroserviceInfra, production: boolean): void {
  const stack = service.node.scope!;
  const size = production ? { storageGb: 100, tier: DatabaseTier.STANDARD, multiAz: true } : { storageGb: 20, tier: DatabaseTier.DEV };
  service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'payments-db', ...size }));
  service.connectTo(
    new RedisCache(stack, 'Cache', { cacheName: 'payments-cache', tier: production ? CacheTier.STANDARD : CacheTier.DEV }),
  );
  service.connectTo(new KafkaTopic(stack, 'Events', { topicName: 'payments.events' }));
  service.connectTo(new ServiceSecret(stack, 'Stripe', { secretName: 'stripe', keys: ['api-key'] }));
}
