import { DbEventSubscription } from '@cdktf/provider-aws/lib/db-event-subscription';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { CacheTier, DatabaseTier, KafkaTopic, ObjectBucket, PostgresDatabase, Provisioner, RedisCache } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import { ACCOUNT, ordinary, REGION } from './entry';

const database = (scope: Construct) =>
  new PostgresDatabase(scope, 'Database', {
    databaseName: 'payment-orders', storageGb: 50, tier: DatabaseTier.STANDARD, provisioner: Provisioner.TERRAFORM,
  });
const bucket = (scope: Construct) => new ObjectBucket(scope, 'Receipts', { bucketName: 'payments-receipts', provisioner: Provisioner.TERRAFORM });
const aurora = (scope: Construct) =>
  new RdsCluster(scope, 'Aurora', {
    clusterIdentifier: 'payment-search', engine: 'aurora-postgresql', engineVersion: '16.4', masterUsername: 'root', manageMasterUserPassword: true,
    storageEncrypted: true, deletionProtection: true, skipFinalSnapshot: false, finalSnapshotIdentifier: 'payment-search-final',
    backupRetentionPeriod: 14, copyTagsToSnapshot: true, vpcSecurityGroupIds: ['sg-db'], dbSubnetGroupName: 'private',
  });

export const DATABASES = [
  ordinary('databases: a window, more storage and a class for one of the library', (stack) => {
    const { instance } = database(stack);
    instance!.maintenanceWindow = 'sun:03:00-sun:04:00';
    instance!.addOverride('max_allocated_storage', 200);
    instance!.addOverride('instance_class', 'db.r7g.large');
  }),
  ordinary('databases: longer backups, timeouts and tags for one of the library', (stack) => {
    const { instance } = database(stack);
    instance!.addOverride('backup_retention_period', 21);
    instance!.addOverride('timeouts', { create: '90m', update: '120m' });
    instance!.addOverride('tags.tier', 'gold');
  }),
  ordinary('databases: logs and enhanced monitoring for one of the library', (stack) => {
    const { instance } = database(stack);
    instance!.addOverride('enabled_cloudwatch_logs_exports', ['postgresql', 'upgrade']);
    instance!.addOverride('monitoring_interval', 60);
    instance!.addOverride('monitoring_role_arn', `arn:aws:iam::${ACCOUNT}:role/rds-monitoring`);
  }),
  ordinary('databases: a replica that is private', (stack) => {
    new DbInstance(stack, 'Replica', {
      identifier: 'payment-orders-replica', instanceClass: 'db.m7g.large', replicateSourceDb: database(stack).instance!.identifier,
      publiclyAccessible: false, skipFinalSnapshot: false, finalSnapshotIdentifier: 'replica-final',
    });
  }),
  ordinary('databases: groups of parameters and subnets', (stack) => {
    new DbParameterGroup(stack, 'Parameters', {
      family: 'postgres16', name: 'payment-16', parameter: [{ name: 'log_min_duration_statement', value: '500' }, { name: 'rds.force_ssl', value: '1' }],
    });
    new DbSubnetGroup(stack, 'Subnets', { name: 'payment', subnetIds: ['subnet-1', 'subnet-2'] });
  }),
  ordinary('databases: events of a database in a topic', (stack) => {
    new DbEventSubscription(stack, 'Events', {
      snsTopic: `arn:aws:sns:${REGION}:${ACCOUNT}:payment-events`, sourceType: 'db-instance', eventCategories: ['failover', 'failure'],
    });
  }),
  ordinary('databases: a safe cluster of Aurora', (stack) => {
    const { id, engine } = aurora(stack);
    new RdsClusterInstance(stack, 'Writer', { clusterIdentifier: id, engine, instanceClass: 'db.r7g.large', publiclyAccessible: false });
  }),
  ordinary('databases: a safe cluster of Valkey', (stack) => {
    new ElasticacheSubnetGroup(stack, 'Subnets', { name: 'payment', subnetIds: ['subnet-1', 'subnet-2'] });
    new ElasticacheParameterGroup(stack, 'Parameters', {
      family: 'valkey8', name: 'payment', parameter: [{ name: 'maxmemory-policy', value: 'allkeys-lru' }],
    });
    new ElasticacheReplicationGroup(stack, 'Sessions', {
      replicationGroupId: 'payment-sessions', description: 'sessions', engine: 'valkey', nodeType: 'cache.t4g.small', numCacheClusters: 2,
      automaticFailoverEnabled: true, multiAzEnabled: true, atRestEncryptionEnabled: 'true', transitEncryptionEnabled: true,
      transitEncryptionMode: 'required', snapshotRetentionLimit: 7, userGroupIds: ['payment-users'],
    });
  }),
  ordinary('databases: an annotation of the team on a request for a cache', (stack) => {
    const cache = new RedisCache(stack, 'Cache', { cacheName: 'payments-cache', tier: CacheTier.STANDARD });
    cache.request!.metadata.addAnnotation('acme.io/note', 'sessions');
  }),
  ordinary('databases: browsers upload to a bucket of the library', (stack) => {
    const made = bucket(stack);
    stack.addOverride('resource.aws_s3_bucket_cors_configuration.Uploads', {
      bucket: made.bucketName, cors_rule: [{ allowed_methods: ['PUT'], allowed_origins: ['https://payments.acme.io'] }],
    });
  }),
  ordinary('databases: a label on a request for a database', (stack) => {
    const { request } = new PostgresDatabase(stack, 'Database', { databaseName: 'payments-db', storageGb: 50, tier: DatabaseTier.STANDARD });
    request!.metadata.addLabel('acme.io/tier', 'gold');
  }),
  ordinary('databases: a topic with longer retention', (stack) => {
    new KafkaTopic(stack, 'Events', { topicName: 'payments.events', retentionHours: 336 });
  }),
  ordinary('databases: a safe database of RDS', (stack) => {
    new DbInstance(stack, 'Reports', {
      identifier: 'payment-reports', engine: 'postgres', instanceClass: 'db.t4g.micro', allocatedStorage: 20, username: 'root',
      manageMasterUserPassword: true, storageEncrypted: true, publiclyAccessible: false, backupRetentionPeriod: 7, copyTagsToSnapshot: true,
      performanceInsightsEnabled: true, deleteAutomatedBackups: false, skipFinalSnapshot: false, finalSnapshotIdentifier: 'reports-final',
      deletionProtection: true,
    });
  }),
];
