import { acme } from '@acme/platform';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { DataAwsSecurityGroup } from '@cdktf/provider-aws/lib/data-aws-security-group';
import { DataAwsSubnets } from '@cdktf/provider-aws/lib/data-aws-subnets';
import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { DataKubernetesConfigMapV1 } from '@cdktf/provider-kubernetes/lib/data-kubernetes-config-map-v1';
import { DataKubernetesService } from '@cdktf/provider-kubernetes/lib/data-kubernetes-service';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import {
  DataResource, Fn, TerraformHclModule, TerraformIterator, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable, Token,
} from 'cdktf';
import type { Construct } from 'constructs';
import { explain, ordinary, unplanned } from './entry';

const queue = (scope: Construct, name: string, more = {}) => new SqsQueue(scope, 'Queue', { name, sqsManagedSseEnabled: true, ...more });

export const LANGUAGE = [
  ordinary('language: an output', (stack, service) => {
    new TerraformOutput(stack, 'namespace', { value: service.namespaceName, description: 'where it runs' });
  }),
  ordinary('language: a variable with a default', (stack) => {
    queue(stack, new TerraformVariable(stack, 'queue_name', { type: 'string', default: 'payment-refunds' }).stringValue);
  }),
  ordinary('language: a variable of a number with a validation', (stack) => {
    const days = new TerraformVariable(stack, 'days', {
      type: 'number', default: 30, validation: [{ condition: '${var.days > 6}', errorMessage: 'a week at least' }],
    });
    new CloudwatchLogGroup(stack, 'Logs', { name: '/acme/payment', retentionInDays: days.numberValue });
  }),
  ordinary('language: a local', (stack) => {
    queue(stack, `${new TerraformLocal(stack, 'prefix', 'payment').asString}-refunds`);
  }),
  ordinary('language: functions over names', (stack) => void queue(stack, Fn.lower(Fn.join('-', ['Payment', 'Refunds'])))),
  ordinary('language: who and where Terraform is', (stack) => {
    const [me, region, partition] = [
      new DataAwsCallerIdentity(stack, 'Me', {}), new DataAwsRegion(stack, 'Region', {}), new DataAwsPartition(stack, 'Partition', {}),
    ];
    new TerraformOutput(stack, 'bus', { value: `arn:${partition.partition}:events:${region.name}:${me.accountId}:event-bus/default` });
  }),
  ordinary('language: a permission whose account and region are looked up', (stack, service) => {
    const [me, region] = [new DataAwsCallerIdentity(stack, 'Me', {}), new DataAwsRegion(stack, 'Region', {})];
    service.grant(['events:PutEvents'], [`arn:aws:events:${region.name}:${me.accountId}:event-bus/payments`]);
  }),
  ordinary('language: a VPC, its subnets and zones', (stack) => {
    const { id } = new DataAwsVpc(stack, 'Vpc', { tags: { Name: 'main' } });
    const { ids } = new DataAwsSubnets(stack, 'Subnets', { filter: [{ name: 'vpc-id', values: [id] }] });
    new DataAwsAvailabilityZones(stack, 'Zones', { state: 'available' });
    new TerraformOutput(stack, 'subnets', { value: ids });
  }),
  ordinary('language: a security group, looked up', (stack) => {
    const { id } = new DataAwsSecurityGroup(stack, 'Group', { name: 'databases' });
    new TerraformOutput(stack, 'group', { value: id });
  }),
  ordinary('language: objects of the cluster, looked up', (stack, service) => {
    const metadata = { name: 'gateway', namespace: 'gateways' };
    new DataKubernetesConfigMapV1(stack, 'Map', { metadata });
    new DataKubernetesService(stack, 'Gateway', { metadata });
    new TerraformOutput(stack, 'x', { value: service.namespace.id });
  }),
  ordinary('language: two queues by count', (stack) => {
    queue(stack, 'payment-${count.index}').addOverride('count', 2);
  }),
  ordinary('language: queues by for_each', (stack) => {
    const iterator = TerraformIterator.fromList(['refunds', 'orders']);
    queue(stack, Token.asString(iterator.value), { forEach: iterator });
  }),
  ordinary('language: a queue that is only there when it is wanted', (stack) => {
    const wanted = new TerraformVariable(stack, 'wanted', { type: 'bool', default: false });
    queue(stack, 'payment-refunds').addOverride('count', `\${${wanted.fqn} ? 1 : 0}`);
  }),
  ordinary('language: a dynamic block of no concern', (stack) => {
    stack.addOverride('resource.aws_cloudwatch_metric_alarm.Alarm', {
      alarm_name: 'x', comparison_operator: 'GreaterThanThreshold', evaluation_periods: 1, threshold: 1,
      dynamic: { metric_query: { for_each: ['a'], content: { id: '${metric_query.value}', expression: 'SELECT 1', return_data: true } } },
    });
  }),
  ordinary('language: data of Terraform, which something is replaced by', (stack) => {
    new DataResource(stack, 'Version', { triggersReplace: ['3'] });
    queue(stack, 'payment-refunds', { lifecycle: { replaceTriggeredBy: ['terraform_data.Version'] } });
  }),
  ordinary('language: preconditions and checks', (stack) => {
    new DataAwsCallerIdentity(stack, 'Me', {});
    const condition = '${data.aws_caller_identity.Me.account_id != "000000000000"}';
    queue(stack, 'x').addOverride('lifecycle.precondition', [{ condition, error_message: 'an account' }]);
    stack.addOverride('check', { name: { assert: [{ condition: '${aws_sqs_queue.Queue.name == "x"}', error_message: 'its name' }] } });
  }),
  ordinary('language: an address that moved', (stack) => {
    queue(stack, 'payment-refunds');
    stack.addOverride('moved', [{ from: 'aws_sqs_queue.Old', to: 'aws_sqs_queue.Queue' }]);
  }),
  ordinary('language: a stack of the team beside it', (_, __, app) => {
    const shared = new TerraformStack(app, 'payments-shared');
    acme.applyTo(shared, 'production', 'payments');
    queue(shared, 'payments-shared');
  }),
  ordinary('language: the same service in staging', (_, __, app) => {
    const staging = new ServiceStack(app, 'payment-service-staging', { platform: acme, environment: 'staging' });
    new MicroserviceInfra(staging, 'Infra', { serviceName: 'payment-service', teamName: 'payments' });
  }),
  unplanned('no registry can be reached', ordinary('language: a module of the registry', (stack, service, _, reason) => {
    explain(service, new TerraformHclModule(stack, 'Module', {
      source: 'terraform-aws-modules/sqs/aws', version: '5.0.0', variables: { name: 'payment-refunds' },
    }), reason);
  }, 'what a module makes is not seen by synth')),
];
