import { GitOpsApp, Peer, Rendering, Share } from '@golden-path/constructs';
import type { AppWorkload } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, only, synthApp } from '../support/synth';
import type { Json } from '../support/synth';
import { anApp, APP, filesOf } from './support';
import type { AppProps } from './support';

const nowhere = () => new App({ outdir: '/nonexistent-but-unused' });
const refused = (props: AppProps, service = {}) => thrownBy(() => anApp(nowhere(), { environment: 'staging', props, service }));
const problems = (props: AppProps, service = {}) => refused(props, service).problems.map(({ path }) => path);
const plain = (props: AppProps, service = {}) => {
  const files = filesOf({ environment: 'staging', props: { ...props, rendering: Rendering.MANIFESTS }, service });
  const documents = Object.entries(files).filter(([file]) => file.startsWith('manifests/staging/'));
  return Object.fromEntries(documents.map(([file, text]) => [file.slice('manifests/staging/'.length, -'.yaml'.length), load(text) as Json]));
};
const terraform = (props: AppProps, service = {}): Json =>
  synthApp((app) => void anApp(app, { environment: 'staging', props, service }))['checkout-staging'];
const policies = (json: Json): Json => Object.fromEntries(
  Object.values<Json>(json.resource.kubernetes_network_policy_v1).map(({ metadata, spec }) => [metadata.name, spec]),
);

const WORKERS: AppWorkload[] = [
  { name: 'worker', command: ['bin/work'], replicaCount: 3, metricsPort: 9100, env: { QUEUE: 'mails' } },
  { name: 'clock', command: ['bin/clock'], memoryRequest: '128Mi' },
];

describe('workloads', () => {
  test('are Deployments of the same image with programs, replicas, variables and resources of their own', () => {
    const documents = plain({ command: ['bin/web'], env: { QUEUE: 'none', REGION: 'eu' }, workloads: WORKERS });
    const { replicas, selector, template } = documents['deployment-checkout-worker'].spec;
    const [container] = template.spec.containers;
    expect({ replicas, selector: selector.matchLabels['app.kubernetes.io/component'] }).toEqual({ replicas: 3, selector: 'worker' });
    expect(container).toMatchObject({ name: 'worker', image: 'ghcr.io/acme/checkout:1.0.0', command: ['bin/work'] });
    expect(container.env).toEqual([{ name: 'QUEUE', value: 'mails' }, { name: 'REGION', value: 'eu' }]);
    const [clock] = documents['deployment-checkout-clock'].spec.template.spec.containers;
    expect(clock.resources).toEqual({ requests: { cpu: '250m', memory: '128Mi' }, limits: { memory: '256Mi' } });
    expect(Object.keys(documents)).toEqual([
      'deployment-checkout-clock', 'deployment-checkout-worker', 'deployment-checkout', 'poddisruptionbudget-checkout-clock',
      'poddisruptionbudget-checkout-service', 'poddisruptionbudget-checkout-worker', 'service-checkout-worker', 'service-checkout',
      'servicemonitor-checkout-worker',
    ]);
  });

  test('have DNS and identity like the service, and Prometheus reads the metrics of the one that has them', () => {
    const { 'allow-dns': dns, 'allow-from-namespace.monitoring-9100': metrics, ...others } = policies(terraform({ workloads: WORKERS }));
    expect(dns.pod_selector.match_expressions[0].values).toEqual(['clock', 'job', 'service', 'worker']);
    expect(metrics.pod_selector.match_labels['app.kubernetes.io/component']).toBe('worker');
    expect(Object.keys(others)).toContain('default-deny');
  });

  test('leave the policies of a service without them as they are', () => {
    expect(policies(terraform({}))['allow-dns'].pod_selector.match_expressions[0].values).toEqual(['job', 'service']);
  });

  test.each<[string, AppProps]>([
    ['workloads[1].name', { workloads: [{ name: 'worker' }, { name: 'worker' }] }],
    ['workloads[0].name', { workloads: [{ name: 'job' }] }],
    ['workloads[0].name', { workloads: [{ name: 'w'.repeat(60) }] }],
    ['workloads[0].command', { workloads: [{ name: 'worker', command: 'run' as unknown as string[] }] }],
    ['workloads[0].livenessProbe', { workloads: [{ name: 'worker', livenessProbe: 1 as never }] }],
    ['workloads[0].host', { workloads: [{ name: 'worker', host: 'x' } as never] }],
    ['workloads[0].memoryRequest', { workloads: [{ name: 'worker', memoryRequest: 256 as never }] }],
    ['workloads[0].preStopSeconds', { workloads: [{ name: 'worker', preStopSeconds: 60 }] }],
    ['workloads[0].sidecars[0].name', { workloads: [{ name: 'worker', sidecars: [{ name: 'worker', image: 'a:1' }] }] }],
    ['user', { user: 0 }],
    ['user', { user: 1000, useImageUser: true }],
    ['sidecars[0].restarts', { sidecars: [{ name: 'proxy', image: 'a:1', restarts: true }] }],
    ['sidecars[0].shares[0]', { sidecars: [{ name: 'proxy', image: 'a:1', shares: ['all' as Share] }] }],
    ['migration.retries', { migration: { retries: 21 } }],
    ['migration', { migration: [] as never }],
    ['jobs[0].name', { migration: {}, jobs: [{ name: 'migration' }] }],
    ['jobs[0].suspended', { jobs: [{ name: 'by-hand', suspended: false }] }],
    ['jobs[0].timeZone', { jobs: [{ name: 'by-hand', timeZone: 'Europe/Berlin' }] }],
    ['jobs[0].files', { jobs: [{ name: 'big', files: { '/a': 'x'.repeat(499_999), '/b': 'x'.repeat(499_999), '/c': 'xxx' } }] }],
  ])('%s is refused where it is not sound', (path, props) => {
    expect(problems(props)).toContain(path);
  });
});

test('a container runs as its own user, else as the one it belongs to, else as nobody in particular', () => {
  const users = (props: AppProps) => {
    const { spec } = plain(props)['deployment-checkout'].spec.template;
    const ids = spec.containers.map(({ securityContext }: Json) => [securityContext.runAsUser, securityContext.runAsGroup]);
    return [...ids, spec.securityContext.fsGroup];
  };
  const sidecars = [{ name: 'one', image: 'a:1' }, { name: 'two', image: 'a:1', user: 101 }, { name: 'three', image: 'a:1', useImageUser: true }];
  expect(users({ sidecars })).toEqual([[65532, 65532], [65532, 65532], [101, 101], [undefined, undefined], 65532]);
  expect(users({ user: 1000, sidecars: sidecars.slice(0, 1) })).toEqual([[1000, 1000], [1000, 1000], 1000]);
  expect(users({ useImageUser: true, fsGroup: 5 })).toEqual([[undefined, undefined], 5]);
});

test('a migration runs after what it needs and before what runs the new version, with the files of the application', () => {
  const documents = plain({ migration: { command: ['bin/migrate'] }, files: { '/etc/a.yaml': 'a: 1' }, host: 'a.acme.io' });
  const wave = (name: string) => documents[name].metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0';
  const migration = documents['job-checkout-migration'];
  expect(migration.metadata.annotations).toMatchObject({
    'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  });
  expect(['configmap-checkout-files', 'job-checkout-migration', 'deployment-checkout', 'ingress-checkout'].map(wave)).toEqual(['0', '1', '2', '2']);
  expect(migration.spec.template.spec.volumes).toContainEqual({ name: 'files', configMap: { name: 'checkout-files' } });
});

test('annotations of pods reach no job, and Reloader is asked by the Deployment alone', () => {
  const documents = plain({
    podAnnotations: { 'linkerd.io/inject': 'enabled' }, reloadOnChange: true,
    jobs: [{ name: 'nightly', schedule: '@daily', podAnnotations: { 'acme.io/job': 'yes' } }],
  });
  const job = documents['cronjob-checkout-nightly'].spec.jobTemplate.spec.template.metadata.annotations;
  expect(job).toMatchObject({ 'acme.io/job': 'yes' });
  expect(JSON.stringify(documents['cronjob-checkout-nightly'])).not.toMatch(/linkerd|reloader/);
  expect(documents['deployment-checkout'].metadata.annotations).toMatchObject({ 'reloader.stakater.com/auto': 'true' });
  expect(documents['deployment-checkout'].spec.template.metadata.annotations).toMatchObject({ 'linkerd.io/inject': 'enabled' });
});

test('a job can have an image, files and a way to restart of its own, and one without a schedule waits for people', () => {
  const documents = plain({
    files: { '/etc/a': '1' },
    jobs: [{ name: 'own', schedule: '@daily', image: 'ghcr.io/acme/tools:1', files: { '/etc/b': '2' }, restartsInPlace: true, history: 1 }, { name: 'by-hand' }],
  });
  const { spec } = documents['cronjob-checkout-own'];
  expect(spec).toMatchObject({ successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 1, suspend: false });
  const pod = spec.jobTemplate.spec.template.spec;
  expect(pod).toMatchObject({ restartPolicy: 'OnFailure', containers: [{ name: 'own-image', image: 'ghcr.io/acme/tools:1' }] });
  expect(Object.values(documents['configmap-checkout-own-files'].data)).toEqual(['1', '2']);
  expect(documents['cronjob-checkout-by-hand'].spec).toMatchObject({ suspend: true });
});

test('a sidecar has what it shares of the application', () => {
  const sidecars = [{ name: 'one', image: 'a:1', shares: [Share.VARIABLES, Share.FILES], env: { A: 'own' } }, { name: 'two', image: 'a:1' }];
  const [, one, two] = plain({ env: { A: 'app', B: 'app' }, files: { '/etc/a': '1' }, sidecars })['deployment-checkout'].spec.template.spec.containers;
  expect(one.env).toEqual([{ name: 'A', value: 'own' }, { name: 'B', value: 'app' }]);
  expect([one, two].map(({ volumeMounts }) => volumeMounts.map(({ mountPath }: Json) => mountPath))).toEqual([['/tmp', '/etc/a'], ['/tmp']]);
});

test('a native sidecar is an init container that goes on', () => {
  const initContainers = [{ name: 'proxy', image: 'a:1', restarts: true, ports: [{ name: 'admin', port: 9901 }] }];
  const [proxy] = plain({ initContainers })['deployment-checkout'].spec.template.spec.initContainers;
  expect(proxy).toMatchObject({ name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 9901 }] });
});

describe('a service that only has jobs', () => {
  const JOBS = { port: undefined, jobs: [{ name: 'nightly', schedule: '0 3 * * *' }] };

  test('has no Deployment, autoscaler or disruption budget, and room for its jobs', () => {
    const service = { jobsOnly: true };
    expect(Object.keys(plain(JOBS, service))).toEqual(['cronjob-checkout-nightly']);
    const json = terraform(JOBS, service);
    expect(Object.keys(json.resource)).not.toContain('kubernetes_horizontal_pod_autoscaler_v2');
    expect(Object.keys(json.resource)).not.toContain('kubernetes_pod_disruption_budget_v1');
    expect(only(json, 'kubernetes_resource_quota_v1').spec.hard.pods).toBe('4');
  });

  test('refuses what is said of pods that are there all the time', () => {
    expect(problems({ ...JOBS, port: 8080, workloads: [{ name: 'worker' }] }, { jobsOnly: true })).toEqual(['port', 'workloads']);
    expect(problems({ port: undefined }, { jobsOnly: true })).toEqual(['jobs']);
    expect(thrownBy(() => anApp(nowhere(), { environment: 'staging', props: JOBS, service: { jobsOnly: true, replicaCount: 2 } })).problems).toMatchObject([
      { path: 'replicaCount', fix: 'remove replicaCount, or jobsOnly' },
    ]);
  });
});

test('the autoscaler measures the container of the application, whatever runs beside it', () => {
  const { metric } = only(terraform({}), 'kubernetes_horizontal_pod_autoscaler_v2').spec;
  expect(metric).toMatchObject([{ type: 'ContainerResource', container_resource: { container: 'checkout', name: 'cpu' } }]);
});

describe('a port of a further process', () => {
  const egressOf = (order: 'first' | 'last') => {
    const json = synthApp((app) => {
      const platform = aPlatform({ teams: [{ name: 'payments' }] });
      const caller = () => aService(app, { serviceName: 'ledger' }, { platform, environment: 'staging' });
      const before = order === 'first' ? caller() : undefined;
      before?.allowTo(Peer.service('checkout'), 9100, 'it asks the worker');
      const service = aService(app, {}, { platform, environment: 'staging' });
      new GitOpsApp(service.node.scope!, 'App', { service, ...APP, workloads: WORKERS });
      if (!before) caller().allowTo(Peer.service('checkout'), 9100, 'it asks the worker');
    });
    const caller = policies(json['ledger-staging'])['allow-to-checkout-9100'];
    const callee = policies(json['checkout-staging'])['allow-from-ledger-9100'];
    return [caller.egress[0].to[0].pod_selector.match_labels, callee.pod_selector.match_labels];
  };

  test.each(['first', 'last'] as const)('is opened on both sides, if the caller is made %s', (order) => {
    const worker = { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/component': 'worker' };
    expect(egressOf(order)).toEqual([worker, worker]);
  });
});

describe('what the platform lets a service have at most', () => {
  const withQuota = (maxQuota: object, props: AppProps) => {
    const platform = aPlatform({ maxQuota });
    const service = aService(nowhere(), {}, { platform, environment: 'staging' });
    return new GitOpsApp(service.node.scope!, 'App', { service, ...APP, ...props });
  };
  const sidecars = [{ name: 'index', image: 'a:1', memoryRequest: '1Gi' }];

  test('is refused with the sum, and would not be without the last container', () => {
    const error = thrownBy(() => withQuota({ memory: '20Gi' }, { sidecars, jobs: [{ name: 'nightly', schedule: '@daily' }] }));
    expect(error.problems).toMatchObject([{
      path: 'quota requests.memory',
      got: '33920Mi, the sum of 23 x checkout (1280Mi), 1 x job nightly (256Mi), 3 x other jobs (256Mi), each with room for a sidecar of the cluster',
      allowed: 'at most 20Gi, which the platform lets a service have',
    }]);
    expect(() => withQuota({ memory: '20Gi' }, { jobs: [{ name: 'nightly', schedule: '@daily' }] })).not.toThrow();
  });

  test('counts pods and CPU as well, and holds for a service without an application', () => {
    expect(thrownBy(() => withQuota({ pods: 20, cpu: '7' }, { workloads: WORKERS })).problems.map(({ path }) => path)).toEqual(['quota pods', 'quota requests.cpu']);
    const platform = aPlatform({ maxQuota: { pods: 10 } });
    expect(thrownBy(() => aService(nowhere(), {}, { platform, environment: 'staging' })).problems).toMatchObject([{ path: 'quota pods' }]);
    expect(() => aPlatform({ maxQuota: { memory: 'much' } })).toThrow(/maxQuota\.memory/);
  });
});
