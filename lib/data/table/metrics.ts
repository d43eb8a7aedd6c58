import { cloudWatch, dimension, physicalName } from '../shared/cloudwatch';

const DYNAMODB = {
  prefix: 'dynamodb',
  labels: [dimension('TableName', physicalName)],
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html',
};

/** What is measured of a table. */
export const TABLE_METRICS = [
  cloudWatch(DYNAMODB, 'throttled_requests_sum', {
    id: 'throttled',
    title: 'Throttled requests',
    unit: 'count',
    over: 'sum',
    alert: {
      name: 'TableThrottled',
      threshold: 0,
      minutes: 10,
      meaning: 'DynamoDB refuses requests for the table, since there are too many for its capacity or for one key.',
      steps: [
        'See in CloudWatch Contributor Insights whether one key gets most of the requests.',
        'Compare with the last deployments: a scan, a retry without delay, more traffic.',
        'Spread the keys, or raise the capacity.',
      ],
    },
  }),
  cloudWatch(DYNAMODB, 'successful_request_latency_average', { id: 'latency', title: 'Latency in milliseconds', unit: 'count' }),
] as const;
