import { KafkaTopic, MicroserviceInfra, ObjectBucket, PostgresDatabase, RedisCache, ServiceSecret, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { within } from '../../lib/core/problems';
import {
  BUCKET_PROPS,
  POSTGRES,
  REDIS,
  SECRET_PROPS,
  TOPIC_PROPS,
  valuesOf,
  wrongIn,
  wrongPlace,
  wrongRetention,
  wrongZones,
} from '../support/data-arbitraries';
import type { Candidates } from '../support/data-arbitraries';
import { thrownBy } from '../support/errors';
import { synthData } from '../support/manifests';
import { aPlatform } from '../support/platform';
import type { Json } from '../support/synth';

const platform = aPlatform();
type Make = new (scope: Construct, id: string, props: never) => Construct;

/** One kind of data: its props, those that it needs, and those that are wrong only beside others. */
interface Kind {
  readonly props: fc.Arbitrary<Candidates>;
  readonly required: string[];
  readonly together: (props: Candidates, production: boolean) => string[];
}

const NOTHING = () => [];
const DATABASES: Kind = { props: POSTGRES, required: ['databaseName', 'storageGb', 'tier'], together: wrongZones };
const CACHES: Kind = { props: REDIS, required: ['cacheName', 'tier'], together: wrongZones };
const BUCKETS: Kind = { props: BUCKET_PROPS, required: ['bucketName'], together: NOTHING };
const TOPICS: Kind = { props: TOPIC_PROPS, required: ['topicName'], together: wrongRetention };
const SECRETS: Kind = { props: SECRET_PROPS, required: ['secretName', 'keys'], together: wrongPlace };

/** Every prop that is wrong. */
function wrongProps({ required, together }: Kind, props: Candidates, production: boolean): string[] {
  return [...new Set([...wrongIn(props, required), ...together(props, production)])].sort();
}

/** A stack for many constructs that are never synthesised. */
function stackIn(environment: string): ServiceStack {
  const stack = new ServiceStack(new App({ outdir: '/nonexistent-but-unused' }), `checkout-${environment}`, { platform, environment });
  new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
  return stack;
}

describe.each<[name: string, Data: Make, kind: Kind]>([
  ['PostgresDatabase', PostgresDatabase as Make, DATABASES],
  ['RedisCache', RedisCache as Make, CACHES],
  ['ObjectBucket', ObjectBucket as Make, BUCKETS],
  ['KafkaTopic', KafkaTopic as Make, TOPICS],
  ['ServiceSecret', ServiceSecret as Make, SECRETS],
])('%s', (name, Data, kind) => {
  test.each(['staging', 'production'])('takes any input in %s, or refuses it in one error that names every prop', (environment) => {
    const stack = stackIn(environment);
    let [count, accepted, refused] = [0, 0, 0];
    fc.assert(
      fc.property(kind.props, (props) => {
        const wrong = wrongProps(kind, props, environment === 'production');
        const make = () => new Data(new Construct(stack, `${(count += 1)}`), name, valuesOf(props) as never);
        if (wrong.length === 0) {
          accepted += 1;
          make();
          return;
        }
        refused += 1;
        const { code, problems } = thrownBy(make);
        expect(code).toBe('InvalidProps');
        expect([...new Set(problems.map(({ path }) => path.replace(/\[\d+\]$/, '')))].sort()).toEqual(wrong);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(20);
  });

  test('refuses a prop that nobody reads, whatever it is called', () => {
    const stack = stackIn('staging');
    let count = 0;
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (key) => {
        const props = Object.defineProperty({}, key, { value: 1, enumerable: true });
        const { problems } = thrownBy(() => new Data(new Construct(stack, `${(count += 1)}`), name, props as never));
        expect(problems.map(({ path }) => path)).toContain(within('', key));
      }),
      { numRuns: 200 },
    );
  });
});

/** Props that are allowed, each with a name of its own. */
function allowed(kind: Kind): Record<string, Json>[] {
  const sound = kind.props.filter((props) => wrongProps(kind, props, true).length === 0);
  const samples = fc.sample(sound, 60).map((props): Record<string, Json> => valuesOf(props));
  return [...new Map(samples.map((props) => [props[kind.required[0]], props])).values()];
}

const ofKind = (manifests: Record<string, Json>, kind: string) =>
  new Map(Object.values(manifests).filter((one) => one.kind === kind).map((one) => [one.metadata.name, one]));

describe('what is written is what was asked for, read back,', () => {
  test('of databases', () => {
    const asked = allowed(DATABASES);
    const { json, manifests } = synthData(
      (stack) => asked.map((props, index) => new PostgresDatabase(stack, `${index}`, props as never)),
      { environment: 'production' },
    );
    const requests = ofKind(manifests, 'PostgreSQLInstance');
    const instances = new Map(Object.values<Json>(json.resource.aws_db_instance ?? {}).map((one) => [one.identifier, one]));
    const classes: Record<string, string> = { dev: 'db.t3.micro', standard: 'db.t3.medium', performance: 'db.r6g.large' };
    for (const { databaseName, storageGb, tier, multiAz, singleAzReason, engineVersion = '16', backupRetentionDays = 7, provisioner } of asked) {
      const zones = multiAz ?? singleAzReason === undefined;
      const database = databaseName.replaceAll('-', '_');
      if (provisioner === 'terraform') {
        expect(instances.get(`${databaseName}-production`)).toMatchObject({
          db_name: database,
          allocated_storage: storageGb,
          instance_class: classes[tier],
          multi_az: zones,
          engine_version: engineVersion,
          auto_minor_version_upgrade: !engineVersion.includes('.'),
          parameter_group_name: `production-postgres${engineVersion.slice(0, 2)}`,
          backup_retention_period: backupRetentionDays,
        });
        const { annotations } = manifests[`externalsecret-${databaseName}-connection.yaml`].metadata;
        expect(annotations['platform.acme.io/single-az-reason']).toBe(singleAzReason);
      } else {
        const fast = storageGb < 400 ? {} : { iops: 12000, storageThroughput: 500 };
        const parameters = { database, storageGB: storageGb, tier: tier.name, multiAZ: zones, engineVersion, backupRetentionDays, ...fast };
        const explained = singleAzReason === undefined ? parameters : { ...parameters, singleAZReason: singleAzReason };
        expect(requests.get(databaseName).spec).toEqual({ parameters: explained });
      }
    }
    expect(Math.min(requests.size, instances.size)).toBeGreaterThan(0);
    expect(requests.size + instances.size).toBe(asked.length);
  });

  test('of caches', () => {
    const asked = allowed(CACHES);
    const { manifests } = synthData((stack) => asked.map((props, index) => new RedisCache(stack, `${index}`, props as never)), {
      environment: 'production',
    });
    for (const { cacheName, tier, multiAz, singleAzReason, engineVersion = '7.1' } of asked) {
      const parameters = { tier: tier.name, multiAZ: multiAz ?? singleAzReason === undefined, engineVersion };
      expect(ofKind(manifests, 'RedisCache').get(cacheName).spec).toEqual({
        parameters: singleAzReason === undefined ? parameters : { ...parameters, singleAZReason: singleAzReason },
      });
    }
  });

  test('of buckets', () => {
    const asked = allowed(BUCKETS);
    const { json, manifests } = synthData((stack) => asked.map((props, index) => new ObjectBucket(stack, `${index}`, props as never)));
    const rules = new Map(
      Object.values<Json>(json.resource.aws_s3_bucket_lifecycle_configuration).map(({ bucket, rule: [rule] }) => {
        const [, address] = /^\$\{aws_s3_bucket\.([\w-]+)\.id\}$/.exec(bucket)!;
        return [json.resource.aws_s3_bucket[address].bucket, rule];
      }),
    );
    for (const { bucketName, expireAfterDays, keepOldVersionsDays = 90, provisioner } of asked) {
      if (provisioner === 'terraform') {
        const { expiration, noncurrent_version_expiration: old } = rules.get(`${bucketName}-staging-111122223333`);
        expect([expiration?.[0].days, old[0].noncurrent_days]).toEqual([expireAfterDays, keepOldVersionsDays]);
      } else {
        const parameters = { keepOldVersionsDays, ...(expireAfterDays !== undefined && { expireAfterDays }) };
        expect(ofKind(manifests, 'ObjectBucket').get(bucketName).spec).toEqual({ parameters });
      }
    }
  });

  test('of topics', () => {
    const asked = allowed(TOPICS);
    const { manifests } = synthData((stack) => asked.map((props, index) => new KafkaTopic(stack, `${index}`, props as never)));
    for (const { topicName, partitions = 6, replicas = 3, retentionHours = 168, compacted = false } of asked) {
      const { spec } = ofKind(manifests, 'KafkaTopic').get(topicName);
      expect(spec).toMatchObject({ partitions, replicas });
      expect(spec.config['cleanup.policy']).toBe(compacted ? 'compact' : 'delete');
      expect(spec.config['retention.ms']).toBe(compacted ? undefined : retentionHours * 3_600_000);
      expect(spec.config['min.insync.replicas']).toBeLessThan(Math.max(2, replicas));
    }
  });

  test('of secrets', () => {
    const asked = allowed(SECRETS);
    const { manifests } = synthData((stack) => asked.map((props, index) => new ServiceSecret(stack, `${index}`, props as never)));
    for (const { secretName, keys, remoteKey = `staging/checkout/${secretName}` } of asked) {
      const { data } = ofKind(manifests, 'ExternalSecret').get(secretName).spec;
      expect(data.map(({ secretKey, remoteRef }: Json) => [secretKey, remoteRef.property, remoteRef.key])).toEqual(
        keys.map((key: string) => [key, key, remoteKey]),
      );
    }
  });
});
