import { KafkaTopic } from '@golden-path/constructs';
import type { IKafkaTopic, KafkaTopicProps, Problem } from '@golden-path/constructs';
import { platformWith, TOPIC } from '../support/data';
import { problemPaths, thrownBy } from '../support/errors';
import { inMemory, synthData } from '../support/manifests';
import type { DataOptions } from '../support/manifests';

const topic = (props: Partial<KafkaTopicProps> = {}, options: DataOptions = {}) =>
  synthData((stack) => new KafkaTopic(stack, 'Topic', { ...TOPIC, ...props }), options).manifests;
const make = (props: object) => inMemory((stack) => new KafkaTopic(stack, 'Topic', { ...TOPIC, ...props }));

describe('the topic', () => {
  test('stands where the topic operator looks for it, and outlives a mistake in Git', () => {
    expect(topic()).toEqual({
      'kafkatopic-orders.events.yaml': {
        apiVersion: 'kafka.strimzi.io/v1',
        kind: 'KafkaTopic',
        metadata: {
          name: 'orders.events',
          namespace: 'kafka',
          labels: {
            'app.kubernetes.io/managed-by': 'argocd',
            'app.kubernetes.io/name': 'checkout',
            'platform.acme.io/env': 'staging',
            'platform.acme.io/team': 'payments',
            'strimzi.io/cluster': 'platform',
          },
          annotations: {
            'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
            'platform.acme.io/cost-center': 'cc-1',
            'platform.acme.io/owner': 'payments-team',
          },
        },
        spec: {
          partitions: 6,
          replicas: 3,
          config: {
            'cleanup.policy': 'delete',
            'min.insync.replicas': 2,
            'retention.ms': 604_800_000,
            'unclean.leader.election.enable': false,
          },
        },
      },
    });
  });

  test('goes to the cluster of the environment', () => {
    const platform = platformWith({ kafkaNamespace: 'streaming', kafkaCluster: 'main' });
    const { metadata } = topic({}, { platform })['kafkatopic-orders.events.yaml'];
    expect(metadata.namespace).toBe('streaming');
    expect(metadata.labels['strimzi.io/cluster']).toBe('main');
  });

  test('says everything that the team said', () => {
    const { spec } = topic({ partitions: 200, replicas: 9, retentionHours: 8760 })['kafkatopic-orders.events.yaml'];
    expect(spec).toMatchObject({ partitions: 200, replicas: 9, config: { 'retention.ms': 31_536_000_000 } });
  });

  test('keeps the last record of each key for good where it is compacted', () => {
    const { config } = topic({ compacted: true })['kafkatopic-orders.events.yaml'].spec;
    expect(config).toEqual({ 'cleanup.policy': 'compact', 'min.insync.replicas': 2, 'unclean.leader.election.enable': false });
  });

  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [9, 2],
  ])('with %d replicas a record counts as written when %d have it, so that one broker may be lost', (replicas, inSync) => {
    expect(topic({ replicas })['kafkatopic-orders.events.yaml'].spec.config['min.insync.replicas']).toBe(inSync);
  });
});

const NAME = 'lowercase letters, digits, hyphens and dots such as payments.events, at most 200 characters';
const KNOWN = "'topicName', 'partitions', 'replicas', 'retentionHours', 'compacted'";

const REFUSED: [props: object, problem: Problem][] = [
  [{ topicName: undefined }, { path: 'topicName', got: 'nothing', allowed: NAME, fix: 'give topicName' }],
  [{ topicName: 'Orders.Events' }, { path: 'topicName', got: "'Orders.Events'", allowed: NAME, fix: "did you mean 'orders-events'?" }],
  [{ topicName: 'orders..events' }, { path: 'topicName', got: "'orders..events'", allowed: NAME, fix: "did you mean 'orders-events'?" }],
  [{ topicName: '.orders' }, { path: 'topicName', got: "'.orders'", allowed: NAME, fix: "did you mean 'orders'?" }],
  [{ topicName: 'orders_events' }, { path: 'topicName', got: "'orders_events'", allowed: NAME, fix: "did you mean 'orders-events'?" }],
  [{ partitions: 0 }, { path: 'partitions', got: '0', allowed: 'an integer from 1 to 200', fix: 'use 1' }],
  [{ replicas: 10 }, { path: 'replicas', got: '10', allowed: 'an integer from 1 to 9', fix: 'use 9' }],
  [{ retentionHours: 8761 }, { path: 'retentionHours', got: '8761', allowed: 'an integer from 1 to 8760', fix: 'use 8760' }],
  [
    { compacted: true, retentionHours: 24 },
    {
      path: 'retentionHours',
      got: '24',
      allowed: 'nothing beside compacted: true, which keeps the last record of each key for good',
      fix: 'remove retentionHours, or compacted: true',
    },
  ],
  [{ compacted: 'true' }, { path: 'compacted', got: "'true'", allowed: 'true or false', fix: 'use true, without quotes' }],
  [
    { retentionDays: 7 },
    { path: 'retentionDays', got: 'a prop that does not exist', allowed: KNOWN, fix: "did you mean 'retentionHours'?" },
  ],
];

test.each(REFUSED)('is refused with what is allowed and how to mend it: %p', (props, problem) => {
  const error = thrownBy(() => make(props));
  expect(error).toMatchObject({ code: 'InvalidProps', where: 'KafkaTopic at checkout-staging/Topic' });
  expect(error.problems).toEqual([problem]);
});

test('every problem comes in one error', () => {
  const props = { topicName: 'x'.repeat(201), partitions: 1.5, replicas: '3', retentionHours: -1, compacted: 0, size: 1 };
  expect(problemPaths(() => make(props))).toEqual(['size', 'topicName', 'partitions', 'replicas', 'retentionHours', 'compacted']);
});

test('a name may have 200 characters', () => {
  expect(Object.keys(topic({ topicName: 'x'.repeat(200) }))).toEqual([`kafkatopic-${'x'.repeat(200)}.yaml`]);
});

test('a topic of another repository is refused where its name is none', () => {
  const error = thrownBy(() => inMemory((stack) => KafkaTopic.fromTopicName(stack, 'Ledger', 'Ledger Events')));
  expect(error).toMatchObject({ code: 'InvalidProps', where: 'fromTopicName at checkout-staging/Ledger' });
  expect(error.problems).toEqual([{ path: 'topicName', got: "'Ledger Events'", allowed: expect.stringContaining('a name that Kafka takes'), fix: expect.any(String) }]);
});

test.each(['Ledger_Events', '_internal', 'x'.repeat(249)])('a topic of another repository may have every name that Kafka takes: %s', (name) => {
  let imported: IKafkaTopic | undefined;
  const service = inMemory((stack, made) => made.connectTo((imported = KafkaTopic.fromTopicName(stack, 'Theirs', name)), { envPrefix: 'THEIRS_' }));
  expect(imported!.topicName).toBe(name);
  expect(service.environmentVariables).toContainEqual({ name: 'THEIRS_TOPIC', value: name });
});
