import { cloudWatch, dimension } from '../shared/cloudwatch';

/** Request metrics of a bucket are there once somebody turned them on for it. */
const S3 = {
  prefix: 's3',
  labels: [dimension('BucketName', ({ account, environment, name }) => `${name}-${environment}-${account}`)],
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html',
};

/** What is measured of a bucket. */
export const BUCKET_METRICS = [
  cloudWatch(S3, '5xx_errors_sum', {
    id: 'errors',
    title: 'Requests that S3 failed',
    unit: 'count',
    over: 'sum',
    alert: {
      name: 'BucketErrors',
      threshold: 10,
      minutes: 15,
      meaning: 'S3 answers requests for the bucket with errors of its own, or asks to slow down.',
      steps: [
        'See in the AWS Health Dashboard whether S3 has a disruption in the region.',
        'Look in the logs for `SlowDown`: too many requests for keys with one prefix.',
        'Retry with a growing delay, and spread keys over prefixes.',
      ],
    },
  }),
  cloudWatch(S3, 'all_requests_sum', { id: 'requests', title: 'Requests', unit: 'count', over: 'sum' }),
] as const;
