import { library } from '../library';
import type { Repository } from '../repository';
import { importOf } from './code';
import { lines } from './settings';

/** The port of the metrics of every skeleton. */
export const METRICS_PORT = 9090;

/** Where the names of connections begin that every skeleton reads, or could. */
const PREFIXES = { database: 'DATABASE_', cache: 'CACHE_', bucket: 'STORAGE_' } as const;

/**
 * The stacks of a service whose code is in the same repository, with placeholders of the skeleton.
 *
 * @see lib/repository/skeletons/README.md
 */
export function applicationStacksTs({ platformPackage }: Repository): string {
  return lines(
    ...(platformPackage ? [importOf(platformPackage.name, platformPackage.exportName)] : []),
    'import {',
    ...option('cache', '  CacheTier,'),
    '  CatalogEntry,',
    ...option('database', '  DatabaseTier,'),
    '  GitOpsApp,',
    ...option('topics', '  KafkaTopic,'),
    '  MicroserviceInfra,',
    ...option('bucket', '  ObjectBucket,'),
    ...option('database', '  PostgresDatabase,'),
    '  Probe,',
    ...option('cache', '  RedisCache,'),
    '  ServiceStack,',
    `} from '${library().name}';`,
    "import type { Construct } from 'constructs';",
    ...(platformPackage ? [] : ["import { platform } from './platform.ts';"]),
    '',
    '/** Adds the stacks of skeleton-service, one for each environment of the platform. */',
    'export function addStacks(app: Construct): void {',
    '  for (const { name: environment, production } of platform.environments) {',
    '    const stack = new ServiceStack(app, `skeleton-service-${environment}`, { platform, environment });',
    "    const service = new MicroserviceInfra(stack, 'Infra', {",
    "      serviceName: 'skeleton-service',",
    "      teamName: 'skeleton-owner',",
    '      replicaCount: production ? 3 : 1,',
    '    });',
    ...DATA,
    "    new GitOpsApp(stack, 'App', {",
    ...APPLICATION.map((line) => `      ${line}`),
    '    });',
    "    new CatalogEntry(stack, 'Catalog', {",
    '      service,',
    '      description: "skeleton-purpose",',
    ...option('system', "      system: 'skeleton-system',"),
    ...option('pagerduty', "      annotations: { 'pagerduty.com/service-id': \"skeleton-pagerduty\" },"),
    '    });',
    '  }',
    '}',
  );
}

const DATA: readonly string[] = [
  ...option(
    'database',
    "    const database = new PostgresDatabase(stack, 'Database', {",
    "      databaseName: 'skeleton-db-name',",
    "      tier: DatabaseTier.of('skeleton-db-tier'),",
    '      storageGb: skeleton-db-storage,',
    ...option('one-zone', '      singleAzReason: "skeleton-db-reason",'),
    '    });',
    `    service.connectTo(database, { envPrefix: '${PREFIXES.database}' });`,
  ),
  ...option(
    'cache',
    "    const cache = new RedisCache(stack, 'Cache', {",
    "      cacheName: 'skeleton-cache-name',",
    "      tier: CacheTier.of('skeleton-cache-tier'),",
    '    });',
    `    service.connectTo(cache, { envPrefix: '${PREFIXES.cache}' });`,
  ),
  ...option(
    'bucket',
    "    const bucket = new ObjectBucket(stack, 'Bucket', { bucketName: 'skeleton-bucket-name' });",
    `    service.connectTo(bucket, { envPrefix: '${PREFIXES.bucket}' });`,
  ),
  ...option(
    'topics',
    '    for (const name of skeleton-topics) {',
    '      service.connectTo(new KafkaTopic(stack, `Topic-${name}`, { topicName: `skeleton-service.${name}` }));',
    '    }',
  ),
];

const APPLICATION: readonly string[] = [
  'service,',
  'image: `${platform.imageRegistry}/skeleton-service`,',
  "imageTag: '0.1.0',",
  'port: skeleton-port,',
  `metricsPort: ${METRICS_PORT},`,
  ...option('host', "host: production ? 'skeleton-host' : `${environment}.skeleton-host`,"),
  "env: { PORT: 'skeleton-port' },",
  "readinessProbe: Probe.http('/ready'),",
  "livenessProbe: Probe.http('/live'),",
  ...option('database', 'secretsAsFiles: true,', "migration: { args: ['migrate'] },"),
];

/** Lines that only services with an option have. */
function option(name: string, ...content: readonly string[]): string[] {
  return [`// golden-path:begin ${name}`, ...content, `// golden-path:end ${name}`];
}
