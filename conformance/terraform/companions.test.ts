import { DynamoTable, SnsTopic, SqsQueue, TableKeyType, TableStream } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { TerraformStack } from 'cdktf';
import { ledgerSearch } from '../../examples/own-companion/main';
import { synthTree } from '../../test/support/manifests';
import { aPlatform } from '../../test/support/platform';
import { aService } from '../../test/support/synth';
import type { Json } from '../../test/support/synth';
import { checkStacks, describeWithTerraform, planTogether } from '../referees/terraform';

const id = { name: 'id', type: TableKeyType.STRING };
const at = { name: 'at', type: TableKeyType.NUMBER };

/** A queue, a table and a topic, each with everything that a team can say. */
function everything(service: MicroserviceInfra): void {
  const stack = TerraformStack.of(service);
  const queue = new SqsQueue(stack, 'Jobs', { queueName: 'jobs', fifo: true, retentionDays: 13, maxReceives: 3 });
  const topic = new SnsTopic(stack, 'Orders', { topicName: 'orders', fifo: true });
  const indexes = [{ indexName: 'by-at', partitionKey: at, sortKey: id }];
  const table = new DynamoTable(stack, 'Carts', {
    tableName: 'carts', partitionKey: id, sortKey: at, indexes, ttlAttribute: 'expires', stream: TableStream.KEYS_ONLY,
  });
  topic.subscribe(queue);
  [queue, topic, table].forEach((each) => service.connectTo(each));
}

const ofType = (resources: readonly Json[], type: string): Json[] =>
  resources.filter((each) => each.type === type).map(({ values }) => values);

describeWithTerraform('terraform accepts what is synthesised for companions', () => {
  test('of the library and of a platform, in a stack of a service each', async () => {
    const { outdir } = synthTree((app) => {
      aService(app, {}, { platform: aPlatform(), build: everything });
      ledgerSearch(app);
    });
    const checked = await checkStacks(outdir);
    expect(checked.map(({ stack }) => stack)).toEqual(['checkout-staging', 'ledger-search-production', 'ledger-search-staging']);
    expect(checked[0].creates).toEqual(expect.arrayContaining([
      'aws_dynamodb_table.carts', 'aws_sns_topic.orders', 'aws_sns_topic_subscription.jobs_from-orders', 'aws_sqs_queue.jobs',
      'aws_sqs_queue.jobs_dead-letters', 'aws_sqs_queue_redrive_allow_policy.jobs',
    ]));
    expect(checked[1].creates).toEqual(expect.arrayContaining(['aws_opensearch_domain.ledger-search', 'aws_route53_record.ledger-search']));
  });

  test('and plans what was asked for', async () => {
    const { stacks } = synthTree((app) => aService(app, {}, { platform: aPlatform(), build: everything }));
    const { 'checkout-staging': planned } = await planTogether(stacks);
    expect(ofType(planned, 'aws_sqs_queue').map(({ name, sqs_managed_sse_enabled }) => [name, sqs_managed_sse_enabled]).sort()).toEqual([
      ['jobs-staging-dead-letters.fifo', true], ['jobs-staging.fifo', true],
    ]);
    expect(ofType(planned, 'aws_dynamodb_table')).toEqual([expect.objectContaining({
      deletion_protection_enabled: true, billing_mode: 'PAY_PER_REQUEST', stream_view_type: 'KEYS_ONLY',
    })]);
    expect(ofType(planned, 'aws_sns_topic')).toEqual([expect.objectContaining({ name: 'orders-staging.fifo', kms_master_key_id: 'alias/aws/sns' })]);
  });
});
