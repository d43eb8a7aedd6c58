import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { BackupPlan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { DynamodbContributorInsights } from '@cdktf/provider-aws/lib/dynamodb-contributor-insights';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { DynamodbTableConfig } from '@cdktf/provider-aws/lib/dynamodb-table';
import { DynamodbTableItem } from '@cdktf/provider-aws/lib/dynamodb-table-item';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Construct } from 'constructs';
import { explain, ordinary, trusted } from './entry';

const table = (scope: Construct, more: Partial<DynamodbTableConfig> = {}) =>
  new DynamodbTable(scope, 'Orders', {
    name: 'payment-orders', billingMode: 'PAY_PER_REQUEST', hashKey: 'id', attribute: [{ name: 'id', type: 'S' }],
    pointInTimeRecovery: { enabled: true }, serverSideEncryption: { enabled: true }, deletionProtectionEnabled: true, ...more,
  });

const target = (scope: Construct, { name }: DynamodbTable, dimension: string) =>
  new AppautoscalingTarget(scope, dimension, {
    serviceNamespace: 'dynamodb', resourceId: `table/${name}`, scalableDimension: `dynamodb:table:${dimension}CapacityUnits`,
    minCapacity: 5, maxCapacity: 100,
  });

export const TABLES = [
  ordinary('tables: one that the service reads and writes', (stack, service) => {
    const { arn } = table(stack);
    service.grant(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'], [arn, `${arn}/index/*`]);
  }),
  ordinary('tables: one with an index, a sort key and a time to live', (stack) => {
    table(stack, {
      rangeKey: 'at',
      attribute: [{ name: 'id', type: 'S' }, { name: 'at', type: 'N' }, { name: 'customer', type: 'S' }],
      globalSecondaryIndex: [{ name: 'by-customer', hashKey: 'customer', projectionType: 'ALL' }],
      ttl: { enabled: true, attributeName: 'expires' },
    });
  }),
  ordinary("tables: one that is encrypted by the team's own key", (stack) => {
    const key = new KmsKey(stack, 'Key', { description: 'orders', enableKeyRotation: true });
    table(stack, { serverSideEncryption: { enabled: true, kmsKeyArn: key.arn } });
  }),
  ordinary('tables: provisioned capacity with autoscaling', (stack) => {
    const orders = table(stack, {
      billingMode: 'PROVISIONED', readCapacity: 5, writeCapacity: 5, lifecycle: { ignoreChanges: ['read_capacity'] },
    });
    const read = target(stack, orders, 'Read');
    new AppautoscalingPolicy(stack, 'Policy', {
      name: 'read', policyType: 'TargetTrackingScaling', resourceId: read.resourceId, scalableDimension: read.scalableDimension,
      serviceNamespace: read.serviceNamespace,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 70, predefinedMetricSpecification: { predefinedMetricType: 'DynamoDBReadCapacityUtilization' },
      },
    });
  }),
  ordinary('tables: a replica in a second region', (stack) => {
    table(stack, {
      streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES', replica: [{ regionName: 'eu-central-1', pointInTimeRecovery: true }],
    });
  }),
  ordinary('tables: contributor insights', (stack) => {
    new DynamodbContributorInsights(stack, 'Insights', { tableName: table(stack).name });
  }),
  ordinary('tables: a first item', (stack) => {
    const { name, hashKey } = table(stack);
    new DynamodbTableItem(stack, 'Item', { tableName: name, hashKey, item: JSON.stringify({ id: { S: 'settings' } }) });
  }),
  ordinary('tables: a table that Terraform never destroys', (stack) => void table(stack, { lifecycle: { preventDestroy: true } })),
  ordinary('tables: an import of one that was made by hand', (stack, service, _, reason) => {
    table(stack).importFrom('payment-orders');
    explain(service, stack, reason);
  }, 'what is imported may belong to something else'),
  ordinary('tables: a backup plan with a role of its own', (stack, service, _, reason) => {
    const { arn } = table(stack);
    const role = new IamRole(stack, 'Backup', { name: 'payment-backup', assumeRolePolicy: trusted('backup.amazonaws.com') });
    const attachment = new IamRolePolicyAttachment(stack, 'Policy', {
      role: role.name, policyArn: 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
    });
    explain(service, attachment, reason);
    const vault = new BackupVault(stack, 'Vault', { name: 'payment' });
    const plan = new BackupPlan(stack, 'Plan', {
      name: 'payment',
      rule: [{ ruleName: 'daily', targetVaultName: vault.name, schedule: 'cron(0 5 * * ? *)', lifecycle: { deleteAfter: 35 } }],
    });
    new BackupSelection(stack, 'Selection', { name: 'orders', planId: plan.id, iamRoleArn: role.arn, resources: [arn] });
  }, 'the managed policy of AWS for backups reads every table, volume and database of the account'),
  ordinary(
    'tables: a table of idempotency keys that is not backed up',
    (stack, service, _, reason) =>
      explain(service, table(stack, { pointInTimeRecovery: undefined, deletionProtectionEnabled: false }), reason),
    'what is in it is lost with it; that is fine for keys that live a day',
  ),
];
