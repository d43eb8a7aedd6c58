import { cloudWatch, dimension, physicalName } from '../shared/cloudwatch';

/** A replication group has one cluster for each node: `<name>-001` and so on. */
const ELASTICACHE = {
  prefix: 'elasticache',
  labels: [dimension('CacheClusterId', physicalName, '-[0-9]+')],
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html',
};

/** What is measured of a cache. */
export const REDIS_METRICS = [
  cloudWatch(ELASTICACHE, 'database_memory_usage_percentage_average', {
    id: 'memory',
    title: 'Memory in use',
    unit: 'percent',
    alert: {
      name: 'CacheMemoryHigh',
      threshold: 85,
      minutes: 15,
      meaning: 'The memory of the cache is nearly used up. It then evicts keys, or refuses to write those that may not be evicted.',
      steps: [
        'See in the dashboard whether the memory grows steadily or jumped with a deployment.',
        'Look for keys without a time to live, and for large ones (`redis-cli --bigkeys`).',
        'Give keys a time to live, or choose a larger tier.',
      ],
    },
  }),
  cloudWatch(ELASTICACHE, 'evictions_sum', {
    id: 'evictions',
    title: 'Evicted keys',
    unit: 'count',
    over: 'sum',
    alert: {
      name: 'CacheEvictions',
      threshold: 0,
      minutes: 15,
      meaning: 'The cache evicts keys before their time, so the service asks its sources more often.',
      steps: [
        'See whether the memory of the cache is full at the same time.',
        'Check whether the hit rate fell and the sources carry the additional load.',
        'Store less or for a shorter time, or choose a larger tier.',
      ],
    },
  }),
  cloudWatch(ELASTICACHE, 'engine_cpuutilization_average', { id: 'cpu', title: 'CPU of the engine', unit: 'percent' }),
] as const;
