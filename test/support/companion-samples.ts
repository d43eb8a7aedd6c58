import {
  DynamoTable,
  KafkaTopic,
  ObjectBucket,
  PostgresDatabase,
  RedisCache,
  ServiceSecret,
  SnsTopic,
  SqsQueue,
  TableKeyType,
  TableStream,
} from '@golden-path/constructs';
import type { IConnectable } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import { BUCKET, CACHE, DATABASE, SECRET, TOPIC } from './data';

/** Adds one of each companion, by the name of its construct. */
export const SAMPLES: Readonly<Record<string, (scope: Construct) => IConnectable>> = {
  PostgresDatabase: (scope) => new PostgresDatabase(scope, 'Data', DATABASE),
  RedisCache: (scope) => new RedisCache(scope, 'Data', CACHE),
  ObjectBucket: (scope) => new ObjectBucket(scope, 'Data', BUCKET),
  KafkaTopic: (scope) => new KafkaTopic(scope, 'Data', TOPIC),
  ServiceSecret: (scope) => new ServiceSecret(scope, 'Data', SECRET),
  SqsQueue: (scope) => new SqsQueue(scope, 'Data', { queueName: 'refunds', fifo: true, visibilityTimeoutSeconds: 120 }),
  DynamoTable: (scope) => new DynamoTable(scope, 'Data', {
    tableName: 'intents',
    partitionKey: { name: 'id', type: TableKeyType.STRING },
    indexes: [{ indexName: 'by-customer', partitionKey: { name: 'customer', type: TableKeyType.STRING } }],
    ttlAttribute: 'expiresAt',
    stream: TableStream.NEW_IMAGE,
  }),
  SnsTopic: (scope) => {
    const topic = new SnsTopic(scope, 'Data', { topicName: 'booked' });
    topic.subscribe(new SqsQueue(scope, 'Subscriber', { queueName: 'receipts' }));
    return topic;
  },
};
