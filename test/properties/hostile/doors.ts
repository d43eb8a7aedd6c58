import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import {
  ArgoCd,
  Companion,
  DataPlatform,
  CacheTier,
  DatabaseTier,
  DependencyKind,
  GitOpsApp,
  ImagePolicy,
  ObservabilityPlatform,
  DynamoTable,
  Guarantees,
  KafkaTopic,
  MicroserviceInfra,
  ObjectBucket,
  Peer,
  Platform,
  PlatformApplication,
  PlatformStack,
  PostgresDatabase,
  Probe,
  RedisCache,
  ServiceApplicationSet,
  ServiceSecret,
  ServicesProject,
  ServiceStack,
  SnsTopic,
  SoftwareTemplate,
  SqsQueue as Queue,
  StateBackend,
} from '@golden-path/constructs';
import type { CompanionObjectProps, CompanionProps, Connection, IConnectable, IStateBackend, PlatformProps } from '@golden-path/constructs';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { BUCKET, CACHE, DATABASE } from '../../support/data';
import { anEnvironment, platformProps } from '../../support/platform';
import { CATALOG_DOORS } from './catalog-doors';
import { CHANGE_DOORS } from './change-doors';
import { OBSERVABILITY_DOORS } from './observability-doors';
import { PLACEMENT_DOORS } from './placement-doors';
import { SAMPLES } from './samples';
import { SOURCE_DOORS } from './source-doors';
import { VERB_DOORS } from './verb-doors';
import type { World } from './world';

type Arguments = readonly unknown[];

/** One way by which values of users come in. */
export interface Door {
  /** Sound arguments, one list for each way to call it. */
  readonly arguments: (world: World) => readonly Arguments[];
  /** Calls it, and makes what shows in the output what it was given. */
  readonly open: (world: World, given: never[]) => unknown;
}

type Constructor = new (...given: never[]) => unknown;

/** A construct, with each sample of its props. */
function construct(Class: Constructor, scope: (world: World) => unknown, props: string, id = 'Qx'): Door {
  return {
    arguments: (world) => SAMPLES[props](world).map((sample) => [scope(world), id, sample]),
    open: (_, given) => new Class(...given),
  };
}

/** A construct that takes no props. */
function plainConstruct(Class: Constructor): Door {
  return { arguments: ({ platformStack }) => [[platformStack, 'Qx']], open: (_, given) => new Class(...given) };
}

/** A companion of the platform's own. */
class OwnCompanion extends Companion {
  public constructor(scope: Construct, id: string, props: CompanionProps) {
    super(scope, id, props);
    this.keep(new SqsQueue(this, 'Queue', { name: this.physicalName }), []);
  }

  public give(object: CompanionObjectProps): void {
    this.addObject(object);
  }

  public connectionFor(): Connection {
    return { kind: this.kind, name: this.companionName };
  }
}

const REASON = 'the queue is only a test';
const QUEUE = (world: World) => world.once('queue', () => new SqsQueue(inStack(world), 'Queue', { name: 'own' }));
const inStack = ({ service }: World) => TerraformStack.of(service);
const inPlatform = ({ platformStack }: World) => platformStack;

/** What users implement themselves: what it gives is theirs too. */
class Own extends Construct implements IConnectable {
  public constructor(scope: Construct, private readonly connection: Connection) {
    super(scope, `Theirs${scope.node.children.length}`);
  }

  public connectionFor(): Connection {
    return this.connection;
  }
}

function platformOf(world: World, props: PlatformProps): void {
  world.under(new Platform(props)).everything();
}

const probe = (make: (...given: never[]) => Probe): Door['open'] => ({ stack, service }, given) =>
  new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1', port: 8080, readinessProbe: make(...given) });

const stateIn = (world: World, backend: IStateBackend) =>
  platformOf(world, platformProps({ environments: [anEnvironment({ backend }), anEnvironment({ name: 'production' })] }));

/** Every way, by its name in the declarations. */
export const DOORS: Readonly<Record<string, Door>> = {
  'Platform': { arguments: (world) => SAMPLES.PlatformProps(world).map((props) => [props]), open: (world, [props]) => platformOf(world, props) },
  'PlatformStack': construct(PlatformStack, ({ app }) => app, 'PlatformStackProps', 'platform-production'),
  'ServiceStack': construct(ServiceStack, ({ app }) => app, 'ServiceStackProps', 'other-staging'),
  'MicroserviceInfra': construct(MicroserviceInfra, ({ bare }) => bare, 'MicroserviceInfraProps'),
  'PostgresDatabase': construct(PostgresDatabase, inStack, 'PostgresDatabaseProps'),
  'RedisCache': construct(RedisCache, inStack, 'RedisCacheProps'),
  'ObjectBucket': construct(ObjectBucket, inStack, 'ObjectBucketProps'),
  'KafkaTopic': construct(KafkaTopic, inStack, 'KafkaTopicProps'),
  'ServiceSecret': construct(ServiceSecret, inStack, 'ServiceSecretProps'),
  'Companion': construct(OwnCompanion, inStack, 'CompanionProps'),
  'Companion#addObject': {
    arguments: (world) => SAMPLES.CompanionObjectProps(world).map((object) => [object]),
    open: (world, [object]) => new OwnCompanion(inStack(world), 'Own', SAMPLES.CompanionProps(world)[0] as unknown as CompanionProps).give(object),
  },
  'SqsQueue': construct(Queue, inStack, 'SqsQueueProps'),
  'DynamoTable': construct(DynamoTable, inStack, 'DynamoTableProps'),
  'SnsTopic': construct(SnsTopic, inStack, 'SnsTopicProps'),
  'SnsTopic#subscribe': {
    arguments: (world) => [
      [world.once('mails', () => new Queue(inStack(world), 'Mails', { queueName: 'mails' })), SAMPLES.SubscribeOptions(world)[0]],
    ],
    open: (world, [queue, options]) =>
      world.once('topic', () => new SnsTopic(inStack(world), 'Orders', { topicName: 'orders' })).subscribe(queue, options),
  },
  'GitOpsApp': construct(GitOpsApp, inStack, 'GitOpsAppProps'),
  'DataPlatform': construct(DataPlatform, inPlatform, 'DataPlatformProps'),
  'SoftwareTemplate': construct(SoftwareTemplate, inPlatform, 'SoftwareTemplateProps'),
  'ArgoCd': construct(ArgoCd, inPlatform, 'ArgoCdProps'),
  'PlatformApplication': construct(PlatformApplication, inPlatform, 'PlatformApplicationProps'),
  'ObservabilityPlatform': construct(ObservabilityPlatform, inPlatform, 'ObservabilityPlatformProps'),
  'ImagePolicy': construct(ImagePolicy, inPlatform, 'ImagePolicyProps'),
  'ServicesProject': plainConstruct(ServicesProject),
  'ServiceApplicationSet': plainConstruct(ServiceApplicationSet),
  'Platform.of': { arguments: ({ service }) => [[service]], open: (_, [service]) => Platform.of(service) },
  'Platform#environment': { arguments: () => [['staging']], open: ({ platform }, [name]) => platform.environment(name) },
  'Platform#team': { arguments: () => [['payments']], open: ({ platform }, [name]) => platform.team(name) },
  'Platform#applyTo': {
    arguments: (world) => [[world.once('extra', () => new TerraformStack(world.app, 'extra')), 'staging', 'payments']],
    open: ({ platform }, [stack, environment, team]) => platform.applyTo(stack, environment, team),
  },
  'StateBackend.s3': {
    arguments: (world) => SAMPLES.S3StateProps(world).map((props) => [props]),
    open: (world, [props]) => stateIn(world, StateBackend.s3(props)),
  },
  'StateBackend.cloud': {
    arguments: (world) => SAMPLES.CloudStateProps(world).map((props) => [props]),
    open: (_, [props]) => StateBackend.cloud(props),
  },
  'StateBackend.local': { arguments: () => [[]], open: () => StateBackend.local() },
  'Guarantees.allowException': {
    arguments: (world) => [[QUEUE(world), REASON]],
    open: (_, [queue, reason]) => Guarantees.allowException(queue, reason),
  },
  'MicroserviceInfra.fromServiceName': {
    arguments: ({ stack }) => [[stack, 'Other', 'ledger']],
    open: ({ service }, [scope, id, name]) => service.connectTo(MicroserviceInfra.fromServiceName(scope, id, name), { port: 1 }),
  },
  'ObjectBucket.fromBucketName': {
    arguments: ({ stack }) => [[stack, 'Other', 'invoices']],
    open: ({ service }, [scope, id, name]) => service.connectTo(ObjectBucket.fromBucketName(scope, id, name)),
  },
  'KafkaTopic.fromTopicName': {
    arguments: ({ stack }) => [[stack, 'Other', 'ledger.events']],
    open: ({ service }, [scope, id, name]) => service.connectTo(KafkaTopic.fromTopicName(scope, id, name)),
  },
  'MicroserviceInfra#connectTo': {
    arguments: (world) => {
      const [options, port] = SAMPLES.ConnectOptions(world);
      return [
        [world.once('bucket', () => new ObjectBucket(inStack(world), 'Bucket', BUCKET)), options],
        [world.once('other', () => MicroserviceInfra.fromServiceName(world.stack, 'Other', 'ledger')), port],
      ];
    },
    open: ({ service }, [target, options]) => service.connectTo(target, options),
  },
  'what connectionFor gives': {
    arguments: (world) => SAMPLES.Connection(world).map((connection) => [connection]),
    open: ({ service, stack }, [connection]) => service.connectTo(new Own(stack, connection)),
  },
  ...VERB_DOORS,
  'Peer.service': { arguments: () => [['ledger']], open: ({ service }, [name]) => service.allowTo(Peer.service(name), 1, REASON) },
  'Peer.namespace': {
    arguments: () => [['edge', { app: 'edge', 'example.com/part': 'own' }]],
    open: ({ service }, [name, labels]) => service.allowTo(Peer.namespace(name, labels), 1, REASON),
  },
  'DependencyKind.of': {
    arguments: () => [['search-domain']],
    open: (world, [name]) => {
      const kind = DependencyKind.of(name);
      world.service.connectTo(new Own(world.stack, { ...SAMPLES.Connection(world)[0], kind } as unknown as Connection));
    },
  },
  'DatabaseTier.of': {
    arguments: () => [['performance']],
    open: ({ service }, [name]) => new PostgresDatabase(service.node.scope!, 'Tiered', { ...DATABASE, tier: DatabaseTier.of(name) }),
  },
  'CacheTier.of': {
    arguments: () => [['performance']],
    open: ({ service }, [name]) => new RedisCache(service.node.scope!, 'Tiered', { ...CACHE, tier: CacheTier.of(name) }),
  },
  'Peer.cidr': { arguments: () => [['10.40.0.0/16']], open: ({ service }, [cidr]) => service.allowTo(Peer.cidr(cidr), 1, REASON) },
  'Peer.vpc': { arguments: () => [[]], open: ({ service }) => service.allowTo(Peer.vpc(), 1, REASON) },
  'Peer.internet': { arguments: () => [[]], open: ({ service }) => service.allowTo(Peer.internet(), 1, REASON) },
  'Peer.apiServer': { arguments: () => [[]], open: ({ service }) => service.allowFrom(Peer.apiServer(), 1, REASON) },
  ...SOURCE_DOORS,
  ...PLACEMENT_DOORS,
  ...CHANGE_DOORS,
  ...CATALOG_DOORS,
  ...OBSERVABILITY_DOORS,
  'Probe.http': { arguments: (world) => [['/well', ...SAMPLES.PortProbeOptions(world)]], open: probe(Probe.http) },
  'Probe.tcp': { arguments: (world) => [[...SAMPLES.PortProbeOptions(world)]], open: probe(Probe.tcp) },
  'Probe.grpc': { arguments: (world) => [[...SAMPLES.PortProbeOptions(world)]], open: probe(Probe.grpc) },
  'Probe.command': { arguments: (world) => [[['/bin/well', '--now'], ...SAMPLES.ProbeOptions(world)]], open: probe(Probe.command) },
  'Probe.none': { arguments: () => [[]], open: probe(Probe.none) },
};

const CALLED_BY_CONNECT_TO = 'connectTo calls it, with options that it has checked; by itself it writes nothing';
const CALLED_BY_ITS_CLASSES = 'each class that has it is called by itself';
const MADE_BY_THE_PLATFORM = 'the Platform makes it, of props that it has checked; nothing takes one that somebody else made';

/** What is declared and takes nothing from users that reaches an output, and why. */
export const NO_DOORS: Readonly<Record<string, string>> = {
  'Environment': MADE_BY_THE_PLATFORM,
  'Team': MADE_BY_THE_PLATFORM,
  'Environment.of': 'it takes what Platform.of takes, and nothing else',
  'IConnectable#connectionFor': 'what users implement takes options that are checked; what it gives is planted by itself',
  'DependencyKind#toString': 'it takes nothing',
  'DatabaseTier#toString': 'it takes nothing',
  'CacheTier#toString': 'it takes nothing',
  'IStateBackend#bind': 'what users implement takes a stack from the library',
  'ISharedData#grantRead': CALLED_BY_ITS_CLASSES,
  'ISharedData#grantWrite': CALLED_BY_ITS_CLASSES,
  'ISharedData#grantReadWrite': CALLED_BY_ITS_CLASSES,
  'SqsQueue#connectionFor': CALLED_BY_CONNECT_TO,
  'DynamoTable#connectionFor': CALLED_BY_CONNECT_TO,
  'SnsTopic#connectionFor': CALLED_BY_CONNECT_TO,
  'Companion#connectionFor': CALLED_BY_CONNECT_TO,
  'MicroserviceInfra#connectionFor': CALLED_BY_CONNECT_TO,
  'KafkaTopic#connectionFor': CALLED_BY_CONNECT_TO,
  'ObjectBucket#connectionFor': CALLED_BY_CONNECT_TO,
  'PostgresDatabase#connectionFor': CALLED_BY_CONNECT_TO,
  'RedisCache#connectionFor': CALLED_BY_CONNECT_TO,
  'ServiceSecret#connectionFor': CALLED_BY_CONNECT_TO,
};
