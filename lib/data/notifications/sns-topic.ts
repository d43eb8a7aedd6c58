import { SnsTopic as Topic } from '@cdktf/provider-aws/lib/sns-topic';
import type { Construct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Access } from '../../service/connection';
import type { ConnectOptions, Connection } from '../../service/connection';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import { FIFO } from '../queue/limits';
import { SqsQueue } from '../queue/sqs-queue';
import { Companion } from '../shared/companion';
import { problemsOf } from '../shared/companion-props';
import { denyWithoutTls, policyOf } from '../shared/tls-only';
import { NOTIFICATIONS } from './companion';

/** The props of an SnsTopic. */
export interface SnsTopicProps {
  /**
   * The topic's name: 3 to 40 lowercase letters, digits and single hyphens, without the environment's. In SNS it is
   * `<topicName>-<environment>`, and `<topicName>-<environment>.fifo` for a FIFO topic.
   */
  readonly topicName: string;
  /**
   * Whether messages are delivered in order and exactly once (FIFO). Only FIFO queues can then subscribe. It cannot be
   * changed later.
   *
   * @default false
   */
  readonly fifo?: boolean;
}

/** How a queue gets the messages of a topic. */
export interface SubscribeOptions {
  /**
   * Whether the queue gets a message as it was published, without the envelope of SNS.
   *
   * @default true
   */
  readonly rawMessages?: boolean;
}

const LIMITS = { fifo: { type: 'boolean' } } as const satisfies Record<string, Limit>;
const SUBSCRIBE_LIMITS = { rawMessages: { type: 'boolean' } } as const satisfies Record<string, Limit>;

/** The AWS managed key for SNS, which every publisher can use without an extra permission. */
const KEY = 'alias/aws/sns';

/**
 * A topic on Amazon SNS: encrypted, and published to only over TLS. Neither can be turned off.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 */
export class SnsTopic extends Companion {
  /** The topic's name in SNS. */
  public readonly topicName: string;
  /** The topic's ARN. */
  public readonly topicArn: string;
  /** Whether messages are delivered in order and exactly once (FIFO). */
  public readonly fifo: boolean;
  /** The topic in Terraform. */
  public readonly topic: Topic;

  public constructor(scope: Construct, id: string, props: SnsTopicProps) {
    const given = snapshot(props);
    const problems = problemsOf(given, { of: 'SnsTopic', names: ['topicName'], limits: LIMITS });
    const { kind, connectOptions } = NOTIFICATIONS;
    const { topicName: companionName, fifo = false } = given;
    const suffix = fifo ? FIFO : '';
    super(scope, id, { companionName, kind, connectOptions: [...connectOptions], suffix, nameProp: 'topicName', problems });
    this.fifo = fifo;
    this.topicName = this.physicalName;
    this.topicArn = this.arnOf('sns');
    this.topic = this.addTopic();
  }

  /**
   * Sends each message of the topic to a queue. The policy of the queue lets this topic send, and no other.
   *
   * The subscription is in the stack of the queue. If the topic has another stack, apply that one first.
   *
   * Throws `InvalidRule` if the queue is of another environment, or if only one of the two is FIFO.
   *
   * @param queue a queue of the same environment
   * @param options how the queue gets the messages
   */
  public subscribe(queue: SqsQueue, options: SubscribeOptions = {}): void {
    const given = snapshot(options);
    const problems = [...problemsOf(given, { of: 'subscribe', names: [], limits: SUBSCRIBE_LIMITS }), ...this.problemsWith(queue)];
    if (problems.length > 0) throw new GoldenPathError('InvalidRule', `subscribe at ${this.node.path}`, problems);
    queue._subscribeTo(this, given.rawMessages ?? true);
  }

  /**
   * The variables are `<NAME>_TOPIC_ARN` and `<NAME>_REGION`; the role can publish. Any service of the environment can
   * be connected, with `Access.WRITE`: messages are read from a queue that subscribes.
   *
   * @param service the service that is connected
   * @param options how it is connected; `access` is `Access.WRITE`, which can be left out for the topic's own service
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    this.requirePublisher(service, options);
    return {
      kind: this.kind,
      name: this.companionName,
      variables: [
        { name: this.variableName(options, 'TOPIC_ARN'), value: this.topicArn },
        { name: this.variableName(options, 'REGION'), value: this.environment.awsRegion },
      ],
      grants: [{ actions: ['sns:Publish'], resources: [this.topicArn] }],
    };
  }

  /**
   * Lets a service publish: the same as `service.connectTo` with `Access.WRITE`. To read its messages, subscribe a queue.
   *
   * @param service the service that publishes
   */
  public grantWrite(service: MicroserviceInfra): void {
    this.grantAccess(service, Access.WRITE);
  }

  private addTopic(): Topic {
    const { topicName: name, topicArn } = this;
    const policy = policyOf([denyWithoutTls('sns:Publish', topicArn)]);
    const order = this.fifo ? { fifoTopic: true, contentBasedDeduplication: true } : {};
    const topic = new Topic(this, 'Topic', { name, kmsMasterKeyId: KEY, policy, ...order });
    this.keep(topic, [
      { argument: 'name', value: name, rule: 'the name that services are told' },
      { argument: 'kms_master_key_id', value: KEY, rule: 'encryption at rest' },
      { argument: 'policy', value: policy, rule: 'TLS for every message' },
    ]);
    return topic;
  }

  private problemsWith(queue: SqsQueue): Problem[] {
    if (!(queue instanceof SqsQueue)) {
      return [{ path: 'queue', got: show(queue), allowed: 'an SqsQueue', fix: 'give the queue itself' }];
    }
    const path = queue.node.path;
    const problems: Problem[] = [];
    if (queue.environment.name !== this.environment.name) {
      const [got, allowed] = [queue, this].map(({ environment }) => `the environment ${show(environment.name)}`);
      problems.push({ path, got, allowed, fix: 'subscribe a queue of the same environment' });
    }
    if (queue.fifo !== this.fifo) {
      const [got, allowed] = [queue, this].map(({ fifo }) => (fifo ? 'a FIFO queue' : 'a queue that is not FIFO'));
      problems.push({ path, got, allowed: `${allowed}, as the topic is`, fix: 'give both the same fifo' });
    }
    return problems;
  }

  private requirePublisher(service: IMicroserviceInfra, options: ConnectOptions): void {
    const isOwn = options.access === undefined && this.accessOf(service, options) === Access.READ_WRITE;
    if (options.access === Access.WRITE || isOwn) return;
    throw new GoldenPathError('InvalidRule', `connectTo at ${service.node.path}`, [
      {
        path: 'options.access',
        got: show(options.access),
        allowed: `'${Access.WRITE}': a topic keeps no message that could be read`,
        fix: 'to publish, write { access: Access.WRITE }; to receive, subscribe a queue: topic.subscribe(queue)',
      },
    ]);
  }
}
