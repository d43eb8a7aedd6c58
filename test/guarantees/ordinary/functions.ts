import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaFunctionUrl } from '@cdktf/provider-aws/lib/lambda-function-url';
import { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { LambdaProvisionedConcurrencyConfig } from '@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { Construct } from 'constructs';
import { ACCOUNT, explain, ordinary, policy, REGION, trusted } from './entry';

const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const AWS_MANAGED = (name: string) => `arn:aws:iam::aws:policy/service-role/${name}`;

const roleOf = (scope: Construct) =>
  new IamRole(scope, 'Execution', { name: 'payment-resize', assumeRolePolicy: trusted('lambda.amazonaws.com') });
const aFunction = (scope: Construct, role = roleOf(scope), more = {}) =>
  new LambdaFunction(scope, 'Resize', {
    functionName: 'payment-resize', role: role.arn, runtime: 'nodejs22.x', handler: 'index.handler', s3Bucket: 'acme-artifacts',
    s3Key: 'resize.zip', timeout: 30, tracingConfig: { mode: 'Active' }, ...more,
  });
const attach = (scope: Construct, role: IamRole, policyArn: string) =>
  new IamRolePolicyAttachment(scope, 'Attachment', { role: role.name, policyArn });

export const FUNCTIONS = [
  ordinary('functions: a function with its own role and the basic execution policy', (stack) => {
    const role = roleOf(stack);
    attach(stack, role, BASIC);
    aFunction(stack, role);
  }),
  ordinary('functions: a function with logs that are kept for a month', (stack) => {
    const role = roleOf(stack);
    const logs = new CloudwatchLogGroup(stack, 'Logs', { name: '/aws/lambda/payment-resize', retentionInDays: 30 });
    new IamRolePolicy(stack, 'Write', {
      role: role.id, policy: policy({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `${logs.arn}:*` }),
    });
    aFunction(stack, role);
  }),
  ordinary('functions: a permission for a bucket to call it', (stack) => {
    new LambdaPermission(stack, 'Permission', {
      functionName: aFunction(stack).functionName, action: 'lambda:InvokeFunction', principal: 's3.amazonaws.com',
      sourceArn: 'arn:aws:s3:::payment-receipts', sourceAccount: ACCOUNT,
    });
  }),
  ordinary('functions: a permission for a schedule to call it', (stack) => {
    new LambdaPermission(stack, 'Permission', {
      functionName: aFunction(stack).arn, action: 'lambda:InvokeFunction', principal: 'events.amazonaws.com',
      sourceArn: `arn:aws:events:${REGION}:${ACCOUNT}:rule/nightly`,
    });
  }),
  ordinary('functions: an event source mapping from a queue', (stack) => {
    const role = roleOf(stack);
    const { arn } = new SqsQueue(stack, 'Queue', { sqsManagedSseEnabled: true });
    new IamRolePolicy(stack, 'Consume', {
      role: role.name,
      policy: policy({ Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], Resource: arn }),
    });
    new LambdaEventSourceMapping(stack, 'Mapping', { eventSourceArn: arn, functionName: aFunction(stack, role).arn, batchSize: 10 });
  }),
  ordinary("functions: an event source mapping from a table's stream", (stack) => {
    const table = new DynamodbTable(stack, 'Orders', {
      name: 'payment-orders', billingMode: 'PAY_PER_REQUEST', hashKey: 'id', attribute: [{ name: 'id', type: 'S' }],
      streamEnabled: true, streamViewType: 'NEW_IMAGE', pointInTimeRecovery: { enabled: true }, serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: true,
    });
    const role = roleOf(stack);
    new IamRolePolicy(stack, 'Read', {
      role: role.name,
      policy: policy({
        Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'], Resource: table.streamArn,
      }),
    });
    new LambdaEventSourceMapping(stack, 'Mapping', {
      eventSourceArn: table.streamArn, functionName: aFunction(stack, role).arn, startingPosition: 'LATEST',
    });
  }),
  ordinary('functions: the service calls it', (stack, service) => service.grant(['lambda:InvokeFunction'], [aFunction(stack).arn])),
  ordinary('functions: one in the VPC with a security group of its own', (stack) => {
    const group = new SecurityGroup(stack, 'Group', {
      name: 'payment-resize', vpcId: 'vpc-0a1b2c3d',
      egress: [{ fromPort: 443, toPort: 443, protocol: 'tcp', cidrBlocks: ['10.20.0.0/16'], description: 'endpoints' }],
    });
    const role = roleOf(stack);
    attach(stack, role, AWS_MANAGED('AWSLambdaVPCAccessExecutionRole'));
    aFunction(stack, role, { vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: [group.id] } });
  }),
  ordinary('functions: an alias with provisioned concurrency', (stack) => {
    const resize = aFunction(stack, undefined, { publish: true });
    const live = new LambdaAlias(stack, 'Live', { name: 'live', functionName: resize.arn, functionVersion: resize.version });
    new LambdaProvisionedConcurrencyConfig(stack, 'Warm', {
      functionName: resize.functionName, qualifier: live.name, provisionedConcurrentExecutions: 2,
    });
  }),
  ordinary('functions: a layer, variables and a failure queue', (stack) => {
    const layer = new LambdaLayerVersion(stack, 'Layer', { layerName: 'sharp', s3Bucket: 'acme-artifacts', s3Key: 'sharp.zip' });
    const dead = new SqsQueue(stack, 'Dead', { sqsManagedSseEnabled: true });
    aFunction(stack, undefined, {
      layers: [layer.arn], environment: { variables: { LOG_LEVEL: 'info' } }, deadLetterConfig: { targetArn: dead.arn },
    });
  }),
  ordinary('functions: an image of the team from its registry', (stack) => {
    new LambdaFunction(stack, 'Report', {
      functionName: 'payment-report', role: roleOf(stack).arn, packageType: 'Image',
      imageUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/payment-report:1.4.0`, memorySize: 1024,
    });
  }),
  ordinary('functions: an address that only signed requests may call', (stack) => {
    new LambdaFunctionUrl(stack, 'Url', { functionName: aFunction(stack).functionName, authorizationType: 'AWS_IAM' });
  }),
  ordinary('functions: a managed policy of the team for the role', (stack) => {
    const role = roleOf(stack);
    const read = new IamPolicy(stack, 'Read', {
      name: 'payment-resize-read', policy: policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::payment-receipts/*' }),
    });
    attach(stack, role, read.arn);
    aFunction(stack, role);
  }),
  ordinary('functions: traces by the managed policy for X-Ray', (stack) => {
    attach(stack, roleOf(stack), 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess');
  }),
  ordinary(
    'functions: a role that may read every queue, by a managed policy of AWS',
    (stack, service, _, reason) =>
      explain(service, attach(stack, roleOf(stack), AWS_MANAGED('AWSLambdaSQSQueueExecutionRole')), reason),
    'it reads and deletes messages of every queue in the account',
  ),
  ordinary(
    'functions: an address that anybody may call',
    (stack, service, _, reason) => {
      const url = new LambdaFunctionUrl(stack, 'Url', { functionName: aFunction(stack).functionName, authorizationType: 'NONE' });
      explain(service, url, reason);
    },
    'it is open to the internet without a login',
  ),
];
