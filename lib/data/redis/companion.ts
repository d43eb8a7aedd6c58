import { DependencyKind } from '../../service/dependency-kind';
import { providerPackage } from '../crossplane/versions';
import type { CompanionDescription } from '../shared/companion-description';
import { redisApi, redisComposition } from './crossplane';
import { redisForm } from './form';
import { REDIS_METRICS } from './metrics';
import { providerPermissions } from './provider-permissions';

export const REDIS: CompanionDescription = {
  construct: 'RedisCache',
  summary: 'A Redis cache on Amazon ElastiCache',
  page: 'data.md#rediscache',
  kind: DependencyKind.CACHE,
  connectOptions: [],
  connects: {
    secretVariables: ['HOST', 'PORT', 'PASSWORD'],
    variables: ['TLS'],
    network: '`vpcCidr`, port 6379',
    permissions: 'none',
  },
  provisioners: ['Crossplane'],
  request: {
    kind: 'RedisCache',
    api: (platform, environment) => redisApi(platform, environment),
    composition: redisComposition,
    packages: providerPackage('elasticache'),
    permissions: providerPermissions,
  },
  replacing: { aws_elasticache_replication_group: ['at_rest_encryption_enabled', 'engine', 'kms_key_id', 'subnet_group_name'] },
  form: redisForm,
  catalogType: 'cache',
  metrics: REDIS_METRICS,
};
