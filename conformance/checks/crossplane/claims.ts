import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import {
  CacheTier, CrossplaneApi, DatabaseTier, DataPlatform, MicroserviceInfra, ObjectBucket, Platform, PlatformStack, PostgresDatabase,
  RedisCache, ServiceStack, StateBackend,
} from '../../../lib';

/** Synthesises the same kinds of data for Crossplane 1.x, which no example uses, into a folder of its own. */
export function synthesiseClaims(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'golden-path-claims-'));
  const app = new App({ outdir });
  const where = { platform: legacyPlatform(), environment: 'legacy' };
  new DataPlatform(new PlatformStack(app, 'platform-legacy', where), 'Data');
  const stack = new ServiceStack(app, 'shop-legacy', where);
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'shop', teamName: 'platform' });
  service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'orders-db', storageGb: 50, tier: DatabaseTier.STANDARD }));
  service.connectTo(new RedisCache(stack, 'Cache', { cacheName: 'orders-cache', tier: CacheTier.DEV }));
  service.connectTo(new ObjectBucket(stack, 'Bucket', { bucketName: 'orders', expireAfterDays: 30 }));
  app.synth();
  return outdir;
}

function legacyPlatform(): Platform {
  return new Platform({
    organization: 'acme',
    domain: 'platform.acme.io',
    teams: [{ name: 'platform' }],
    environments: [
      {
        name: 'legacy',
        awsAccountId: '444455556666',
        awsRegion: 'eu-west-1',
        clusterName: 'legacy',
        clusterEndpoint: 'https://legacy.eks.example',
        clusterCertificateAuthority: 'Y2VydGlmaWNhdGU=',
        crossplaneApi: CrossplaneApi.V1,
        backend: StateBackend.local(),
      },
    ],
  });
}
