import { GitOpsApp, ObjectBucket, PostgresDatabase, RedisCache, RequestMetrics, ServiceObservability, Severity, Slo, SqsQueue } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load, loadAll } from 'js-yaml';
import { faultOfQuery } from '../../lib/observability/promql/parse';
import { BUCKET, CACHE, DATABASE } from '../support/data';
import type { KubernetesObject } from '../support/documents';
import { thrownBy } from '../support/errors';
import { modelProblems } from '../support/schemas/models';
import { aService } from '../support/synth';
import type { Json } from '../support/synth';
import { addObserved, observed, ruleNamed, ruleOf, rulesIn } from './support';

const ROUTES = { pagerDutySecret: 'pagerduty', slackSecret: 'slack', slackChannel: 'team-payments' };

/** Everything at once: each kind of objective, process, job and dependency. */
const files = observed({
  app: {
    host: 'checkout.acme.io',
    jobs: [{ name: 'settle', schedule: '0 3 * * *' }, { name: 'paused', schedule: '0 4 * * *', suspended: true }],
    workloads: [{ name: 'worker', metricsPort: 9091 }],
  },
  observability: {
    objectives: [
      Slo.availability(99.9),
      Slo.latency(99, { periodDays: 28, thresholdMs: 1000 }),
      Slo.jobSuccess(99, 'settle'),
      Slo.freshness(99, { timestampMetric: 'orders_last_import_timestamp_seconds', maxAgeSeconds: 600 }),
      Slo.consumerLag(99, { topic: 'orders', consumerGroup: 'checkout.main', maxLag: 100 }),
      Slo.custom(99, 'sum(rate(good_total[$window]))', 'sum(rate(all_total[$window]))', { name: 'orders', minFailures: 3 }),
    ],
    alerts: [
      { alert: 'DatabaseConnectionsHigh', threshold: 300, severity: Severity.PAGE },
      { alert: 'ReplicasShort', about: 'checkout-worker', minutes: 45 },
      { alert: 'BucketErrors', leftOutReason: 'request metrics of the bucket are {{ off }}' },
    ],
    routes: ROUTES,
  },
  build: (service) => {
    const stack = service.node.scope!;
    service.connectTo(new PostgresDatabase(stack, 'Database', DATABASE));
    service.connectTo(new RedisCache(stack, 'Cache', CACHE));
    service.connectTo(new ObjectBucket(stack, 'Bucket', BUCKET));
    service.connectTo(new SqsQueue(stack, 'Queue', { queueName: 'orders' }));
  },
});
const rules = rulesIn(ruleOf(files));
const alerts = rules.filter(({ alert }) => alert !== undefined);

test('a service with a port and metrics promises something without being told', () => {
  const plain = rulesIn(ruleOf(observed({ environments: ['staging'] }), 'staging'));
  expect([...new Set(plain.map(({ labels }) => labels.slo as string))].filter(Boolean)).toEqual(['availability', 'latency']);
  const silent = rulesIn(ruleOf(observed({ environments: ['staging'], app: { metricsPort: undefined } }), 'staging'));
  expect(silent.filter(({ record }) => record !== undefined)).toEqual([]);
});

test('the alerts follow from what was declared', () => {
  const named = [...new Set(alerts.filter(({ labels }) => labels.slo === undefined).map(({ alert }) => alert as string))];
  expect(named.sort()).toEqual([
    'AutoscalerAtMaximum', 'CacheEvictions', 'CacheMemoryHigh', 'ContainerOutOfMemory', 'DatabaseConnectionsHigh',
    'DatabaseCpuHigh', 'DatabaseReplicationLag', 'DatabaseStorageLow', 'JobFailed', 'JobMissed', 'MetricsAbsent', 'NoReplicaAvailable',
    'PodRestarting', 'QueueMessagesOld', 'QuotaNearlyUsed', 'ReplicasShort', 'RolloutStuck',
  ]);
  const jobs = alerts.filter(({ alert }) => alert === 'JobFailed').map(({ labels }) => labels.cronjob as string);
  expect(jobs).toEqual(['checkout-settle']);
});

test('a team changes an alert, and leaves one out with a reason', () => {
  const connections = ruleNamed(alerts, 'DatabaseConnectionsHigh');
  expect(connections.expr).toMatch(/> 300$/);
  expect(connections.labels.severity).toBe('page');
  const lasting = alerts.filter(({ alert }) => alert === 'ReplicasShort').map((each) => [each.labels.deployment, each.for]);
  expect(lasting).toEqual([['checkout', '15m'], ['checkout-worker', '45m']]);
  expect(ruleNamed(alerts, 'BucketErrors')).toBeUndefined();
  expect(files['repository/checkout/docs/runbook.md']).toContain('request metrics of the bucket are {{ off }}');
});

test('an alert of an objective has both windows, the guard and the way to its team', () => {
  const burn = ruleNamed(alerts, 'ErrorBudgetBurn1h', 'availability');
  const own = '{environment="production",service="checkout",slo="availability",team="payments"}';
  expect(burn.expr).toBe([
    `slo:error_ratio:rate1h${own} > 0.0144`,
    `and slo:error_ratio:rate5m${own} > 0.0144`,
    `and slo:bad_events:increase1h${own} >= 10`,
  ].join('\n'));
  expect(burn.labels).toEqual({
    environment: 'production', long_window: '1h', namespace: 'checkout-production', routes: 'service', service: 'checkout',
    severity: 'page', slo: 'availability', team: 'payments',
  });
  expect(burn.annotations.runbook_url).toBe('https://github.com/acme/checkout/blob/main/docs/runbook.md#errorbudgetburn1h-availability');
});

test('nobody is woken outside of production', () => {
  const severities = rulesIn(ruleOf(files, 'staging')).flatMap(({ alert, labels }) => (alert === undefined ? [] : [labels.severity as string]));
  expect([...new Set(severities)]).toEqual(['ticket']);
});

test('every query can be read, and every series of an objective has its labels', () => {
  expect(rules.filter(({ expr }) => faultOfQuery(expr as string) !== undefined)).toEqual([]);
  expect(rules.length).toBeGreaterThan(120);
  const recorded = rules.filter(({ record }) => record !== undefined);
  expect(recorded.every(({ labels }) => ['environment', 'service', 'slo', 'team'].every((label) => labels[label] !== undefined))).toBe(true);
});

test('every alert has a section in the runbook that its link leads to', () => {
  const anchors = new Set([...files['repository/checkout/docs/runbook.md'].matchAll(/^## (.*)$/gm)].map(([, heading]) => (
    heading.toLowerCase().replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '-')
  )));
  const missing = alerts.filter(({ annotations }) => !anchors.has((annotations.runbook_url as string).split('#')[1]));
  expect(missing).toEqual([]);
});

test('every alert has a test that it is raised, and one that it is silent', () => {
  const folder = 'repository/checkout/observability/production/';
  const tests = Object.entries(files).filter(([file]) => file.startsWith(folder) && file.endsWith('.test.yaml'))
    .flatMap(([, text]) => (load(text) as Json).tests as Json[])
    .flatMap((each) => (each.promql_expr_test as Json[]))
    .map(({ exp_samples: [{ value }], expr }) => ({ expr: expr as string, raised: value === 1 }));
  const tested = (rule: Json, raised: boolean) => tests.some(({ expr, raised: is }) => (
    is === raised && expr.includes(`alertname="${rule.alert}"`)
    && ['slo', 'deployment', 'cronjob', 'job', 'dependency'].every((label) => (
      rule.labels[label] === undefined || expr.includes(`${label}="${rule.labels[label]}"`)
    ))
  ));
  expect(alerts.filter((rule) => !tested(rule, true) || !tested(rule, false)).map(({ alert, labels }) => [alert, labels])).toEqual([]);
});

test('the objects are as the schemas of the operator say', () => {
  const config = load(files['gitops/apps/checkout/manifests/production/alertmanagerconfig-checkout.yaml']) as KubernetesObject;
  const broken = { ...config, spec: { ...config.spec as Json, recievers: [] } } as KubernetesObject;
  const [rule, routes, planted] = modelProblems([ruleOf(files) as unknown as KubernetesObject, config, broken]);
  expect([rule, routes]).toEqual([[], []]);
  expect(planted).toContain('spec.recievers: unknown field');
});

test('the objectives are written for other tools too', () => {
  const all = loadAll(files['repository/checkout/observability/production/openslo.yaml']) as Json[];
  expect(all.map(({ metadata }) => metadata.name as string)).toEqual([
    'checkout-availability-production', 'checkout-latency-production', 'checkout-job-settle-production',
    'checkout-freshness-production', 'checkout-consumer-lag-production', 'checkout-orders-production',
  ]);
  expect(all[0].spec).toMatchObject({ budgetingMethod: 'Occurrences', objectives: [{ displayName: 'availability', target: 0.999 }] });
});

test.each([
  ['an unknown alert', { alerts: [{ alert: 'PodRestartin' }] }, "did you mean 'PodRestarting'?"],
  ['an alert about something else', { alerts: [{ alert: 'ReplicasShort', about: 'other' }] }, 'name one of them'],
  ['a job that is not there', { objectives: [Slo.jobSuccess(99, 'typo')] }, 'a job at fixed times; the application has none'],
  ['more than all of a quota', { alerts: [{ alert: 'QuotaNearlyUsed', threshold: 1e15 }] }, 'use at most 99'],
  ['a threshold that is none', { alerts: [{ alert: 'ReplicasShort', threshold: 2 }] }, 'ReplicasShort has none'],
])('%s is refused before anything is written', (_, observability, fix) => {
  const app = new App();
  addObserved(app, { environments: ['staging'], observability });
  expect(thrownBy(() => app.synth()).message).toContain(fix);
});

test.each([
  ['no objective', { objectives: ['availability'] as never }, ['objectives[0]']],
  ['two of one name', { objectives: [Slo.availability(99), Slo.availability(99.9)] }, ['objectives[1]']],
  ['routes to nobody', { routes: {} }, ['routes']],
  ['a secret that is no name, and a channel with a sign', { routes: { slackSecret: 'No', slackChannel: '#all' } }, [
    'routes.slackSecret', 'routes.slackChannel',
  ]],
  ['another application', { app: {} as never }, ['app']],
])('%s is refused', (_, observability, paths) => {
  const error = thrownBy(() => addObserved(new App(), { environments: ['staging'], observability }));
  expect(error.problems.map(({ path }) => path)).toEqual(paths);
});

test('the application of another stack is refused', () => {
  const app = new App();
  const [one, other] = ['staging', 'production'].map((environment) => aService(app, {}, { environment }));
  const application = new GitOpsApp(other.node.scope!, 'App', { service: other, image: 'ghcr.io/acme/checkout', imageTag: '1.0.0' });
  const error = thrownBy(() => new ServiceObservability(one.node.scope!, 'Observability', { service: one, app: application }));
  expect(error.code).toBe('InvalidRule');
});

test('objectives that nothing can measure are refused, all at once', () => {
  const app = new App();
  const objectives = [
    Slo.availability(99), Slo.freshness(99, { timestampMetric: 'orders_time', maxAgeSeconds: 60 }), Slo.jobSuccess(99, 'setle'),
    Slo.latency(99, { metrics: RequestMetrics.ISTIO, thresholdMs: 250 }),
  ];
  const jobs = [{ name: 'settle', schedule: '0 3 * * *', command: ['settle'] }];
  addObserved(app, { environments: ['staging'], app: { metricsPort: undefined, jobs }, observability: { objectives } });
  const { problems } = thrownBy(() => app.synth());
  expect(problems.map(({ path }) => path.split(': ').at(-1))).toEqual(['objectives[0]', 'objectives[1]', 'objectives[2]']);
  expect(problems.map(({ fix }) => fix).join()).toMatch(/give metricsPort.*give metricsPort.*did you mean 'settle'/);
});
