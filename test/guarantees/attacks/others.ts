import { acme } from '@acme/platform';
import { DataAwsDbInstance } from '@cdktf/provider-aws/lib/data-aws-db-instance';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { MicroserviceInfra, ObjectBucket, ServiceStack, SqsQueue } from '@golden-path/constructs';
import { TerraformStack } from 'cdktf';
import type { ServiceApp } from '../service-app';
import { ACCOUNT, allowing, attacksOn, sibling } from './entry';

const { refused, allowed } = attacksOn('others', 'services');

/** A second service of the own team, with a bucket. */
function refunds({ app }: ServiceApp): ObjectBucket {
  const stack = new ServiceStack(app, 'payment-refunds-production', { platform: acme, environment: 'production' });
  new MicroserviceInfra(stack, 'Infra', { serviceName: 'payment-refunds', teamName: 'payments' });
  return new ObjectBucket(stack, 'Bucket', { bucketName: 'refunds' });
}

const LEDGER_BUCKET = `ledger-exports-production-${ACCOUNT}`;
const REFUNDS_BUCKET = `refunds-production-${ACCOUNT}`;
const secretArn = (name: string) => `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:${name}`;
const inline = ({ stack, service }: ServiceApp, action: string, resource: string) =>
  void new IamRolePolicy(stack, 'P', { role: service.roleName, policy: allowing(action, resource) });

const literal = (name: string, action: string, resource: string) => [
  refused(`${name}, by a grant`, ({ service }) => service.grant([action], [resource])),
  refused(`${name}, in a document`, (it) => inline(it, action, resource)),
  refused(`${name}, in a document of a data source`, ({ stack }) => {
    new DataAwsIamPolicyDocument(stack, 'D', { statement: [{ actions: [action], resources: [resource] }] });
  }),
];

export const OTHERS = [
  ...literal("another team's bucket", 's3:GetObject', `arn:aws:s3:::${LEDGER_BUCKET}/*`),
  ...literal("some of another team's buckets", 's3:GetObject', 'arn:aws:s3:::ledg*'),
  ...literal("another team's database", 'rds:DescribeDBInstances', `arn:aws:rds:eu-west-1:${ACCOUNT}:db:ledger-db-production`),
  ...literal("another team's cache", 'elasticache:Connect', `arn:aws:elasticache:eu-west-1:${ACCOUNT}:replicationgroup:ledger-cache-production`),
  ...literal("another team's secret", 'secretsmanager:GetSecretValue', secretArn('production/ledger-worker/ledger-db-??????')),
  ...literal("another service's secret of the own environment", 'secretsmanager:GetSecretValue', secretArn('production/shipping/db-??????')),
  ...literal('the secrets of every service', 'secretsmanager:GetSecretValue', secretArn('production/*')),
  ...literal('the secrets of services that begin so', 'secretsmanager:GetSecretValue', secretArn('production/payment-service*')),
  ...literal('the passwords that RDS keeps', 'secretsmanager:GetSecretValue', secretArn('rds!db-*')),
  refused("another service's bucket of the same app", (it) => {
    refunds(it);
    it.service.grant(['s3:GetObject'], [`arn:aws:s3:::${REFUNDS_BUCKET}/*`]);
  }),
  refused("another service's buckets by what they begin with", (it) => {
    refunds(it);
    inline(it, 's3:PutObject', 'arn:aws:s3:::refunds-*');
  }),
  refused("another team's bucket by a data source", ({ stack, service }) => {
    service.grant(['s3:GetObject'], [`${new DataAwsS3Bucket(stack, 'B', { bucket: LEDGER_BUCKET }).arn}/*`]);
  }),
  refused("another team's bucket by the id of a data source", ({ stack, service }) => {
    service.grant(['s3:GetObject'], [`arn:aws:s3:::${new DataAwsS3Bucket(stack, 'B', { bucket: LEDGER_BUCKET }).id}/*`]);
  }),
  refused("another team's secret by a data source", ({ stack, service }) => {
    service.grant(['secretsmanager:GetSecretValue'], [new DataAwsSecretsmanagerSecret(stack, 'S', { name: 'production/ledger-worker/db' }).arn]);
  }),
  refused("another team's database by a data source", ({ stack, service }) => {
    service.grant(['rds:DescribeDBInstances'], [new DataAwsDbInstance(stack, 'D', { dbInstanceIdentifier: 'ledger-db-production' }).dbInstanceArn]);
  }),
  refused("another team's bucket by a local", (it) => {
    it.stack.addOverride('locals.other', LEDGER_BUCKET);
    inline(it, 's3:GetObject', 'arn:aws:s3:::${local.other}/*');
  }),
  refused("another team's bucket from a stack beside it", (it) => {
    new IamPolicy(sibling(it), 'P', { policy: allowing('s3:GetObject', `arn:aws:s3:::${LEDGER_BUCKET}/*`) });
  }),
  refused('a reason for another resource', ({ service }) => {
    service.grant(['s3:GetObject'], ['arn:aws:s3:::acme-shared/*'], 'the reports are shared');
    service.grant(['s3:GetObject'], [`arn:aws:s3:::${LEDGER_BUCKET}/*`]);
  }),
  allowed("another team's bucket, with a written reason", 'a written reason allows it, and is recorded', ({ service }) =>
    service.grant(['s3:GetObject'], [`arn:aws:s3:::${LEDGER_BUCKET}/*`], 'the ledger team shares its exports')),
  allowed("another service's bucket by its construct", 'code that has the construct is reviewed together with its owner', (it) =>
    it.service.connectTo(refunds(it))),
  refused('the policy of a queue that a companion made', ({ stack, service }) => {
    const jobs = new SqsQueue(stack, 'Jobs', { queueName: 'jobs' });
    service.connectTo(jobs);
    new SqsQueuePolicy(stack, 'P', { queueUrl: jobs.queue.url, policy: allowing('sqs:SendMessage', jobs.queue.arn) });
  }),
  ...literal("another team's queue", 'sqs:SendMessage', `arn:aws:sqs:eu-west-1:${ACCOUNT}:ledger-jobs-production`),
  ...literal("another team's table", 'dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/ledger-entries-production`),
  refused("another service's queue by its ARN", (it) => {
    new SqsQueue(TerraformStack.of(refunds(it)), 'Jobs', { queueName: 'refund-jobs' });
    it.service.grant(['sqs:SendMessage'], [`arn:aws:sqs:eu-west-1:${ACCOUNT}:refund-jobs-production`]);
  }),
  allowed('a queue of another stack by its ARN', 'the app cannot know who owns a name that the platform assigns to no one', ({ service }) =>
    service.grant(['sqs:SendMessage'], [`arn:aws:sqs:eu-west-1:${ACCOUNT}:shared-jobs`])),
];
