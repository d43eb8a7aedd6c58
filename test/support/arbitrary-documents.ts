import fc from 'fast-check';

/** Texts that mean something to YAML, TypeScript, shells or templates. */
const TEXT = fc.oneof(
  fc.constantFrom('no', 'on', '012', '1:30', '2026-01-01', "it's", '"', '\\', '\\"', "\\'", '`${x}`', '{{ .Values }}', '# no', ': ', 'null', '~', '\u2028', 'é'),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 }),
);
const NAME = fc.constantFrom('LOG_LEVEL', 'no', '__proto__', 'constructor', 'A', 'B_1', 'toString');
const DATA_NAME = (prefix: string) => fc.constantFrom('main', 'orders', 'a1').map((name) => `payments-${prefix}-${name}`);

const TIER = fc.constantFrom('dev', 'standard', 'performance');

/** Some of the keys of an object. */
function some(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(model, { requiredKeys: [] });
}

const SIZE = { replicas: fc.integer({ min: 1, max: 5 }), cpuRequest: fc.constantFrom('100m', '1'), enablePdb: fc.boolean() };
const ENV = fc.dictionary(NAME, TEXT, { maxKeys: 3 });

const PROBE = fc.oneof(
  fc.constantFrom('none', 'tcp', { http: '/ready' }, { tcp: { port: 8080 } }),
  fc.record({ http: fc.record({ path: fc.constant('/live'), periodSeconds: fc.integer({ min: 5, max: 60 }) }) }),
  fc.record({ command: fc.constant(['/bin/check', 'it']) }),
);

const JOB = fc.record({ name: fc.constantFrom('settle', 'report'), schedule: fc.constant('0 3 * * *'), command: fc.constant(['/app/job']) });

const APP_CHANGES = {
  env: ENV,
  imageTag: fc.constantFrom('1.0.0', '2', 'latest-build'),
  readinessProbe: PROBE,
  jobs: fc.uniqueArray(JOB, { selector: ({ name }) => name, maxLength: 2 }),
  rendering: fc.constantFrom('chart', 'manifests'),
  writablePaths: fc.constantFrom(['/tmp'], ['/tmp', '/var/cache']),
  preStopSeconds: fc.integer({ min: 0, max: 20 }),
};

const COMPANIONS: readonly fc.Arbitrary<readonly [string, Record<string, unknown>]>[] = [
  fc.tuple(DATA_NAME('db'), fc.record({ kind: fc.constant('database'), storageGb: fc.integer({ min: 20, max: 300 }), tier: TIER })),
  fc.tuple(DATA_NAME('cache'), fc.record({ kind: fc.constant('cache'), tier: TIER })),
  fc.tuple(DATA_NAME('files'), fc.record({ kind: fc.constant('bucket'), connect: fc.record({ access: fc.constantFrom('read', 'read-write') }) })),
  fc.tuple(DATA_NAME('jobs'), fc.record({ kind: fc.constant('queue'), fifo: fc.boolean() })),
  fc.tuple(
    DATA_NAME('table'),
    fc.record({ kind: fc.constant('table'), partitionKey: fc.constantFrom({ name: 'id', type: 'string' }, { name: 'at', type: 'number' }) }),
  ),
];

const DATA = fc
  .uniqueArray(fc.oneof(...COMPANIONS), { selector: ([name]) => name, maxLength: 3 })
  .map((entries) => Object.fromEntries(entries));

const OBJECTIVES = fc.constantFrom([{ availability: 99.9 }], [{ availability: { target: 99.5, minFailures: 5 } }, { latency: 95 }], []);
const RULES = fc.constantFrom(
  [{ peer: { cidr: '10.1.0.0/16' }, port: 443, reason: "the partner's API" }],
  [{ peer: 'internet', port: 443, reason: 'webhooks' }, { peer: { namespace: { namespace: 'shared' } }, port: 53, reason: 'names', protocol: 'udp' }],
);

const CATALOG = fc.constantFrom({ description: 'Takes payments' }, { description: 'Another one', tags: ['a'] });

const SAID = {
  ...SIZE,
  app: some(APP_CHANGES),
  data: DATA,
  objectives: OBJECTIVES,
  allowTo: RULES,
  catalog: CATALOG,
  policies: fc.constantFrom(['read-secrets'], ['read-secrets', 'audit']),
};

const CHANGES = some({ ...SAID, catalog: fc.oneof(CATALOG, fc.constant(null)) });

/** Documents of a service that the library accepts, or refuses with a reason: some of what they can say, in any environment. */
export const DOCUMENT = fc
  .record({
    base: some(SAID),
    environments: fc.option(
      fc.record({ production: fc.oneof(CHANGES, fc.constant(false)), staging: CHANGES }, { requiredKeys: [] }),
      { nil: undefined },
    ),
  })
  .map(({ base, environments }) => ({
    platform: '@acme/platform',
    name: 'payment-service',
    team: 'payments',
    ...base,
    app: { image: 'ghcr.io/acme/payment-service', imageTag: '1.0.0', port: 8080, metricsPort: 9090, ...(base.app as object) },
    ...(environments && { environments }),
  }))
  .map((document) => JSON.parse(JSON.stringify(document)) as Record<string, unknown>);
