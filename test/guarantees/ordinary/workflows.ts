import { BatchJobDefinition } from '@cdktf/provider-aws/lib/batch-job-definition';
import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { GlueJob } from '@cdktf/provider-aws/lib/glue-job';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { PipesPipe } from '@cdktf/provider-aws/lib/pipes-pipe';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SfnActivity } from '@cdktf/provider-aws/lib/sfn-activity';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import type { Construct } from 'constructs';
import { ACCOUNT, ordinary, policy, REGION, trusted } from './entry';

const arnOf = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const roleFor = (scope: Construct, principal: string, ...statements: object[]) => {
  const role = new IamRole(scope, 'Runner', { name: 'payment-runner', assumeRolePolicy: trusted(principal) });
  if (statements.length > 0) new IamRolePolicy(scope, 'May', { role: role.name, policy: policy(...statements) });
  return role;
};
const machine = (scope: Construct, more = {}) =>
  new SfnStateMachine(scope, 'Refund', {
    name: 'payment-refund',
    roleArn: roleFor(scope, 'states.amazonaws.com', { Action: 'lambda:InvokeFunction', Resource: arnOf('lambda', 'function:payment-refund') }).arn,
    definition: JSON.stringify({
      StartAt: 'Refund', States: { Refund: { Type: 'Task', Resource: arnOf('lambda', 'function:payment-refund'), End: true } },
    }),
    ...more,
  });

export const WORKFLOWS = [
  ordinary('workflows: a state machine with a role of its own', (stack) => void machine(stack)),
  ordinary('workflows: a state machine with traces and logs', (stack) => {
    machine(stack, {
      tracingConfiguration: { enabled: true },
      loggingConfiguration: { level: 'ERROR', includeExecutionData: false, logDestination: `${arnOf('logs', 'log-group:/acme/refund')}:*` },
    });
  }),
  ordinary('workflows: the service starts a state machine', (stack, service) => {
    const { arn } = machine(stack);
    service.grant(['states:StartExecution', 'states:DescribeExecution'], [arn]);
  }),
  ordinary('workflows: an activity of a worker', (stack, service) => {
    const { id } = new SfnActivity(stack, 'Approve', { name: 'payment-approve' });
    service.grant(['states:GetActivityTask', 'states:SendTaskSuccess', 'states:SendTaskFailure'], [id]);
  }),
  ordinary('workflows: a schedule that starts a state machine', (stack) => {
    const { arn } = machine(stack);
    const role = new IamRole(stack, 'Scheduler', { name: 'payment-scheduler', assumeRolePolicy: trusted('scheduler.amazonaws.com') });
    new IamRolePolicy(stack, 'Start', { role: role.name, policy: policy({ Action: 'states:StartExecution', Resource: arn }) });
    new SchedulerSchedule(stack, 'Nightly', {
      scheduleExpression: 'rate(1 day)', flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 30 }, target: { arn, roleArn: role.arn },
    });
  }),
  ordinary('workflows: a pipe from a queue to a state machine', (stack) => {
    const [source, target] = [arnOf('sqs', 'payment-refunds'), arnOf('states', 'stateMachine:payment-refund')];
    const { arn: roleArn } = roleFor(
      stack, 'pipes.amazonaws.com',
      { Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], Resource: source },
      { Action: 'states:StartExecution', Resource: target },
    );
    new PipesPipe(stack, 'Pipe', { name: 'refunds', roleArn, source, target });
  }),
  ordinary('workflows: a job of Glue over a catalog', (stack) => {
    const database = new GlueCatalogDatabase(stack, 'Catalog', { name: 'payments' });
    const role = roleFor(stack, 'glue.amazonaws.com', { Action: ['glue:GetTable', 'glue:GetPartitions'], Resource: arnOf('glue', `table/${database.name}/*`) });
    new GlueJob(stack, 'Job', {
      name: 'payments', roleArn: role.arn, glueVersion: '5.0', command: { scriptLocation: 's3://acme-artifacts/job.py' }, numberOfWorkers: 2,
      workerType: 'G.1X',
    });
  }),
  ordinary('workflows: a cluster and a task of ECS', (stack) => {
    new EcsCluster(stack, 'Cluster', { name: 'payments', setting: [{ name: 'containerInsights', value: 'enabled' }] });
    new EcsTaskDefinition(stack, 'Task', {
      family: 'payment-import', requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512',
      executionRoleArn: roleFor(stack, 'ecs-tasks.amazonaws.com').arn,
      containerDefinitions: JSON.stringify([{ name: 'import', image: 'ghcr.io/acme/payment-import:2.1.0', essential: true }]),
    });
  }),
  ordinary('workflows: a job definition of Batch', (stack) => {
    new BatchJobDefinition(stack, 'Settle', {
      name: 'settle', type: 'container', platformCapabilities: ['FARGATE'],
      containerProperties: JSON.stringify({
        image: 'ghcr.io/acme/settle:1.0.0', executionRoleArn: roleFor(stack, 'ecs-tasks.amazonaws.com').arn,
        resourceRequirements: [{ type: 'VCPU', value: '0.25' }, { type: 'MEMORY', value: '512' }],
      }),
    });
  }),
  ordinary('workflows: a build of images', (stack) => {
    new CodebuildProject(stack, 'Build', {
      name: 'payment-image', serviceRole: roleFor(stack, 'codebuild.amazonaws.com', {
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: arnOf('logs', 'log-group:/aws/codebuild/payment-image:*'),
      }).arn,
      artifacts: { type: 'NO_ARTIFACTS' }, source: { type: 'GITHUB', location: 'https://github.com/acme/payment-service.git' },
      environment: { computeType: 'BUILD_GENERAL1_SMALL', image: 'aws/codebuild/standard:7.0', type: 'LINUX_CONTAINER' },
    });
  }),
];
