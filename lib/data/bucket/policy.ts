import { denyWithoutTls, policyOf } from '../shared/tls-only';

/**
 * Denies every request to a bucket without TLS.
 *
 * @param bucket the bucket's name, or `%[1]s` in a format that is given it
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
 */
export function tlsOnlyPolicy(partition: string, bucket: string): string {
  const arn = `arn:${partition}:s3:::${bucket}`;
  return policyOf([denyWithoutTls('s3:*', [arn, `${arn}/*`])]);
}
