import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KinesisStream } from '@cdktf/provider-aws/lib/kinesis-stream';
import { MqBroker } from '@cdktf/provider-aws/lib/mq-broker';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SesConfigurationSet } from '@cdktf/provider-aws/lib/ses-configuration-set';
import { SesDomainIdentity } from '@cdktf/provider-aws/lib/ses-domain-identity';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy';
import { SqsQueueRedrivePolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-policy';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { ACCOUNT, explain, ordinary, policy, REGION, trusted } from './entry';

const queue = (scope: Construct, id = 'Refunds') =>
  new SqsQueue(scope, id, { name: `payment-${id.toLowerCase()}`, sqsManagedSseEnabled: true });
const topic = (scope: Construct) => new SnsTopic(scope, 'Events', { name: 'payment-events', kmsMasterKeyId: 'alias/aws/sns' });

const CONSUME = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'];

export const MESSAGING = [
  ordinary('messaging: a queue with a dead-letter queue, consumed by the service', (stack, service) => {
    const dead = queue(stack, 'Dead');
    const refunds = new SqsQueue(stack, 'Refunds', {
      name: 'payment-refunds',
      sqsManagedSseEnabled: true,
      visibilityTimeoutSeconds: 60,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 5 }),
    });
    service.grant(CONSUME, [refunds.arn]);
  }),
  ordinary('messaging: a redrive policy by Fn.jsonencode', (stack) => {
    const dead = queue(stack, 'Dead');
    new SqsQueue(stack, 'Refunds', { redrivePolicy: Fn.jsonencode({ deadLetterTargetArn: dead.arn, maxReceiveCount: 3 }) });
  }),
  ordinary('messaging: a redrive policy and its permission as resources', (stack) => {
    const [refunds, dead] = [queue(stack), queue(stack, 'Dead')];
    new SqsQueueRedrivePolicy(stack, 'Redrive', {
      queueUrl: refunds.id,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 4 }),
    });
    new SqsQueueRedriveAllowPolicy(stack, 'Allow', {
      queueUrl: dead.id,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [refunds.arn] }),
    });
  }),
  ordinary('messaging: a FIFO queue that the service sends to', (stack, service) => {
    const fifo = new SqsQueue(stack, 'Orders', {
      name: 'orders.fifo', fifoQueue: true, contentBasedDeduplication: true, kmsMasterKeyId: 'alias/aws/sqs',
    });
    service.grant(['sqs:SendMessage'], [fifo.arn]);
  }),
  ordinary('messaging: a queue that a topic of the stack sends to', (stack) => {
    const [refunds, events] = [queue(stack), topic(stack)];
    new SqsQueuePolicy(stack, 'Policy', {
      queueUrl: refunds.id,
      policy: policy({
        Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: refunds.arn,
        Condition: { ArnEquals: { 'aws:SourceArn': events.arn } },
      }),
    });
    new SnsTopicSubscription(stack, 'Subscription', { topicArn: events.arn, protocol: 'sqs', endpoint: refunds.arn });
  }),
  ordinary("messaging: a subscription to another team's topic, by its ARN", (stack) => {
    new SnsTopicSubscription(stack, 'Ledger', {
      topicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:ledger-events`,
      protocol: 'sqs',
      endpoint: queue(stack).arn,
      rawMessageDelivery: true,
      filterPolicy: JSON.stringify({ kind: ['booked', 'reversed'] }),
    });
  }),
  ordinary('messaging: a topic that the service publishes to', (stack, service) => service.grant(['sns:Publish'], [topic(stack).arn])),
  ordinary('messaging: an e-mail subscription to alarms', (stack) => {
    new SnsTopicSubscription(stack, 'Mail', { topicArn: topic(stack).arn, protocol: 'email', endpoint: 'payments@acme.io' });
  }),
  ordinary('messaging: a topic policy for events of a bucket', (stack) => {
    const { arn } = topic(stack);
    new SnsTopicPolicy(stack, 'Policy', {
      arn,
      policy: policy({
        Principal: { Service: 's3.amazonaws.com' }, Action: 'sns:Publish', Resource: arn,
        Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      }),
    });
  }),
  ordinary('messaging: an event rule with a queue as its target', (stack) => {
    const [refunds, rule] = [
      queue(stack),
      new CloudwatchEventRule(stack, 'Rule', { name: 'refunds', eventPattern: JSON.stringify({ source: ['acme.refunds'] }) }),
    ];
    new CloudwatchEventTarget(stack, 'Target', { rule: rule.name, arn: refunds.arn });
    new SqsQueuePolicy(stack, 'Policy', {
      queueUrl: refunds.id,
      policy: policy({
        Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: refunds.arn,
        Condition: { ArnEquals: { 'aws:SourceArn': rule.arn } },
      }),
    });
  }),
  ordinary('messaging: a schedule that sends a message each night', (stack) => {
    const { arn } = queue(stack);
    const role = new IamRole(stack, 'Scheduler', { name: 'payment-scheduler', assumeRolePolicy: trusted('scheduler.amazonaws.com') });
    new IamRolePolicy(stack, 'Send', { role: role.id, policy: policy({ Action: 'sqs:SendMessage', Resource: arn }) });
    new SchedulerSchedule(stack, 'Nightly', {
      scheduleExpression: 'cron(0 3 * * ? *)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: { arn, roleArn: role.arn, input: JSON.stringify({ job: 'settle' }) },
    });
  }),
  ordinary('messaging: an encrypted stream that the service writes', (stack, service) => {
    const stream = new KinesisStream(stack, 'Clicks', {
      name: 'payment-clicks', shardCount: 1, encryptionType: 'KMS', kmsKeyId: 'alias/aws/kinesis', retentionPeriod: 48,
    });
    service.grant(['kinesis:PutRecord', 'kinesis:PutRecords'], [stream.arn]);
  }),
  ordinary('messaging: a domain to send mail from', (stack, service) => {
    const domain = new SesDomainIdentity(stack, 'Domain', { domain: 'payments.acme.io' });
    new SesConfigurationSet(stack, 'Set', { name: 'payments', deliveryOptions: { tlsPolicy: 'Require' } });
    service.grant(['ses:SendEmail', 'ses:SendRawEmail'], [domain.arn]);
  }),
  ordinary('messaging: a private RabbitMQ broker', (stack) => {
    new MqBroker(stack, 'Broker', {
      brokerName: 'payment-tasks', engineType: 'RabbitMQ', engineVersion: '3.13', hostInstanceType: 'mq.m5.large',
      publiclyAccessible: false, autoMinorVersionUpgrade: true, user: [{ username: 'app', password: '${var.broker_password}' }],
    });
    stack.addOverride('variable.broker_password', { type: 'string', sensitive: true, default: '' });
  }),
  ordinary(
    'messaging: a queue that any account of the organisation may send to',
    (stack, service, _, reason) => {
      const { id, arn } = queue(stack);
      const opened = new SqsQueuePolicy(stack, 'Policy', {
        queueUrl: id,
        policy: policy({
          Principal: '*', Action: 'sqs:SendMessage', Resource: arn, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
        }),
      });
      explain(service, opened, reason);
    },
    'the principal is everybody, and only a condition narrows it to the organisation',
  ),
  ordinary('messaging: a queue that one role of another account may send to', (stack, service, _, reason) => {
    const { id, arn } = queue(stack);
    const opened = new SqsQueuePolicy(stack, 'Policy', {
      queueUrl: id,
      policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:role/shop' }, Action: 'sqs:SendMessage', Resource: arn }),
    });
    explain(service, opened, reason);
  }, 'who may take that role is decided in the other account'),
];
