import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Json } from '../../core/json';
import type { Limit } from '../../core/limits';
import { checkId } from '../../core/own-place';
import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { ofObject } from '../../guardrails/expectations';
import type { ObjectExpectation } from '../../guardrails/expectations';
import { KEEP } from '../../guardrails/rows/requests';
import { Access } from '../../service/connection';
import type { ConnectOptions, Connection } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import { variableNames } from '../../service/variables';
import { StackContext } from '../../stack/stack-context';
import { validateDataName } from '../shared/data-names';
import { defaultAccess } from '../shared/default-access';
import { requireWriteConsent } from '../shared/owner-check';
import { serviceScopeOf } from '../shared/service-scope';
import { SharedData } from '../shared/shared-data';
import type { ISharedData } from '../shared/shared-data';
import { UniqueNames } from '../shared/unique-names';
import { kafkaConnection } from './connection';
import { TOPIC_GUARDRAILS } from './guardrails';
import { KafkaUser } from './kafka-user';
import { TOPIC_NAME } from './limits';

/** The props of a KafkaTopic. */
export interface KafkaTopicProps {
  /**
   * The topic's name, such as `payments.events`: lowercase letters, digits, dots and hyphens, at most 200 characters.
   */
  readonly topicName: string;
  /**
   * The number of partitions, from 1 to 200. It can grow, but not shrink.
   *
   * @default 6
   */
  readonly partitions?: number;
  /**
   * How many brokers keep each record, from 1 to 9.
   *
   * @default 3
   */
  readonly replicas?: number;
  /**
   * For how many hours records are kept, from 1 to 8760.
   *
   * @default - 168; none if compacted is true
   */
  readonly retentionHours?: number;
  /**
   * Whether the last record of each key is kept forever, instead of all records for a limited time.
   *
   * @default false
   */
  readonly compacted?: boolean;
}

/** Every name that Kafka accepts, for topics of other repositories. */
const ANY_TOPIC_NAME: Limit = {
  type: 'string',
  pattern: '^(?!\\.{1,2}$)[A-Za-z0-9._-]+$',
  example: 'payments.events',
  maxLength: 249,
  description: 'a name that Kafka takes: letters, digits, dots, underscores and hyphens, at most 249 characters',
};

const LIMITS: Record<keyof KafkaTopicProps, Limit> = {
  topicName: TOPIC_NAME,
  partitions: { type: 'integer', minimum: 1, maximum: 200 },
  replicas: { type: 'integer', minimum: 1, maximum: 9 },
  retentionHours: { type: 'integer', minimum: 1, maximum: 8760 },
  compacted: { type: 'boolean' },
};

const MILLISECONDS_PER_HOUR = 3_600_000;

/** A topic, made here or imported. */
export interface IKafkaTopic extends ISharedData {
  /** The topic's name. */
  readonly topicName: string;
}

/**
 * A topic on the platform's Kafka cluster, which Strimzi creates. Every connected service gets its own user, which has
 * only the access to this topic that the connection gives.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 */
export class KafkaTopic extends SharedData implements IKafkaTopic {
  /**
   * A topic that another repository owns, by its name, in the environment of the stack. Write access requires a reason,
   * `service.allowException(topic, 'why')`, unless the platform assigns the name to the team.
   *
   * Throws `InvalidProps` if the name is not a valid topic name.
   *
   * @param scope a construct inside a stack of the platform
   * @param id the id of the construct
   * @param topicName the topic's name
   */
  public static fromTopicName(scope: Construct, id: string, topicName: string): IKafkaTopic {
    return new ImportedTopic(scope, id, topicName);
  }

  /** The topic's name. */
  public readonly topicName: string;
  /** The KafkaTopic object for Strimzi, in the platform's Kafka namespace. */
  public readonly topic: ApiObject;
  private readonly ownerName: string;

  public constructor(scope: Construct, id: string, props: KafkaTopicProps) {
    super(scope, checkId('KafkaTopic', scope, id));
    const service = serviceScopeOf(this);
    const given = snapshot(props);
    const { context, environment, kafkaFolder, serviceName } = service;
    this.ownerName = serviceName;
    const validation = new Validation(`KafkaTopic at ${this.node.path}`);
    validation.props(given, { limits: LIMITS, required: ['topicName'] });
    if (given?.compacted === true && given.retentionHours !== undefined) {
      const allowed = 'nothing beside compacted: true, which keeps the last record of each key for good';
      const fix = 'remove retentionHours, or compacted: true';
      validation.add({ path: 'retentionHours', got: show(given.retentionHours), allowed, fix });
    }
    validateDataName(validation, this, service, 'topicName', given?.topicName);
    validation.throwIfAny();
    this.topicName = given.topicName;
    UniqueNames.of(this).take(this, 'Kafka topic', `${environment.name}/${this.topicName}`, 'topicName');
    context.ownedData.push({ construct: this, kind: DependencyKind.TOPIC.name, name: this.topicName });
    this.topic = context.manifests.add(
      this,
      kafkaFolder,
      {
        apiVersion: 'kafka.strimzi.io/v1',
        kind: 'KafkaTopic',
        metadata: {
          name: this.topicName,
          namespace: environment.kafkaNamespace,
          labels: { 'strimzi.io/cluster': environment.kafkaCluster },
          annotations: KEEP,
        },
        spec: topicSpec(given),
      },
      [keptRecords(topicSpec(given))],
    );
  }

  /**
   * The variables are `KAFKA_BOOTSTRAP_SERVERS`, `KAFKA_SECURITY_PROTOCOL`, `KAFKA_SASL_MECHANISM`, `KAFKA_USERNAME`,
   * `KAFKA_PASSWORD`, `KAFKA_CA_CERT`, `KAFKA_GROUP_PREFIX`, and `<NAME>_TOPIC`. Any service of the environment can be
   * connected.
   *
   * @param service the service that is connected
   * @param options the options; `access` says what the service can do
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    return connectionOf(this.topicName, this.ownerName, service, options);
  }
}

/** A topic that another repository owns: nothing is created for it here. */
class ImportedTopic extends SharedData implements IKafkaTopic {
  public constructor(
    scope: Construct,
    id: string,
    public readonly topicName: string,
  ) {
    super(scope, checkId('KafkaTopic.fromTopicName', scope, id));
    const validation = new Validation(`fromTopicName at ${this.node.path}`);
    validation.required('topicName', topicName, ANY_TOPIC_NAME);
    validation.throwIfAny();
  }

  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    if ((options.access ?? Access.READ) !== Access.READ) requireWriteConsent(this, service, this.topicName);
    return connectionOf(this.topicName, undefined, service, options);
  }
}

function connectionOf(
  topicName: string,
  ownerName: string | undefined,
  service: IMicroserviceInfra,
  options: ConnectOptions,
): Connection {
  // Only a service that is made here is ever connected: an imported one has no verbs.
  const user = KafkaUser.of(service as MicroserviceInfra);
  user.allow(topicName, options.access ?? defaultAccess(ownerName, service));
  const { environment } = StackContext.of(service);
  const { variables, egress } = kafkaConnection(environment, user);
  return {
    kind: DependencyKind.TOPIC,
    name: topicName,
    variables: [...variables, { name: variableNames(topicName, options)('TOPIC'), value: topicName }],
    egress,
  };
}

/** Records are kept on as many brokers and for as long as the props say, even after patches. */
function keptRecords({ replicas, config }: Json): ObjectExpectation {
  return ofObject(TOPIC_GUARDRAILS.topic, { kept: { replicas, ...(config as Json) } });
}

/** @see https://kafka.apache.org/documentation/#topicconfigs */
function topicSpec({ partitions = 6, replicas = 3, retentionHours = 168, compacted = false }: KafkaTopicProps): Json {
  return {
    partitions,
    replicas,
    config: {
      'cleanup.policy': compacted ? 'compact' : 'delete',
      // A record counts as written when it survives the loss of a broker.
      'min.insync.replicas': Math.max(1, Math.min(2, replicas - 1)),
      'unclean.leader.election.enable': false,
      ...(!compacted && { 'retention.ms': retentionHours * MILLISECONDS_PER_HOUR }),
    },
  };
}
