import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  Access,
  DataPlatform,
  DependencyKind,
  ImagePolicy,
  KafkaTopic,
  MicroserviceInfra,
  ObjectBucket,
  ObservabilityPlatform,
  PlatformStack,
  PostgresDatabase,
  RedisCache,
  ServiceSecret,
  SqsQueue,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import { readOnlyList } from '../../lib/core/read-only';
import { BUCKET, CACHE, DATABASE, TOPIC } from '../support/data';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';

interface Property {
  readonly name: string;
  readonly type: { readonly collection?: { readonly kind: string } };
}

interface Type {
  readonly kind: string;
  readonly name: string;
  readonly datatype?: boolean;
  readonly properties?: Property[];
}

/** Every list and map that the classes of the public API show, as jsii knows them: a new one is here by itself. */
function collections(): [className: string, names: string[]][] {
  const types: Type[] = Object.values(JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', '.jsii'), 'utf8')).types);
  return types.flatMap((type): [string, string[]][] => {
    const names = (type.properties ?? []).filter(({ type: { collection } }) => collection !== undefined).map(({ name }) => name);
    return type.kind === 'class' && names.length > 0 ? [[type.name, names]] : [];
  });
}

/** One of each class, with something in its lists; imported ones are of classes that nobody sees. */
function instances(): Record<string, object[]> {
  const app = new App({ outdir: temporaryFolder() });
  const platform = aPlatform();
  const service = aService(app, {}, { platform });
  const stack = service.node.scope!;
  const ours = new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
  const ledger = MicroserviceInfra.fromServiceName(stack, 'Ledger', 'ledger');
  const bucket = new ObjectBucket(stack, 'Bucket', BUCKET);
  const queue = new SqsQueue(stack, 'Queue', { queueName: 'mails' });
  service.connectTo(ledger, { port: 8080 });
  bucket.grantRead(service);
  return {
    Companion: [queue],
    Environment: [platform.environment('staging')],
    DataPlatform: [new DataPlatform(ours, 'Data')],
    ImagePolicy: [new ImagePolicy(ours, 'Images')],
    ObservabilityPlatform: [new ObservabilityPlatform(ours, 'Observability')],
    KafkaTopic: [new KafkaTopic(stack, 'Topic', TOPIC), KafkaTopic.fromTopicName(stack, 'Events', 'stock.events')],
    MicroserviceInfra: [service, ledger],
    Platform: [platform],
    Team: [platform.team('payments')],
    ObjectBucket: [bucket, ObjectBucket.fromBucketName(stack, 'Invoices', 'invoices')],
    PostgresDatabase: [new PostgresDatabase(stack, 'Database', DATABASE)],
    RedisCache: [new RedisCache(stack, 'Cache', CACHE)],
    ServiceSecret: [new ServiceSecret(stack, 'Secret', { secretName: 'stripe', keys: ['api-key'] })],
    ServiceNetwork: [service.network],
  };
}

const MADE = instances();
const LISTS = collections().flatMap(([className, names]) =>
  names.flatMap((name) =>
    // An imported one shows less than one that is made here.
    (MADE[className] ?? []).filter((made, index) => index === 0 || name in made).map((made) => [`${made.constructor.name}.${name}`, made, name] as const),
  ),
);

test('every class that shows a list or map has an object here', () => {
  expect(Object.keys(MADE).sort()).toEqual(collections().map(([name]) => name).sort());
});

test.each(LISTS)('%s throws where it is changed, instead of losing the change', (label, made, name) => {
  const value = Reflect.get(made, name) as unknown[] | Record<string, string>;
  const before = Object.keys(value);
  expect([label, Object.isFrozen(value)]).toEqual([label, true]);
  expect(() => (Array.isArray(value) ? value.push('own') : Object.assign(value, { own: 'own' }))).toThrow(TypeError);
  expect(Object.keys(Reflect.get(made, name) as object)).toEqual(before);
});

describe('a list for readers', () => {
  test('takes no new, other or fewer items', () => {
    const list = readOnlyList([1, 2]);
    for (const change of [() => list.push(3), () => list.pop(), () => list.sort(), () => { list[0] = 3; }, () => { list.length = 0; }]) {
      expect(change).toThrow(TypeError);
    }
    expect(list).toEqual([1, 2]);
  });

  test('is no window into what it was made of', () => {
    const inner = [{ name: 'A', value: '1' }];
    const [item] = readOnlyList(inner);
    expect(() => Object.assign(item, { value: '2' })).toThrow(TypeError);
    expect(() => Reflect.deleteProperty(item, 'value') || (() => { throw new TypeError('kept'); })()).toThrow(TypeError);
    inner[0].value = '3';
    expect(item).toEqual({ name: 'A', value: '1' });
  });

  test('leaves objects of a class as they are, and room for the mark of jsii in the others', () => {
    const [kind, item] = readOnlyList<object>([DependencyKind.DATABASE, { access: Access.READ }]);
    expect(kind).toBe(DependencyKind.DATABASE);
    expect(Object.isExtensible(item)).toBe(true);
  });
});
