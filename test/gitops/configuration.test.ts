import { DatabaseTier, EnvFrom, EnvSource, FileSource, PostgresDatabase, Rendering, Share } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import type { Json } from '../support/synth';
import { anApp, filesOf } from './support';
import type { AppEnvironment, AppProps } from './support';

const refused = (props: AppProps) => thrownBy(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props }));

/** The pod of an object of the plain rendering. */
function podOf(file: string, props: AppProps, add?: AppEnvironment['add']): Json {
  const files = filesOf({ environment: 'staging', props: { rendering: Rendering.MANIFESTS, ...props }, add });
  const { spec } = load(files[`manifests/staging/${file}.yaml`]) as Json;
  return (spec.jobTemplate?.spec ?? spec).template.spec;
}

const connect: AppEnvironment['add'] = (service) => {
  const data = { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.DEV };
  service.connectTo(new PostgresDatabase(service.node.scope!, 'Database', data));
};

const variable = (pod: Json, name: string, container = 0): Json => pod.containers[container].env.find((one: Json) => one.name === name);

describe('variables from elsewhere', () => {
  const SOURCES = {
    API_KEY: EnvSource.fromSecret('stripe', 'api-key'),
    FLAGS: EnvSource.fromConfigMap('flags', 'all', { optional: true }),
    POD_IP: EnvSource.fromField('status.podIP'),
    MEMORY: EnvSource.fromResource('limits.memory'),
  };

  test('come from Secrets, ConfigMaps, fields and resources, as Kubernetes has them', () => {
    const pod = podOf('deployment-checkout', { envSources: SOURCES, env: { URL: 'http://$(POD_IP)' } });
    expect(pod.containers[0].env).toEqual([
      { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'stripe', key: 'api-key' } } },
      { name: 'FLAGS', valueFrom: { configMapKeyRef: { name: 'flags', key: 'all', optional: true } } },
      { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1' } } },
      { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
      { name: 'URL', value: 'http://$(POD_IP)' },
    ]);
  });

  test('are those of a job as well, and one of its own name comes instead', () => {
    const jobs = [{ name: 'nightly', env: { API_KEY: 'none' }, envSources: { FLAGS: EnvSource.fromSecret('other', 'flags') } }];
    const pod = podOf('cronjob-checkout-nightly', { envSources: SOURCES, jobs });
    expect(variable(pod, 'API_KEY')).toEqual({ name: 'API_KEY', value: 'none' });
    expect(variable(pod, 'FLAGS').valueFrom).toEqual({ secretKeyRef: { name: 'other', key: 'flags' } });
    expect(variable(pod, 'POD_IP')).toBeDefined();
  });

  test('reach a sidecar that shares variables, and no other', () => {
    const shares = [Share.VARIABLES];
    const sidecars = [{ name: 'one', image: 'a:1', shares }, { name: 'two', image: 'a:1' }];
    const envFrom = [EnvFrom.fromSecret('all', { prefix: 'ALL_' })];
    const pod = podOf('deployment-checkout', { envSources: SOURCES, envFrom, sidecars });
    expect(variable(pod, 'API_KEY', 1)).toEqual(variable(pod, 'API_KEY'));
    expect(pod.containers[1].envFrom).toEqual([{ prefix: 'ALL_', secretRef: { name: 'all' } }]);
    expect(Object.keys(pod.containers[2])).not.toEqual(expect.arrayContaining(['env']));
    expect(pod.containers[2]).not.toHaveProperty('envFrom');
  });

  test('are whole Secrets and ConfigMaps, those of a workload after those of the application', () => {
    const workloads = [{ name: 'worker', envFrom: [EnvFrom.fromConfigMap('worker', { optional: true })] }];
    const pod = podOf('deployment-checkout-worker', { envFrom: [EnvFrom.fromSecret('all')], workloads });
    expect(pod.containers[0].envFrom).toEqual([{ secretRef: { name: 'all' } }, { configMapRef: { name: 'worker', optional: true } }]);
  });
});

describe('files from elsewhere', () => {
  const fileSources = { '/etc/app/key.pem': FileSource.fromSecret('tls', 'tls.key'), '/etc/app/ca.pem': FileSource.fromConfigMap('ca', 'ca.crt') };

  test('are each at their path, and those of a job come instead of a text of the application', () => {
    const jobs = [{ name: 'nightly', fileSources: { '/etc/app/text': FileSource.fromSecret('own', 'text') } }];
    const pod = podOf('cronjob-checkout-nightly', { files: { '/etc/app/text': 'a' }, fileSources, jobs });
    const mounts = pod.containers[0].volumeMounts.filter(({ name }: Json) => name !== 'writable-0');
    expect(mounts).toEqual([
      { name: 'file-sources', mountPath: '/etc/app/ca.pem', subPath: 'file-0', readOnly: true },
      { name: 'file-sources', mountPath: '/etc/app/key.pem', subPath: 'file-1', readOnly: true },
      { name: 'file-sources', mountPath: '/etc/app/text', subPath: 'file-2', readOnly: true },
    ]);
    expect(pod.volumes.find(({ name }: Json) => name === 'file-sources').projected).toEqual({
      defaultMode: 420,
      sources: [
        { configMap: { name: 'ca', items: [{ key: 'ca.crt', path: 'file-0' }] } },
        { secret: { name: 'tls', items: [{ key: 'tls.key', path: 'file-1' }] } },
        { secret: { name: 'own', items: [{ key: 'text', path: 'file-2' }] } },
      ],
    });
  });
});

describe('secretsAsFiles', () => {
  test('mounts the Secrets of connections whole, so that the kubelet updates them, and says where they are', () => {
    const pod = podOf('deployment-checkout', { secretsAsFiles: true, sidecars: [{ name: 'one', image: 'a:1' }] }, connect);
    const mount = { name: 'secret-0', mountPath: '/etc/secrets/orders-connection', readOnly: true };
    expect(pod.volumes).toContainEqual({ name: 'secret-0', secret: { secretName: 'orders-connection', defaultMode: 420 } });
    expect(pod.containers[0].volumeMounts).toContainEqual(mount);
    expect(pod.containers[1].volumeMounts).not.toContainEqual(mount);
    expect(variable(pod, 'ORDERS_PASSWORD_FILE')).toEqual({
      name: 'ORDERS_PASSWORD_FILE',
      value: '/etc/secrets/orders-connection/password',
    });
    expect(JSON.stringify(pod)).not.toContain('secretKeyRef');
  });

  test('leaves variables where it is not asked for', () => {
    const pod = podOf('deployment-checkout', {}, connect);
    expect(variable(pod, 'ORDERS_PASSWORD').valueFrom).toEqual({ secretKeyRef: { name: 'orders-connection', key: 'password' } });
    expect(JSON.stringify(pod)).not.toContain('/etc/secrets');
  });

  test('goes to the jobs as well', () => {
    const pod = podOf('cronjob-checkout-nightly', { secretsAsFiles: true, jobs: [{ name: 'nightly' }] }, connect);
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'secret-0', mountPath: '/etc/secrets/orders-connection', readOnly: true });
  });
});

describe('what is not sound is refused', () => {
  const KEY = EnvSource.fromSecret('stripe', 'api-key');
  const FILE = FileSource.fromSecret('tls', 'tls.key');

  test.each<[path: string, fix: string, props: AppProps]>([
    ["envSources['A']", "write EnvSource.fromSecret('payments', 'api-key'); a text belongs in env", { envSources: { A: 'text' as unknown as EnvSource } }],
    ['envSources', "write envSources: { 'LOG_LEVEL': ... }", { envSources: KEY as unknown as Record<string, EnvSource> }],
    ["envSources['A']", 'remove one of the two', { env: { A: 'a' }, envSources: { A: KEY } }],
    ["workloads[0].envSources['A']", 'remove one of the two', { workloads: [{ name: 'worker', env: { A: 'a' }, envSources: { A: KEY } }] }],
    ["jobs[0].envSources['A']", 'remove one of the two', { jobs: [{ name: 'nightly', env: { A: 'a' }, envSources: { A: KEY } }] }],
    ["sidecars[0].envSources['A']", 'remove one of the two', { sidecars: [{ name: 'one', image: 'a:1', env: { A: 'a' }, envSources: { A: KEY } }] }],
    ['envFrom[0]', "write EnvFrom.fromSecret('payments')", { envFrom: [KEY as unknown as EnvFrom] }],
    ['envFrom', 'put the value in square brackets', { envFrom: EnvFrom.fromSecret('a') as unknown as EnvFrom[] }],
    ["fileSources['/a']", "write FileSource.fromSecret('payments', 'key.pem'); a text belongs in files", { fileSources: { '/a': 'text' as unknown as FileSource } }],
    ['fileSources', 'remove one of the two', { files: { '/a': 'a' }, fileSources: { '/a': FILE } }],
    ['jobs[0].fileSources', 'remove one of the two', { jobs: [{ name: 'nightly', files: { '/a': 'a' }, fileSources: { '/a': FILE } }] }],
    ['jobs[0].fileSources', 'remove one of the two', { jobs: [{ name: 'nightly', fileSources: { '/tmp': FILE } }] }],
    ['fileSources', 'choose another folder', { secretsAsFiles: true, fileSources: { '/etc/secrets/own': FILE } }],
  ])('%s: %s', (path, fix, props) => {
    expect(refused(props).problems).toContainEqual(expect.objectContaining({ path, fix }));
  });

  test.each<[what: string, make: () => unknown, path: string, fix: string]>([
    ['a name with capitals', () => EnvSource.fromSecret('Stripe', 'k'), 'secretName', "did you mean 'stripe'?"],
    ['a key that leads up', () => EnvSource.fromConfigMap('flags', '..'), 'key', 'begin it with another character than ..'],
    ['a field that is misspelt', () => EnvSource.fromField('status.podIp'), 'fieldPath', "did you mean 'status.podIP'?"],
    ['a field that no variable has', () => EnvSource.fromField('metadata.labels'), 'fieldPath', "name the key, as in metadata.labels['app']"],
    ['a resource that is none', () => EnvSource.fromResource('limit.memory'), 'resource', "did you mean 'limits.memory'?"],
    ['an option that is none', () => EnvFrom.fromSecret('a', { prefx: 'A_' } as never), 'options.prefx', "did you mean 'prefix'?"],
    ['a prefix that no name begins with', () => EnvFrom.fromConfigMap('a', { prefix: '1_' }), 'options.prefix', "write it like 'STRIPE_'"],
    ['a file without a key', () => FileSource.fromSecret('a', ''), 'key', "write it like 'api-key'"],
    ['a file of no name', () => FileSource.fromConfigMap('-', 'a'), 'configMapName', "write it like 'payments-db'"],
  ])('%s', (_, make, path, fix) => {
    const error = thrownBy(make);
    expect(error.code).toBe('InvalidRule');
    expect(error.problems.map(({ path: at, fix: mends }) => [at, mends])).toEqual([[path, fix]]);
  });
});
