import { CrossplaneApi } from '@golden-path/constructs';
import { synthDataPlatform } from '../support/compositions';
import { anEnvironment, aPlatform } from '../support/platform';
import { modelProblems } from '../support/schemas/models';
import { runModule } from '../support/schemas/run-module';
import type { Json } from '../support/synth';

const teams = [
  { name: 'payments', dataNames: ['payments-*', 'payments.*', 'refunds'] },
  { name: 'platform' },
  { name: 'ledger', dataNames: ['ledger-*', 'ledger.*'] },
];
const { documents } = synthDataPlatform({ platform: aPlatform({ teams }) });
const policyOf = (name: string): Json => documents[`validatingadmissionpolicy-${name}.platform.acme.io.yaml`];
const bindingOf = (name: string): Json => documents[`validatingadmissionpolicybinding-${name}.platform.acme.io.yaml`];
const [DATA, TOPICS] = [policyOf('data-names'), policyOf('topic-names')];

/** What an evaluator of the Common Expression Language denies each request for. */
const denied = (requests: object[]) => runModule<string[][]>('evaluate-policies.mjs', requests);
const TEAM = 'platform.acme.io/team';
const labelled = (team?: string) => ({ metadata: { name: 'x', ...(team !== undefined && { labels: { [TEAM]: team } }) } });
const request = (name: string, team?: string) => ({ policy: DATA, object: { metadata: { name } }, namespaceObject: labelled(team) });
const topic = (name: string, team?: string, spec: object = {}) =>
  ({ policy: TOPICS, object: { metadata: { ...labelled(team).metadata, name }, spec }, namespaceObject: labelled() });

const LEDGER = expect.stringMatching(/^ledger-\*, ledger\.\*: the platform gives these names to the team ledger, and this is .* another team; rename it$/);

test('are written where a team has names alone, each bound so that it denies', () => {
  const { documents: none } = synthDataPlatform();
  expect(Object.keys(none).filter((file) => file.startsWith('validating'))).toEqual([]);
  for (const [name, { metadata }] of Object.entries({ 'data-names': DATA, 'topic-names': TOPICS })) {
    expect(bindingOf(name).spec).toEqual({ policyName: metadata.name, validationActions: ['Deny'] });
  }
});

test('are about new requests of every kind, in Crossplane 1.x about its claims, and about new topics', () => {
  const rule = (apiGroups: string[], resources: string[]) => [
    { apiGroups, apiVersions: ['*'], operations: ['CREATE'], resources, scope: 'Namespaced' },
  ];
  const requests = rule(['platform.acme.io'], ['objectbuckets', 'postgresqlinstances', 'rediscaches']);
  const environments = ['staging', 'production'].map((name) => anEnvironment({ name, crossplaneApi: CrossplaneApi.V1 }));
  const legacy = synthDataPlatform({ platform: aPlatform({ teams, environments }) }).documents;
  for (const { spec } of [DATA, legacy['validatingadmissionpolicy-data-names.platform.acme.io.yaml']]) {
    expect(spec.matchConstraints).toEqual({ matchPolicy: 'Equivalent', resourceRules: requests });
  }
  expect(TOPICS.spec.matchConstraints).toEqual({ matchPolicy: 'Equivalent', resourceRules: rule(['kafka.strimzi.io'], ['kafkatopics']) });
  const defined = Object.values<Json>(documents).filter(({ kind }) => kind === 'CompositeResourceDefinition');
  expect(defined.map(({ spec }) => spec.names.plural).sort()).toEqual(DATA.spec.matchConstraints.resourceRules[0].resources);
  expect([DATA, TOPICS].map(({ spec }) => spec.failurePolicy)).toEqual(['Fail', 'Fail']);
});

test('are what the schema of Kubernetes says, and a misspelt field is not', () => {
  const all = ['data-names', 'topic-names'].flatMap((name) => [policyOf(name), bindingOf(name)]);
  expect(modelProblems(all)).toEqual([[], [], [], []]);
  const faulty = structuredClone(DATA);
  faulty.spec.validations[0].mesage = 'x';
  expect(modelProblems([faulty])).toEqual([[expect.stringContaining('mesage')]]);
});

test('deny a request of a name that another team has alone, by the label of its namespace', () => {
  const refused = ['ledger-db', 'ledger-', 'ledger-exports'].flatMap((name) => [request(name, 'payments'), request(name, ''), request(name)]);
  expect(denied(refused)).toEqual(refused.map(() => [LEDGER]));
  expect(denied([request('refunds', 'ledger')])).toEqual([[expect.stringMatching(/^payments-\*, payments\.\*, refunds: /)]]);
});

test('allow a name to the team that has it alone, and every other name to all', () => {
  const fine = [request('ledger-db', 'ledger'), request('refunds', 'payments')];
  const free = ['ledger', 'my-ledger-db', 'refunds-db', 'orders'].flatMap((name) => ['ledger', 'payments', 'other', undefined].map((team) => request(name, team)));
  expect(denied([...fine, ...free])).toEqual([...fine, ...free].map(() => []));
});

test('deny a topic whose name, also the one in its spec, another team has alone, by its own label', () => {
  expect(
    denied([
      topic('ledger.bookings', 'payments'),
      topic('ledger.bookings'),
      topic('payments.x', 'payments', { topicName: 'ledger.bookings' }),
      { ...topic('ledger.bookings'), object: { metadata: { name: 'ledger.bookings' } } },
      topic('ledger.bookings', 'ledger'),
      topic('orders.events', 'payments', { partitions: 6 }),
    ]),
  ).toEqual([[LEDGER], [LEDGER], [LEDGER], [LEDGER], [], []]);
});
