import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { DynamoTable, KafkaTopic, ObjectBucket, Peer, ServiceSecret, SnsTopic, SqsQueue as Queue } from '@golden-path/constructs';
import { TerraformStack } from 'cdktf';
import type { Door } from './doors';
import { SAMPLES } from './samples';
import type { World } from './world';

type Class = new (...given: never[]) => object;

const REASON = 'the queue is only a test';
const QUEUE = (world: World) => {
  const make = () => new SqsQueue(TerraformStack.of(world.service), 'Queue', { name: 'own' });
  return [[world.once('queue', make), REASON]];
};

const opened = (peer: Peer) => (world: World) => SAMPLES.PortOptions(world).map((options) => [peer, 8080, REASON, options]);

const call = (holder: object, verb: string, given: never[]) =>
  (Reflect.get(holder, verb) as (...given: never[]) => void).apply(holder, given);

/** A verb of a part of a service, and its short form. */
function short(part: 'network' | 'permissions', Part: string, verb: string, given: Door['arguments']): [string, Door][] {
  return [
    [`${Part}#${verb}`, { arguments: given, open: ({ service }, values) => call(service[part], verb, values) }],
    [`MicroserviceInfra#${verb}`, { arguments: given, open: ({ service }, values) => call(service, verb, values) }],
  ];
}

/** The verbs of what a service can be connected to, which are short for `connectTo`. */
function grants(Class: Class, props: string, verbs = ['grantRead', 'grantWrite', 'grantReadWrite']): [string, Door][] {
  const made = (world: World) =>
    world.once(Class.name, () => new Class(...([TerraformStack.of(world.service), 'Granted', SAMPLES[props](world)[0]] as never[])));
  return verbs.map((verb) => [
    `${Class.name}#${verb}`,
    { arguments: ({ service }) => [[service]], open: (world, given) => call(made(world), verb, given) },
  ]);
}

/** The ways that say what a service may do. */
export const VERB_DOORS: Readonly<Record<string, Door>> = Object.fromEntries([
  ...short('permissions', 'ServicePermissions', 'grant', () => [
    [['sqs:SendMessage'], ['arn:aws:sqs:eu-west-1:111122223333:own'], REASON],
    [['sqs:*'], ['*'], REASON],
  ]),
  ...short('permissions', 'ServicePermissions', 'attachPolicy', () => [['arn:aws:iam::aws:policy/AmazonS3FullAccess', REASON]]),
  ...short('permissions', 'ServicePermissions', 'allowWildcards', QUEUE),
  ...short('permissions', 'ServicePermissions', 'allowException', QUEUE),
  ...short('network', 'ServiceNetwork', 'allowFrom', opened(Peer.namespace('edge'))),
  ...short('network', 'ServiceNetwork', 'allowTo', opened(Peer.cidr('10.30.0.0/16'))),
  ...short('network', 'ServiceNetwork', 'allowToHost', (world) => SAMPLES.PortOptions(world).map((options) => ['api.stripe.com', 443, REASON, options])),
  ...grants(ObjectBucket, 'ObjectBucketProps'),
  ...grants(KafkaTopic, 'KafkaTopicProps'),
  ...grants(Queue, 'SqsQueueProps'),
  ...grants(DynamoTable, 'DynamoTableProps'),
  ...grants(SnsTopic, 'SnsTopicProps', ['grantWrite']),
  ...grants(ServiceSecret, 'ServiceSecretProps', ['grantRead']),
]);
