import { CloudwatchCompositeAlarm } from '@cdktf/provider-aws/lib/cloudwatch-composite-alarm';
import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy';
import { CloudwatchLogSubscriptionFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SyntheticsCanary } from '@cdktf/provider-aws/lib/synthetics-canary';
import { XrayGroup } from '@cdktf/provider-aws/lib/xray-group';
import { XraySamplingRule } from '@cdktf/provider-aws/lib/xray-sampling-rule';
import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import type { Construct } from 'constructs';
import { ACCOUNT, ordinary, own, policy, REGION, trusted } from './entry';

const logs = (scope: Construct, more = {}) => new CloudwatchLogGroup(scope, 'Logs', { name: '/acme/payment', retentionInDays: 90, ...more });
const alarm = (scope: Construct, id: string, more = {}) =>
  new CloudwatchMetricAlarm(scope, id, {
    alarmName: `payment-${id}`, namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum',
    comparisonOperator: 'GreaterThanThreshold', threshold: 0, evaluationPeriods: 5, period: 60, ...more,
  });
const monitoring = (kind: string, spec: object, metadata: object) => ({ apiVersion: 'monitoring.coreos.com/v1', kind, metadata, spec });

export const OBSERVABILITY = [
  ordinary('observability: an alarm on a queue that pages', (stack) => {
    alarm(stack, 'Dead', { dimensions: { QueueName: 'payment-dead' }, alarmActions: [`arn:aws:sns:${REGION}:${ACCOUNT}:pager`] });
  }),
  ordinary('observability: an alarm by a formula over two metrics', (stack) => {
    alarm(stack, 'Rate', {
      namespace: undefined, metricName: undefined, statistic: undefined, period: undefined, threshold: 5,
      metricQuery: [
        { id: 'rate', expression: '100 * failed / total', label: 'failures', returnData: true },
        { id: 'failed', metric: { namespace: 'Acme', metricName: 'Failed', period: 60, stat: 'Sum' } },
        { id: 'total', metric: { namespace: 'Acme', metricName: 'Total', period: 60, stat: 'Sum' } },
      ],
    });
  }),
  ordinary('observability: an alarm of alarms', (stack) => {
    const [a, b] = [alarm(stack, 'A'), alarm(stack, 'B')];
    new CloudwatchCompositeAlarm(stack, 'Both', { alarmName: 'payment-both', alarmRule: `ALARM(${a.alarmName}) AND ALARM(${b.alarmName})` });
  }),
  ordinary('observability: a dashboard', (stack) => {
    const dashboardBody = JSON.stringify({ widgets: [{ type: 'text', x: 0, y: 0, width: 6, height: 2, properties: { markdown: '# Payments' } }] });
    new CloudwatchDashboard(stack, 'Dashboard', { dashboardName: 'payments', dashboardBody });
  }),
  ordinary('observability: a log group', (stack) => void logs(stack)),
  ordinary('observability: a log group that is encrypted by a key', (stack) => {
    logs(stack, { kmsKeyId: new KmsKey(stack, 'Key', { enableKeyRotation: true }).arn });
  }),
  ordinary('observability: a metric from log lines', (stack) => {
    new CloudwatchLogMetricFilter(stack, 'Errors', {
      name: 'errors', logGroupName: logs(stack).name, pattern: '{ $.level = "error" }',
      metricTransformation: { namespace: 'Acme', name: 'Errors', value: '1' },
    });
  }),
  ordinary('observability: log lines on their way to a stream', (stack) => {
    const role = new IamRole(stack, 'Ship', { name: 'payment-logs', assumeRolePolicy: trusted(`logs.${REGION}.amazonaws.com`) });
    const destinationArn = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/payment-logs`;
    new IamRolePolicy(stack, 'Put', { role: role.name, policy: policy({ Action: 'kinesis:PutRecord', Resource: destinationArn }) });
    new CloudwatchLogSubscriptionFilter(stack, 'Filter', {
      name: 'all', logGroupName: logs(stack).name, filterPattern: '', destinationArn, roleArn: role.arn,
    });
  }),
  ordinary('observability: a saved query', (stack) => {
    new CloudwatchQueryDefinition(stack, 'Slow', { name: 'payments/slow', queryString: 'fields @timestamp | filter duration > 1000 | limit 20' });
  }),
  ordinary("observability: AWS's own services may write a log group", (stack) => {
    const policyDocument = policy({
      Principal: { Service: 'es.amazonaws.com' }, Action: ['logs:PutLogEvents', 'logs:CreateLogStream'], Resource: `${logs(stack).arn}:*`,
    });
    new CloudwatchLogResourcePolicy(stack, 'Policy', { policyName: 'payments', policyDocument });
  }),
  ordinary('observability: traces, a group and how many are sampled', (stack) => {
    new XrayGroup(stack, 'Group', { groupName: 'payments', filterExpression: 'service("payment-service")' });
    new XraySamplingRule(stack, 'Rule', {
      ruleName: 'payments', priority: 100, version: 1, reservoirSize: 1, fixedRate: 0.05, urlPath: '*', host: '*', httpMethod: '*',
      serviceType: '*', serviceName: 'payment-service', resourceArn: '*',
    });
  }),
  ordinary('observability: a canary with a role of its own', (stack) => {
    const role = new IamRole(stack, 'CanaryRole', { name: 'payment-canary', assumeRolePolicy: trusted('lambda.amazonaws.com') });
    new IamRolePolicy(stack, 'CanaryPolicy', {
      role: role.name,
      policy: policy(
        { Action: 's3:PutObject', Resource: 'arn:aws:s3:::acme-canaries/payments/*' },
        { Action: 'cloudwatch:PutMetricData', Resource: '*', Condition: { StringEquals: { 'cloudwatch:namespace': 'CloudWatchSynthetics' } } },
      ),
    });
    new SyntheticsCanary(stack, 'Canary', {
      name: 'payments', artifactS3Location: 's3://acme-canaries/payments/', executionRoleArn: role.arn, handler: 'index.handler',
      runtimeVersion: 'syn-nodejs-puppeteer-9.1', s3Bucket: 'acme-artifacts', s3Key: 'canary.zip', schedule: { expression: 'rate(5 minutes)' },
    });
  }),
  ordinary('observability: a PodMonitor', (stack, service) => {
    const spec = { selector: { matchLabels: { app: 'worker' } }, podMetricsEndpoints: [{ port: 'metrics' }] };
    new Manifest(stack, 'Monitor', { manifest: monitoring('PodMonitor', spec, own(service, 'worker')) });
  }),
  ordinary('observability: a ServiceMonitor', (stack, service) => {
    const spec = { selector: { matchLabels: { app: 'worker' } }, endpoints: [{ port: 'metrics', interval: '30s' }] };
    new Manifest(stack, 'Monitor', { manifest: monitoring('ServiceMonitor', spec, own(service, 'worker')) });
  }),
  ordinary('observability: a PrometheusRule', (stack, service) => {
    const rule = { alert: 'RefundsStuck', expr: 'sum(refunds_pending) > 100', for: '10m', labels: { severity: 'page' } };
    new Manifest(stack, 'Rule', { manifest: monitoring('PrometheusRule', { groups: [{ name: 'refunds', rules: [rule] }] }, own(service, 'refunds')) });
  }),
];
