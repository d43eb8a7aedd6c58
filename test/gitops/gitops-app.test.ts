import { DatabaseTier, PostgresDatabase, Probe, Rendering, Routing } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import type { Json } from '../support/synth';
import { anApp, filesOf } from './support';
import type { AppProps } from './support';

const refused = (props: AppProps) => thrownBy(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props }));
const read = (text: string): Json => load(text);

describe('the folder of a service', () => {
  test('holds a chart, its values and what Argo CD reads', () => {
    expect(Object.keys(filesOf({ environment: 'staging' }))).toEqual([
      'chart/staging/Chart.yaml', 'chart/staging/templates/app.yaml', 'chart/staging/values.schema.json', 'envs/staging.yaml',
      'envs/staging/payments/chart/README.md', 'values-staging.yaml',
    ]);
  });

  test('has all of an environment in its own files, also what another one has as well', () => {
    const files = filesOf(
      { environment: 'staging', props: { env: { LOG_LEVEL: 'debug', REGION: 'eu' }, host: 'checkout.staging.acme.io' } },
      { environment: 'production', props: { env: { LOG_LEVEL: 'info', REGION: 'eu' }, host: 'checkout.acme.io' } },
    );
    expect(read(files['values-production.yaml'])).toMatchObject({
      env: { LOG_LEVEL: 'info', REGION: 'eu' },
      image: { repository: 'ghcr.io/acme/checkout', pullPolicy: 'IfNotPresent', tag: '1.0.0' },
      ingress: { host: 'checkout.acme.io' },
    });
    expect(Object.keys(files).filter((file) => !/staging|production/.test(file))).toEqual([]);
    expect(read(files['values-staging.yaml']).env).toEqual({ LOG_LEVEL: 'debug', REGION: 'eu' });
    expect(read(files['values-staging.yaml']).ingress).toMatchObject({ host: 'checkout.staging.acme.io' });
  });

  test('has replicas only where nothing scales them', () => {
    expect(read(filesOf({ environment: 'staging' })['values-staging.yaml'])).not.toHaveProperty('replicaCount');
    const fixed = filesOf({ environment: 'staging', service: { enableHpa: false, replicaCount: 4 } });
    expect(read(fixed['values-staging.yaml']).replicaCount).toBe(4);
  });

  test('gives the pods what the service is connected to, also after the application was made', () => {
    const files = filesOf({
      environment: 'staging',
      add: (service) => {
        const data = { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.DEV };
        service.connectTo(new PostgresDatabase(service.node.scope!, 'Database', data));
      },
    });
    expect(read(files['values-staging.yaml']).secretEnv.ORDERS_HOST).toEqual({ secret: 'orders-connection', key: 'host' });
    expect(read(files['envs/staging.yaml'])).toMatchObject({ chart: true, manifests: true, namespace: 'checkout-staging' });
  });

  test('holds plain documents and no chart where the team wants to review those', () => {
    const files = filesOf({ environment: 'staging', props: { rendering: Rendering.MANIFESTS } });
    expect(Object.keys(files)).toEqual([
      'envs/staging.yaml', 'envs/staging/payments/manifests/README.md', 'manifests/staging/deployment-checkout.yaml',
      'manifests/staging/poddisruptionbudget-checkout-service.yaml',
      'manifests/staging/service-checkout.yaml',
    ]);
    expect(read(files['envs/staging.yaml'])).toMatchObject({ chart: false, manifests: true });
  });
});

describe('two environments', () => {
  test.each<[string, AppProps]>([
    ['image', { image: 'ghcr.io/acme/other' }],
    ['port', { port: 9000 }],
    ['metricsPort', { metricsPort: 9091 }],
    ['rendering', { rendering: Rendering.MANIFESTS }],
  ])('may each have another %s, which does not reach the other', (_, props) => {
    const [alone, together] = [[], [{ environment: 'production', props }]].map((others) => filesOf({ environment: 'staging' }, ...others));
    const ofStaging = Object.fromEntries(Object.entries(together).filter(([file]) => file.includes('staging')));
    expect(ofStaging).toEqual(alone);
    expect(together).not.toEqual(filesOf({ environment: 'staging' }, { environment: 'production' }));
  });
});

describe('props', () => {
  test.each<[string, AppProps]>([
    ['image', { image: 'ghcr.io/acme/checkout:1.0' }],
    ['imageTag', { imageTag: undefined }],
    ['imageTag', { imageTag: 'with space' }],
    ['imageDigest', { imageDigest: 'sha256:12' }],
    ['port', { port: 70000 }],
    ['extraPorts[0]', { extraPorts: [{ name: 'again', port: 8080 }] }],
    ['sidecars[0].ports[0]', { sidecars: [{ name: 'proxy', image: 'a:1', ports: [{ name: 'again', port: 8080 }] }] }],
    ['metricsPath', { metricsPath: '/m' }],
    ['extraPorts[0]', { extraPorts: [{ name: 'http', port: 81 }] }],
    ['extraPorts[0].name', { extraPorts: [{ name: 'Not A Name', port: 81 }] }],
    ['host', { host: 'https://x.acme.io' }],
    ['host', { host: 'x.acme.io', port: undefined }],
    ['path', { path: '/x' }],
    ['tlsSecretName', { host: 'x.acme.io', routing: Routing.HTTP_ROUTE, tlsSecretName: 'cert' }],
    ['env key', { env: { '1BAD': 'x' } }],
    ['env[\'A\']', { env: { A: 1 as unknown as string } }],
    ['command', { command: 'run' as unknown as string[] }],
    ['readinessProbe', { readinessProbe: '/healthz' as unknown as Probe }],
    ['livenessProbe', { port: undefined, livenessProbe: Probe.http('/healthz') }],
    ['files key', { files: { 'relative.yaml': 'x' } }],
    ['files', { files: { '/etc/big': 'x'.repeat(1_000_001) } }],
    ['writablePaths', { writablePaths: ['/tmp', '/tmp'] }],
    ['podAnnotations[\'container.apparmor.security.beta.kubernetes.io/checkout\']', {
      podAnnotations: { 'container.apparmor.security.beta.kubernetes.io/checkout': 'unconfined' },
    }],
    ['sidecars[0].name', { sidecars: [{ name: 'checkout', image: 'a:1' }] }],
    ['sidecars[0].image', { sidecars: [{ name: 'proxy', image: 'envoy' }] }],
    ['initContainers[0].memoryRequest', { initContainers: [{ name: 'wait', image: 'a:1', memoryRequest: '12m' }] }],
    ['jobs[0].schedule', { jobs: [{ name: 'nightly', schedule: 'at night' }] }],
    ['jobs[1].name', { jobs: [{ name: 'a', schedule: '0 3 * * *' }, { name: 'a', schedule: '0 4 * * *' }] }],
    ['jobs[0].name', { jobs: [{ name: 'x'.repeat(50), schedule: '0 3 * * *' }] }],
    ['preStopSeconds', { preStopSeconds: 30 }],
    ['preStopSeconds', { terminationGraceSeconds: 5 }],
    ['host', { host: '10.0.0.1' }],
    ['path', { host: 'x.acme.io', path: '/a/../b' }],
    ['path', { host: 'x.acme.io', path: '/a#b', routing: Routing.HTTP_ROUTE }],
    ['extraPorts[0].name', { extraPorts: [{ name: '8081', port: 8081 }] }],
    ['jobs[0].schedule', { jobs: [{ name: 'nightly', schedule: '0 3 * * 7' }] }],
    ['jobs[0].timeZone', { jobs: [{ name: 'nightly', schedule: '@daily', timeZone: 'Berlin' }] }],
    ['args[0]', { args: ['a\0b'] }],
    ['rendering', { rendering: 'helm' as unknown as Rendering }],
    ['replicas', { replicas: 3 } as AppProps],
  ])('%s is refused where it is not sound', (path, props) => {
    const error = refused(props);
    expect(error.code).toBe('InvalidProps');
    expect(error.problems.map((problem) => problem.path)).toContain(path);
  });

  test('a worker may have less time to end than a server waits before', () => {
    expect(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props: { port: undefined, terminationGraceSeconds: 5 } })).not.toThrow();
  });

  test('an image with its tag is taken apart', () => {
    expect(refused({ image: 'ghcr.io/a/b:1.0' }).problems).toEqual([
      expect.objectContaining({ path: 'image', fix: "write image: 'ghcr.io/a/b', imageTag: '1.0'" }),
    ]);
  });

  test('all of them are refused in one error', () => {
    expect(refused({ image: 'A B', port: 0, host: '?' }).problems.map(({ path }) => path)).toEqual(['image', 'host', 'port']);
  });

  test.each<[string, AppProps, string | undefined]>([
    ['a worker waits for nothing', { port: undefined, terminationGraceSeconds: 5 }, undefined],
    ['a default is checked as it is', { terminationGraceSeconds: 5 }, '5, the default of an application with a Service'],
    ['a metrics port makes a Service too', { port: undefined, metricsPort: 9090, terminationGraceSeconds: 5 }, '5, the default of an application with a Service'],
    ['what is written is checked', { terminationGraceSeconds: 5, preStopSeconds: 6 }, '6'],
    ['what is written is taken', { terminationGraceSeconds: 5, preStopSeconds: 4 }, undefined],
  ])('%s', (_, props, got) => {
    const make = () => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props });
    if (got === undefined) expect(make).not.toThrow();
    else expect(thrownBy(make).problems).toMatchObject([{ path: 'preStopSeconds', got }]);
  });

  test('a service of another stack is refused', () => {
    const app = new App({ outdir: '/nonexistent-but-unused' });
    anApp(app);
    expect(thrownBy(() => anApp(app, { environment: 'production', props: { service: undefined } as AppProps })).code).toBe('InvalidRule');
  });
});

test.each([
  ['http', () => Probe.http('healthz')],
  ['tcp', () => Probe.tcp({ port: 0 })],
  ['command', () => Probe.command([])],
  ['grpc', () => Probe.grpc({ port: 9090, periodSeconds: 0 })],
])('a probe by %s is refused where it is not sound', (_, make) => {
  expect(thrownBy(make).code).toBe('InvalidRule');
});
