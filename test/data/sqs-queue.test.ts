import { Access, ServiceStack, SqsQueue } from '@golden-path/constructs';
import type { SqsQueueProps, MicroserviceInfra } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, synthApp, synthService } from '../support/synth';
import type { Json } from '../support/synth';

const JOBS: SqsQueueProps = { queueName: 'jobs' };
const ARN = 'arn:aws:sqs:eu-west-1:111122223333:jobs-staging';

const aQueue = (service: MicroserviceInfra, props: Partial<SqsQueueProps> = {}, id = 'Jobs') =>
  new SqsQueue(TerraformStack.of(service), id, { ...JOBS, ...props });

const synthQueue = (props: Partial<SqsQueueProps> = {}, environment?: string): Json =>
  synthService({}, { environment, build: (service) => service.connectTo(aQueue(service, props)) });

const refusal = (build: (service: MicroserviceInfra) => void) => thrownBy(() => synthService({}, { build }));

/** What the role of a service may do with queues. */
const granted = (json: Json): Json[] =>
  Object.values<Json>(json.resource.aws_iam_role_policy)
    .flatMap(({ policy }) => JSON.parse(policy).Statement)
    .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('sqs:')));

describe('a queue', () => {
  test('has everything that is no choice, and a queue for its dead letters', () => {
    const { resource } = synthQueue();
    expect(resource.aws_sqs_queue).toMatchObject({
      'jobs': {
        name: 'jobs-staging',
        sqs_managed_sse_enabled: true,
        message_retention_seconds: 4 * 86_400,
        visibility_timeout_seconds: 30,
        receive_wait_time_seconds: 20,
        lifecycle: { prevent_destroy: true },
        depends_on: ['aws_sqs_queue.jobs_dead-letters'],
      },
      'jobs_dead-letters': {
        name: 'jobs-staging-dead-letters',
        sqs_managed_sse_enabled: true,
        message_retention_seconds: 14 * 86_400,
        lifecycle: { prevent_destroy: true },
      },
    });
    const { jobs, 'jobs_dead-letters': dead } = resource.aws_sqs_queue;
    expect(JSON.parse(jobs.redrive_policy)).toEqual({ deadLetterTargetArn: `${ARN}-dead-letters`, maxReceiveCount: 5 });
    expect(JSON.parse(jobs.policy).Statement).toEqual([
      { Sid: 'DenyWithoutTls', Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: ARN, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    expect(JSON.parse(dead.policy).Statement[0]).toMatchObject({ Effect: 'Deny', Resource: `${ARN}-dead-letters` });
    const { jobs: redrive } = resource.aws_sqs_queue_redrive_allow_policy;
    expect(redrive.queue_url).toBe('https://sqs.eu-west-1.amazonaws.com/111122223333/jobs-staging-dead-letters');
    expect(JSON.parse(redrive.redrive_allow_policy)).toEqual({ redrivePermission: 'byQueue', sourceQueueArns: [ARN] });
  });

  test('takes a prop that is given as undefined for one that is left out', () => {
    const nothing = { fifo: undefined, visibilityTimeoutSeconds: undefined, retentionDays: undefined, maxReceives: undefined };
    expect(synthQueue(nothing)).toEqual(synthQueue());
  });

  test('has what its team says', () => {
    const { jobs } = synthQueue({ visibilityTimeoutSeconds: 600, retentionDays: 13, maxReceives: 1 }).resource.aws_sqs_queue;
    expect(jobs).toMatchObject({ visibility_timeout_seconds: 600, message_retention_seconds: 13 * 86_400 });
    expect(JSON.parse(jobs.redrive_policy).maxReceiveCount).toBe(1);
  });

  test('keeps the order of messages in both queues', () => {
    const fifo = { fifo_queue: true, content_based_deduplication: true };
    expect(synthQueue({ fifo: true }).resource.aws_sqs_queue).toMatchObject({
      'jobs': { name: 'jobs-staging.fifo', ...fifo },
      'jobs_dead-letters': { name: 'jobs-staging-dead-letters.fifo', ...fifo },
    });
  });

  test('is another one in each environment, under one address', () => {
    const stacks = synthApp((app) => {
      const environments = [anEnvironment(), anEnvironment({ name: 'production', awsAccountId: '444455556666', oidcProviderArn: undefined })];
      const platform = aPlatform({ environments });
      for (const environment of ['staging', 'production']) aService(app, {}, { platform, environment, build: (service) => aQueue(service) });
    });
    const names = Object.entries(stacks).map(([stack, { resource }]) => [stack, resource.aws_sqs_queue.jobs.name]);
    expect(names).toEqual([['checkout-production', 'jobs-production'], ['checkout-staging', 'jobs-staging']]);
    const { jobs } = stacks['checkout-production'].resource.aws_sqs_queue_redrive_allow_policy;
    expect(JSON.parse(jobs.redrive_allow_policy).sourceQueueArns).toEqual(['arn:aws:sqs:eu-west-1:444455556666:jobs-production']);
  });

  test('has the address of its partition', () => {
    const environments = [anEnvironment({ awsRegion: 'cn-north-1', oidcProviderArn: undefined })];
    const app = new App();
    const stack = new ServiceStack(app, 'checkout-staging', { platform: aPlatform({ environments }), environment: 'staging' });
    const queue = new SqsQueue(stack, 'Jobs', JOBS);
    expect(queue.queueUrl).toBe('https://sqs.cn-north-1.amazonaws.com.cn/111122223333/jobs-staging');
    expect(queue.queueArn).toBe('arn:aws-cn:sqs:cn-north-1:111122223333:jobs-staging');
  });

  test('is at an address that does not follow its construct', () => {
    const addresses = ['Jobs', 'Other'].map((id) => {
      const { resource } = synthService({}, { build: (service) => aQueue(service, {}, id) });
      return [resource.aws_sqs_queue, resource.aws_sqs_queue_redrive_allow_policy].map((blocks) => Object.keys(blocks).sort());
    });
    expect(addresses[0]).toEqual([['jobs', 'jobs_dead-letters'], ['jobs']]);
    expect(addresses[1]).toEqual(addresses[0]);
  });

  test('may have the name that the dead letters of another one seem to have', () => {
    const { resource } = synthService({}, { build: (service) => {
      aQueue(service);
      aQueue(service, { queueName: 'jobs-dead-letters' }, 'Other');
    } });
    expect(Object.values<Json>(resource.aws_sqs_queue).map(({ name }) => name).sort()).toEqual([
      'jobs-dead-letters-staging', 'jobs-dead-letters-staging-dead-letters', 'jobs-staging', 'jobs-staging-dead-letters',
    ]);
  });
});

describe('a service that is connected', () => {
  test('is told where the queue is, in texts that Kubernetes can have', () => {
    let service: MicroserviceInfra | undefined;
    synthService({}, { build: (made) => { service = made; made.connectTo(aQueue(made)); } });
    expect(service!.environmentVariables).toEqual([
      { name: 'JOBS_QUEUE_URL', value: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs-staging' },
      { name: 'JOBS_QUEUE_ARN', value: ARN },
      { name: 'JOBS_REGION', value: 'eu-west-1' },
    ]);
    expect(service!.dependencies.map(({ kind, name }) => `${kind.name} ${name}`)).toEqual(['queue jobs']);
  });

  const receive = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'];

  test.each([
    [Access.READ, receive],
    [Access.WRITE, ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage']],
    [Access.READ_WRITE, [...receive, 'sqs:SendMessage']],
    [undefined, [...receive, 'sqs:SendMessage']],
  ])('may do with access %s what it takes, and with this queue alone', (access, actions) => {
    const json = synthService({}, { build: (service) => service.connectTo(aQueue(service), { access }) });
    expect(granted(json)).toEqual([expect.objectContaining({ Effect: 'Allow', Action: actions, Resource: [ARN] })]);
  });

  test('may be another service of the environment, which only receives unless it asks for more', () => {
    const { 'mailer-staging': mailer } = synthApp((app) => {
      const platform = aPlatform();
      let queue: SqsQueue | undefined;
      aService(app, {}, { platform, build: (service) => { queue = aQueue(service); } });
      aService(app, { serviceName: 'mailer' }, { platform, build: (service) => service.connectTo(queue!) });
    });
    expect(granted(mailer)).toEqual([expect.objectContaining({ Action: receive, Resource: [ARN] })]);
  });
});

describe('what is refused', () => {
  test('is listed at once', () => {
    const props = { queueName: 'Jobs', fifo: 'yes', visibilityTimeoutSeconds: 0, retentionDays: 14, maxReceives: 1.5, delay: 1 } as object;
    const { code, problems } = refusal((service) => aQueue(service, props));
    expect(code).toBe('InvalidProps');
    expect(problems.map(({ path, allowed }) => [path, allowed])).toEqual([
      ['queueName', '3 to 40 lowercase letters, digits and single hyphens, beginning with a letter and not ending with a hyphen'],
      ['delay', "'fifo', 'visibilityTimeoutSeconds', 'retentionDays', 'maxReceives', 'queueName'"],
      ['fifo', 'true or false'],
      ['visibilityTimeoutSeconds', 'an integer from 1 to 43200'],
      ['retentionDays', 'an integer from 1 to 13'],
      ['maxReceives', 'an integer from 1 to 1000'],
    ]);
  });

  test.each([
    ['encryption', (queue: SqsQueue) => { queue.queue.sqsManagedSseEnabled = false; }, 'Jobs/Queue', 'sqs_managed_sse_enabled: false'],
    ['protection', (queue: SqsQueue) => queue.queue.addOverride('lifecycle.prevent_destroy', false), 'Jobs/Queue', 'lifecycle.prevent_destroy: false'],
    ['TLS', (queue: SqsQueue) => { queue.queue.policy = '{}'; }, 'Jobs/Queue', "policy: '{}'"],
    ['the name', (queue: SqsQueue) => { queue.queue.name = 'other'; }, 'Jobs/Queue', "name: 'other'"],
    ['dead letters', (queue: SqsQueue) => queue.queue.resetRedrivePolicy(), 'Jobs/Queue', 'redrive_policy: nothing'],
    ['encryption of dead letters', (queue: SqsQueue) => queue.deadLetterQueue.resetSqsManagedSseEnabled(), 'Jobs/DeadLetterQueue', 'sqs_managed_sse_enabled: nothing'],
    ['the age of dead letters', (queue: SqsQueue) => { queue.deadLetterQueue.messageRetentionSeconds = 60; }, 'Jobs/DeadLetterQueue', 'message_retention_seconds: 60'],
    ['the redrive policy', (queue: SqsQueue) => queue.node.tryRemoveChild('RedriveAllowPolicy'), 'Jobs/RedriveAllowPolicy', undefined],
    ['its dead letters', (queue: SqsQueue) => queue.node.tryRemoveChild('DeadLetterQueue'), 'Jobs/DeadLetterQueue', undefined],
  ])('is the loss of %s', (_, lose, path, got) => {
    const { code, problems } = refusal((service) => lose(aQueue(service)));
    expect(code).toBe('LostNonNegotiable');
    const own = problems.filter((problem) => problem.path === `checkout-staging/${path}`);
    expect(own.length).toBeGreaterThan(0);
    if (got !== undefined) expect(own).toContainEqual(expect.objectContaining({ got }));
  });

  test('is no policy that says the same in another form', () => {
    const json = synthService({}, { build: (service) => {
      const { queue } = aQueue(service);
      const { Version, Statement } = JSON.parse(queue.policyInput!);
      queue.policy = JSON.stringify({ Statement, Version }, null, 2);
    } });
    expect(json.resource.aws_sqs_queue.jobs.policy).toContain('\n');
  });

  test('is a policy with a key that stands twice: one reader takes the first, another the last', () => {
    const { problems } = refusal((service) => {
      const { queue } = aQueue(service);
      queue.policy = queue.policyInput!.replace('"Effect":"Deny"', '"Effect":"Allow","Effect":"Deny"');
    });
    expect(problems.map(({ allowed }) => allowed)).toContainEqual(expect.stringContaining('TLS for every request'));
  });
});
