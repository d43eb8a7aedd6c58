import { Access, SnsTopic, SqsQueue } from '@golden-path/constructs';
import type { ConnectOptions, MicroserviceInfra, SnsTopicProps } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, synthApp, synthService } from '../support/synth';
import type { Json } from '../support/synth';

const ARN = 'arn:aws:sns:eu-west-1:111122223333:orders-staging';
const QUEUE_ARN = 'arn:aws:sqs:eu-west-1:111122223333:mails-staging';

const aTopic = (service: MicroserviceInfra, props: Partial<SnsTopicProps> = {}) =>
  new SnsTopic(TerraformStack.of(service), 'Orders', { topicName: 'orders', ...props });
const aQueue = (service: MicroserviceInfra, fifo = false, queueName = 'mails') =>
  new SqsQueue(TerraformStack.of(service), queueName, { queueName, fifo });
const synth = (build: (service: MicroserviceInfra) => void): Json => synthService({}, { build });
const refusal = (build: (service: MicroserviceInfra) => void) => thrownBy(() => synth(build));

const published = (json: Json): Json[] =>
  Object.values<Json>(json.resource.aws_iam_role_policy)
    .flatMap(({ policy }) => JSON.parse(policy).Statement)
    .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('sns:')));

describe('a topic', () => {
  test('is encrypted, and takes messages by TLS alone', () => {
    const { orders, ...others } = synth((service) => aTopic(service)).resource.aws_sns_topic;
    expect(others).toEqual({});
    expect(orders).toMatchObject({ name: 'orders-staging', kms_master_key_id: 'alias/aws/sns' });
    expect(JSON.parse(orders.policy).Statement).toEqual([expect.objectContaining({
      Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: ARN, Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    })]);
  });

  test('keeps the order of messages', () => {
    const { orders } = synth((service) => aTopic(service, { fifo: true })).resource.aws_sns_topic;
    expect(orders).toMatchObject({ name: 'orders-staging.fifo', fifo_topic: true, content_based_deduplication: true });
  });

  test('is another one in each environment, under one address', () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform();
      for (const environment of ['staging', 'production']) aService(app, {}, { platform, environment, build: (service) => aTopic(service) });
    });
    expect(Object.values(stacks).map(({ resource }) => resource.aws_sns_topic.orders.name)).toEqual(['orders-production', 'orders-staging']);
  });
});

describe('a queue that subscribes', () => {
  test('lets exactly this topic send, and gets messages as they were published', () => {
    const { resource } = synth((service) => {
      const [topic, queue] = [aTopic(service), aQueue(service)];
      aQueue(service, false, 'other');
      topic.subscribe(queue);
      topic.subscribe(queue);
    });
    expect(resource.aws_sns_topic_subscription).toEqual({
      'mails_from-orders': expect.objectContaining({
        topic_arn: ARN, protocol: 'sqs', endpoint: QUEUE_ARN, raw_message_delivery: true,
        depends_on: ['aws_sqs_queue.mails', 'aws_sns_topic.orders'],
      }),
    });
    const [deny, allow, ...more] = JSON.parse(resource.aws_sqs_queue.mails.policy).Statement;
    expect([deny.Sid, more]).toEqual(['DenyWithoutTls', []]);
    expect(allow).toEqual({
      Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: QUEUE_ARN,
      Condition: { ArnEquals: { 'aws:SourceArn': ARN } },
    });
    expect(JSON.parse(resource.aws_sqs_queue.other.policy).Statement).toHaveLength(1);
    expect(JSON.parse(resource.aws_sqs_queue['mails_dead-letters'].policy).Statement).toHaveLength(1);
  });

  test('gets the envelope of SNS if it wants it', () => {
    const { resource } = synth((service) => aTopic(service).subscribe(aQueue(service), { rawMessages: false }));
    expect(resource.aws_sns_topic_subscription['mails_from-orders'].raw_message_delivery).toBe(false);
  });

  test('may be that of another service, in whose stack the subscription stands', () => {
    const { 'checkout-staging': own, 'mailer-staging': mailer } = synthApp((app) => {
      const platform = aPlatform();
      let topic: SnsTopic | undefined;
      aService(app, {}, { platform, build: (service) => { topic = aTopic(service); } });
      aService(app, { serviceName: 'mailer' }, { platform, build: (service) => topic!.subscribe(aQueue(service)) });
    });
    expect(own.resource.aws_sns_topic_subscription).toBeUndefined();
    expect(mailer.resource.aws_sns_topic_subscription['mails_from-orders']).toMatchObject({ topic_arn: ARN, depends_on: ['aws_sqs_queue.mails'] });
  });

  test.each<[string, (topic: SnsTopic, queue: SqsQueue) => void, string]>([
    ['its policy', (topic, { queue }) => { queue.policy = queue.policyInput!.replaceAll(topic.topicArn, '*'); }, 'checkout-staging/mails/Queue'],
    ['its topic', (_, queue) => (queue.node.findChild('from-orders') as SqsQueue['queue']).addOverride('topic_arn', 'x'), 'checkout-staging/mails/from-orders'],
  ])('keeps %s', (_, lose, path) => {
    const { code, problems } = refusal((service) => {
      const [topic, queue] = [aTopic(service), aQueue(service)];
      topic.subscribe(queue);
      lose(topic, queue);
    });
    expect(code).toBe('LostNonNegotiable');
    expect(problems.map((problem) => problem.path)).toContain(path);
  });

  test('is of the same environment and order', () => {
    const app = new App();
    const platform = aPlatform();
    const topic = aTopic(aService(app, {}, { platform }), { fifo: true });
    const queue = aQueue(aService(app, {}, { platform, environment: 'production' }));
    const { code, problems } = thrownBy(() => topic.subscribe(queue, { rawMessages: 'no' } as object));
    expect(code).toBe('InvalidRule');
    expect(problems.map(({ path, got }) => [path, got])).toEqual([
      ['rawMessages', "'no'"],
      ['checkout-production/mails', "the environment 'production'"],
      ['checkout-production/mails', 'a queue that is not FIFO'],
    ]);
    expect(thrownBy(() => topic.subscribe('mails' as never)).problems).toEqual([expect.objectContaining({ path: 'queue', allowed: 'an SqsQueue' })]);
  });
});

describe('a service that is connected', () => {
  test.each<[string, ConnectOptions]>([['by default', {}], ['to write', { access: Access.WRITE }]])('may publish %s', (_, options) => {
    let service: MicroserviceInfra | undefined;
    const json = synth((made) => { service = made; made.connectTo(aTopic(made), options); });
    expect(published(json)).toEqual([expect.objectContaining({ Effect: 'Allow', Action: ['sns:Publish'], Resource: [ARN] })]);
    expect(service!.environmentVariables).toEqual([{ name: 'ORDERS_TOPIC_ARN', value: ARN }, { name: 'ORDERS_REGION', value: 'eu-west-1' }]);
  });

  test.each([Access.READ, Access.READ_WRITE])('cannot read: %s is refused with the way out', (access) => {
    const { code, problems } = refusal((service) => service.connectTo(aTopic(service), { access }));
    expect(code).toBe('InvalidRule');
    expect(problems).toEqual([expect.objectContaining({ path: 'options.access', fix: expect.stringContaining('topic.subscribe(queue)') })]);
  });
});

describe('what is refused', () => {
  test('is listed at once', () => {
    const { code, problems } = refusal((service) => aTopic(service, { topicName: 'x', fifo: 1 } as object));
    expect([code, problems.map(({ path }) => path)]).toEqual(['InvalidProps', ['topicName', 'fifo']]);
  });

  test.each<[string, (topic: SnsTopic) => void, string]>([
    ['encryption', ({ topic }) => topic.resetKmsMasterKeyId(), 'kms_master_key_id: nothing'],
    ['TLS', ({ topic }) => topic.resetPolicy(), 'policy: nothing'],
    ['the name', ({ topic }) => { topic.name = 'other'; }, "name: 'other'"],
  ])('is the loss of %s', (_, lose, got) => {
    const { code, problems } = refusal((service) => lose(aTopic(service)));
    expect(code).toBe('LostNonNegotiable');
    expect(problems).toContainEqual(expect.objectContaining({ path: 'checkout-staging/Orders/Topic', got }));
  });
});
