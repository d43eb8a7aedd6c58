import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { SqsQueue as Queue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy';
import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { snapshot } from '../../core/snapshot';
import { dnsSuffixOf } from '../../platform/region';
import type { ConnectOptions, Connection } from '../../service/connection';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { Guarantee } from '../shared/companion';
import { problemsOf } from '../shared/companion-props';
import { SharedCompanion } from '../shared/shared-data';
import { denyWithoutTls, policyOf } from '../shared/tls-only';
import type { PolicyStatement } from '../shared/tls-only';
import { ACTIONS } from './access';
import { QUEUE } from './companion';
import { QUEUE_SAFEGUARDS } from './guarantees';
import type { QueueSettings } from './limits';
import { DEAD_LETTER_DAYS, DEAD_LETTERS, FIFO, QUEUE_LIMITS, QUEUE_NAME_LENGTH, resolveQueue } from './limits';

/** The props of an SqsQueue. */
export interface SqsQueueProps {
  /**
   * The queue's name: 3 to 40 lowercase letters, digits and single hyphens, without the environment's. In SQS it is
   * `<queueName>-<environment>`, and `<queueName>-<environment>.fifo` for a FIFO queue.
   */
  readonly queueName: string;
  /**
   * Whether messages are delivered in order and exactly once (FIFO). It cannot be changed later.
   *
   * @default false
   */
  readonly fifo?: boolean;
  /**
   * The visibility timeout: how long a received message is hidden from other consumers, from 1 to 43200 seconds.
   *
   * @default 30
   */
  readonly visibilityTimeoutSeconds?: number;
  /**
   * How many days messages are kept, from 1 to 13.
   *
   * @default 4
   */
  readonly retentionDays?: number;
  /**
   * How often a message is received before it moves to the dead-letter queue, from 1 to 1000 times.
   *
   * @default 5
   */
  readonly maxReceives?: number;
}

/** A topic that queues can subscribe to. */
interface ITopic {
  readonly topicArn: string;
  readonly companionName: string;
  readonly topic: TerraformResource;
}

const SECONDS_PER_DAY = 86_400;

/** How long SQS waits for a message before it returns an empty response: its maximum. */
const LONG_POLLING_SECONDS = 20;

/**
 * A queue on Amazon SQS: encrypted, reachable only over TLS, never deleted by a plan, and with a dead-letter queue.
 * None of these can be turned off.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 */
export class SqsQueue extends SharedCompanion {
  /** The queue's name in SQS. */
  public readonly queueName: string;
  /** The queue's ARN. */
  public readonly queueArn: string;
  /** The queue's URL. */
  public readonly queueUrl: string;
  /** The ARN of the dead-letter queue. */
  public readonly deadLetterQueueArn: string;
  /** Whether messages are delivered in order and exactly once (FIFO). */
  public readonly fifo: boolean;
  /** The queue in Terraform. */
  public readonly queue: Queue;
  /** The dead-letter queue in Terraform. */
  public readonly deadLetterQueue: Queue;
  private readonly topicArns: string[] = [];

  public constructor(scope: Construct, id: string, props: SqsQueueProps) {
    const given = snapshot(props);
    const problems = problemsOf(given, { of: 'SqsQueue', names: ['queueName'], limits: QUEUE_LIMITS });
    const suffix = given.fifo ? FIFO : '';
    super(scope, id, {
      companionName: given.queueName,
      kind: QUEUE.kind,
      connectOptions: [...QUEUE.connectOptions],
      maxLength: QUEUE_NAME_LENGTH - DEAD_LETTERS.length - FIFO.length,
      suffix,
      nameProp: 'queueName',
      problems,
    });
    const settings = resolveQueue(given);
    const deadLetters = `${this.companionName}-${this.environment.name}${DEAD_LETTERS}${suffix}`;
    this.fifo = settings.fifo;
    this.queueName = this.physicalName;
    this.queueArn = this.arnOf('sqs');
    this.queueUrl = this.urlOf(this.queueName);
    this.deadLetterQueueArn = this.arnOf('sqs', deadLetters);
    this.deadLetterQueue = this.addDeadLetters(deadLetters);
    this.queue = this.addQueue(settings);
    this.allowRedrive(this.urlOf(deadLetters));
  }

  /**
   * The variables are `<NAME>_QUEUE_URL`, `<NAME>_QUEUE_ARN` and `<NAME>_REGION`; the role can receive, send, or both.
   * Any service of the environment can be connected.
   *
   * @param service the service that is connected
   * @param options the options; `access` says what the service can do
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    const { kind, companionName: name } = this;
    return {
      kind,
      name,
      variables: [
        { name: this.variableName(options, 'QUEUE_URL'), value: this.queueUrl },
        { name: this.variableName(options, 'QUEUE_ARN'), value: this.queueArn },
        { name: this.variableName(options, 'REGION'), value: this.environment.awsRegion },
      ],
      grants: [{ actions: ACTIONS[this.accessOf(service, options)], resources: [this.queueArn] }],
    };
  }

  /**
   * Lets a topic send to this queue, and subscribes to it.
   *
   * @internal
   */
  public _subscribeTo({ topicArn, companionName, topic }: ITopic, rawMessageDelivery: boolean): void {
    if (this.topicArns.includes(topicArn)) return;
    this.topicArns.push(topicArn);
    this.queue.policy = policyOf(this.statements());
    const { queueArn: endpoint, queue } = this;
    const part = `from-${companionName}`;
    // Terraform knows no resource of another stack: whoever applies the stacks applies that of the topic first.
    const dependsOn = topic.cdktfStack === queue.cdktfStack ? [queue, topic] : [queue];
    const props = { topicArn, protocol: 'sqs', endpoint, rawMessageDelivery, dependsOn };
    const subscription = new SnsTopicSubscription(this, part, props);
    this.keep(
      subscription,
      [
        { argument: 'topic_arn', value: topicArn, rule: 'messages of this topic' },
        { argument: 'endpoint', value: endpoint, rule: 'messages for this queue' },
      ],
      part,
    );
  }

  private addDeadLetters(name: string): Queue {
    const policy = policyOf([denyWithoutTls('sqs:*', this.deadLetterQueueArn)]);
    const messageRetentionSeconds = DEAD_LETTER_DAYS * SECONDS_PER_DAY;
    const queue = new Queue(this, 'DeadLetterQueue', { name, policy, messageRetentionSeconds, ...this.always() });
    const kept = { argument: 'message_retention_seconds', value: messageRetentionSeconds, rule: 'dead letters for two weeks' };
    this.keep(queue, [...guaranteesOf(name, () => policy), kept], 'dead-letters');
    return queue;
  }

  private addQueue(settings: QueueSettings): Queue {
    const { queueName: name, deadLetterQueueArn: deadLetterTargetArn } = this;
    const policy = policyOf(this.statements());
    const redrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: settings.maxReceives });
    const queue = new Queue(this, 'Queue', {
      name,
      policy,
      redrivePolicy,
      messageRetentionSeconds: settings.retentionDays * SECONDS_PER_DAY,
      visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
      receiveWaitTimeSeconds: LONG_POLLING_SECONDS,
      dependsOn: [this.deadLetterQueue],
      ...this.always(),
    });
    const redrive = { argument: 'redrive_policy', value: redrivePolicy, rule: 'a queue for dead letters' };
    this.keep(queue, [...guaranteesOf(name, () => policyOf(this.statements())), redrive]);
    return queue;
  }

  /** Allows no other queue to use this dead-letter queue. SQS accepts this setting only after the queue is created. */
  private allowRedrive(queueUrl: string): void {
    const redriveAllowPolicy = JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [this.queueArn] });
    const dependsOn = [this.queue, this.deadLetterQueue];
    const policy = new SqsQueueRedriveAllowPolicy(this, 'RedriveAllowPolicy', { queueUrl, redriveAllowPolicy, dependsOn });
    this.keep(policy, [
      { argument: 'queue_url', value: queueUrl, rule: 'the dead letters of this queue' },
      { argument: 'redrive_allow_policy', value: redriveAllowPolicy, rule: 'the dead letters of no other queue' },
    ]);
  }

  /** The settings of both queues. A sender to a FIFO queue only needs a group: SQS deduplicates messages by content. */
  private always() {
    const order = this.fifo ? { fifoQueue: true, contentBasedDeduplication: true } : {};
    return { sqsManagedSseEnabled: true, lifecycle: { preventDestroy: true }, ...order };
  }

  private statements(): PolicyStatement[] {
    const senders = this.topicArns.map((topicArn) => allowTopic(topicArn, this.queueArn));
    return [denyWithoutTls('sqs:*', this.queueArn), ...senders];
  }

  private urlOf(name: string): string {
    const { awsPartition, awsRegion, awsAccountId } = this.environment;
    return `https://sqs.${awsRegion}.${dnsSuffixOf(awsPartition)}/${awsAccountId}/${name}`;
  }
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
function allowTopic(topicArn: string, queueArn: string): PolicyStatement {
  return {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
}

function guaranteesOf(name: string, policy: () => string): Guarantee[] {
  return [
    ...QUEUE_SAFEGUARDS,
    { argument: 'name', value: name, rule: 'the name that services are told' },
    {
      argument: 'policy',
      rule: 'TLS for every request',
      get value() {
        return policy();
      },
    },
  ];
}
