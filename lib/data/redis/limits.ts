import type { Limit } from '../../core/limits';
import { SINGLE_AZ_REASON } from '../shared/multi-az';
import { resourceName } from '../shared/resource-name';

/** The limits of a Redis cache, once for the props and the XRD's schema. Which tiers there are, the platform says. */
export const REDIS_LIMITS = {
  cacheName: resourceName(30),
  multiAz: { type: 'boolean' },
  singleAzReason: SINGLE_AZ_REASON,
  engineVersion: { type: 'string', enum: ['7.0', '7.1'] },
} as const satisfies Record<string, Limit>;

export type RedisLimits = Record<keyof typeof REDIS_LIMITS, Limit>;

/** The default version of a cache. */
export const DEFAULT_REDIS_VERSION = '7.1';

export const REDIS_PORT = 6379;

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
export const REPLICATION_GROUP_LENGTH = 40;

/** The keys that the provider writes to the connection secret. */
export const REDIS_SECRET_KEYS = { host: 'primary_endpoint_address', port: 'port', password: 'attribute.auth_token' } as const;
