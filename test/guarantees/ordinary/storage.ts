import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { EfsAccessPoint } from '@cdktf/provider-aws/lib/efs-access-point';
import { EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system';
import { EfsMountTarget } from '@cdktf/provider-aws/lib/efs-mount-target';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketCorsConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketMetric } from '@cdktf/provider-aws/lib/s3-bucket-metric';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { S3BucketWebsiteConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-website-configuration';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import type { Construct } from 'constructs';
import { ACCOUNT, explain, ordinary, policy, REGION } from './entry';

/** A bucket as good teams write it by hand: private, encrypted, versioned. */
function goodBucket(scope: Construct): S3Bucket {
  const made = new S3Bucket(scope, 'Exports', { bucket: 'payment-exports' });
  const { bucket } = made;
  new S3BucketPublicAccessBlock(scope, 'Private', {
    bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  new S3BucketServerSideEncryptionConfigurationA(scope, 'Encryption', {
    bucket, rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' }, bucketKeyEnabled: true }],
  });
  new S3BucketVersioningA(scope, 'Versioning', { bucket, versioningConfiguration: { status: 'Enabled' } });
  new S3BucketOwnershipControls(scope, 'Ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
  return made;
}

const files = (scope: Construct) => new EfsFileSystem(scope, 'Files', { creationToken: 'payment-files', encrypted: true });
const repository = (scope: Construct) =>
  new EcrRepository(scope, 'Images', {
    name: 'payment-service', imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true },
  });

export const STORAGE = [
  ordinary('storage: a bucket with all its settings', (stack, service) => {
    service.grant(['s3:GetObject', 's3:PutObject'], [`${goodBucket(stack).arn}/*`]);
  }),
  ordinary('storage: a lifecycle that ends multipart uploads and old versions', (stack) => {
    new S3BucketLifecycleConfiguration(stack, 'Lifecycle', {
      bucket: goodBucket(stack).bucket,
      rule: [{
        id: 'old', status: 'Enabled', filter: [{}], abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        noncurrentVersionExpiration: [{ noncurrentDays: 90 }],
      }],
    });
  }),
  ordinary('storage: a bucket that tells a queue', (stack) => {
    new S3BucketNotification(stack, 'Tell', {
      bucket: goodBucket(stack).id, queue: [{ queueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:payment-files`, events: ['s3:ObjectCreated:*'] }],
    });
  }),
  ordinary('storage: a bucket that browsers upload to', (stack) => {
    new S3BucketCorsConfiguration(stack, 'Cors', {
      bucket: goodBucket(stack).id, corsRule: [{ allowedMethods: ['PUT'], allowedOrigins: ['https://payments.acme.io'], maxAgeSeconds: 3000 }],
    });
  }),
  ordinary('storage: access logs and metrics of a bucket', (stack) => {
    const { id } = goodBucket(stack);
    new S3BucketLoggingA(stack, 'Logging', { bucket: id, targetBucket: 'acme-access-logs', targetPrefix: 'payment/' });
    new S3BucketMetric(stack, 'Metric', { bucket: id, name: 'all' });
  }),
  ordinary('storage: a bucket that refuses requests without TLS', (stack) => {
    const { id, arn } = goodBucket(stack);
    new S3BucketPolicy(stack, 'Policy', {
      bucket: id,
      policy: policy({
        Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, `${arn}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    });
  }),
  ordinary('storage: a bucket that CloudFront reads', (stack) => {
    const { id, arn } = goodBucket(stack);
    new S3BucketPolicy(stack, 'Policy', {
      bucket: id,
      policy: policy({
        Principal: { Service: 'cloudfront.amazonaws.com' }, Action: 's3:GetObject', Resource: `${arn}/*`,
        Condition: { StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/E1A2B3C4D5` } },
      }),
    });
  }),
  ordinary('storage: an object with settings', (stack) => {
    new S3Object(stack, 'Settings', { bucket: goodBucket(stack).id, key: 'settings.json', content: '{}', contentType: 'application/json' });
  }),
  ordinary('storage: an encrypted file system with its mount targets', (stack) => {
    const { id } = files(stack);
    new EfsAccessPoint(stack, 'Point', { fileSystemId: id, posixUser: { uid: 1000, gid: 1000 } });
    new EfsMountTarget(stack, 'Target', { fileSystemId: id, subnetId: 'subnet-1', securityGroups: ['sg-files'] });
  }),
  ordinary('storage: a repository of images that forgets old ones', (stack) => {
    new EcrLifecyclePolicy(stack, 'Forget', {
      repository: repository(stack).name,
      policy: JSON.stringify({
        rules: [{ rulePriority: 1, selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 }, action: { type: 'expire' } }],
      }),
    });
  }),
  ordinary('storage: a repository that the staging account pulls from', (stack, service, _, reason) => {
    const opened = new EcrRepositoryPolicy(stack, 'Pull', {
      repository: repository(stack).name,
      policy: policy({
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      }),
    });
    explain(service, opened, reason);
  }, 'who in that account may pull is decided there'),
  ordinary('storage: a bucket of build output that may be emptied', (stack, service, _, reason) => {
    const scratch = goodBucket(stack);
    scratch.forceDestroy = true;
    explain(service, scratch, reason);
  }, 'a destroy takes its objects along'),
  ordinary('storage: a bucket without versions for what can be made again', (stack, service, _, reason) => {
    const scratch = new S3Bucket(stack, 'Thumbnails', { bucket: 'payment-thumbnails' });
    const block = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    new S3BucketPublicAccessBlock(stack, 'Private', { bucket: scratch.bucket, ...block });
    explain(service, scratch, reason);
  }, 'what is overwritten is gone'),
  ordinary('storage: a public website', (stack, service, _, reason) => {
    const site = new S3Bucket(stack, 'Site', { bucket: 'docs.payments.acme.io' });
    const website = new S3BucketWebsiteConfiguration(stack, 'Website', { bucket: site.bucket, indexDocument: { suffix: 'index.html' } });
    for (const each of [site, website]) explain(service, each, reason);
  }, 'a website endpoint has no TLS, and its objects are public'),
];
