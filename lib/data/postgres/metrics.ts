import { cloudWatch, dimension, physicalName } from '../shared/cloudwatch';

const RDS = {
  prefix: 'rds',
  labels: [dimension('DBInstanceIdentifier', physicalName)],
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
};

/** What is measured of a database. */
export const POSTGRES_METRICS = [
  cloudWatch(RDS, 'free_storage_space_average', {
    id: 'storage',
    title: 'Free storage',
    unit: 'bytes',
    falling: true,
    alert: {
      name: 'DatabaseStorageLow',
      threshold: 5 * 1024 ** 3,
      minutes: 15,
      meaning: 'The database has little storage left. Without any it accepts no more writes, and RDS may stop it.',
      steps: [
        'See in the dashboard how fast the free storage falls, and since when.',
        'Look for what grows: large tables, replication slots that nobody reads, and logs.',
        'Raise `storageGb` of the PostgresDatabase and deploy. RDS grows the storage without downtime, once in six hours.',
      ],
    },
  }),
  cloudWatch(RDS, 'database_connections_average', {
    id: 'connections',
    title: 'Connections',
    unit: 'count',
    alert: {
      name: 'DatabaseConnectionsHigh',
      threshold: 80,
      minutes: 15,
      meaning: 'Many connections are open. The database refuses new ones at its maximum, and pods then fail their requests.',
      steps: [
        'Compare the number with the maximum of the instance: `SHOW max_connections`.',
        'Look for pools that are too large for the number of pods, and for transactions that stay open (`pg_stat_activity`).',
        'Make the pools smaller, or choose a larger tier; a larger instance has more connections.',
      ],
    },
  }),
  cloudWatch(RDS, 'cpuutilization_average', {
    id: 'cpu',
    title: 'CPU',
    unit: 'percent',
    alert: {
      name: 'DatabaseCpuHigh',
      threshold: 80,
      minutes: 15,
      meaning: 'The CPU of the database is busy, so queries wait for each other.',
      steps: [
        'See in Performance Insights which queries take the time.',
        'Compare with the last deployments: a new query, a missing index, more traffic.',
        'Mend the query, or choose a larger tier.',
      ],
    },
  }),
  cloudWatch(RDS, 'replica_lag_average', {
    id: 'replication',
    title: 'Replication lag',
    unit: 'seconds',
    alert: {
      name: 'DatabaseReplicationLag',
      threshold: 60,
      minutes: 10,
      meaning: 'A read replica is behind, so reads from it show old data.',
      steps: [
        'See whether the primary writes more than usual, or the replica is busy with long queries.',
        'Read from the primary what has to be current.',
        'End the queries that hold the replica up, or give it a larger class.',
      ],
    },
  }),
] as const;
