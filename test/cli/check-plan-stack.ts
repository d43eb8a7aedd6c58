import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { DatabaseTier, KafkaTopic, ObjectBucket, PostgresDatabase, Provisioner } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { TerraformVariable } from 'cdktf';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';

/** The stack that is planned, and the folder of AWS's own policies. */
export const STACK = 'checkout-production';
export const POLICY = 'arn:aws:iam::aws:policy';

const platform = () => aPlatform({ teams: [{ name: 'payments', repositories: ['acme/payments-*'] }, { name: 'platform' }, { name: 'search', dataNames: ['search-*'] }] });

/** A service with something of everything, and a policy that only the plan tells. */
export function build(app: App, more: (service: MicroserviceInfra) => void = () => undefined): void {
  const service = aService(app, {}, { platform: platform(), environment: 'production' });
  const { scope } = service.node;
  const data = { storageGb: 100, tier: DatabaseTier.STANDARD, provisioner: Provisioner.TERRAFORM };
  service.connectTo(new PostgresDatabase(scope!, 'Database', { databaseName: 'orders', ...data }));
  service.connectTo(new ObjectBucket(scope!, 'Bucket', { bucketName: 'receipts', provisioner: Provisioner.TERRAFORM }));
  service.connectTo(new KafkaTopic(scope!, 'Topic', { topicName: 'orders' }));
  service.grant(['sqs:*'], [new SqsQueue(scope!, 'Queue', { name: 'jobs' }).arn], 'the importer drains the queue');
  const policy = new TerraformVariable(scope!, 'policy', { type: 'string', default: `${POLICY}/AmazonSQSReadOnlyAccess` });
  new IamRolePolicyAttachment(scope!, 'Chosen', { role: service.roleName, policyArn: policy.stringValue });
  more(service);
}
