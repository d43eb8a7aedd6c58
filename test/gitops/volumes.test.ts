import {
  AppVolume, PodManagementPolicy, ProjectedSource, Rendering, Share, VolumeAccess, WorkloadKind,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import { only, synthApp } from '../support/synth';
import type { Json } from '../support/synth';
import { anApp, filesOf } from './support';
import type { AppEnvironment, AppProps } from './support';

type ServiceProps = AppEnvironment['service'];

const ONE_POD: ServiceProps = { enableHpa: false, replicaCount: 1 };
const DATA = AppVolume.persistent('data', { size: '10Gi' });
const SHARED = AppVolume.persistent('shared', { size: '1Ti', storageClass: 'efs', accessMode: VolumeAccess.READ_WRITE_MANY });
const STATEFUL = { kind: WorkloadKind.STATEFUL_SET };

const refused = (props: AppProps, service?: ServiceProps) =>
  thrownBy(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props, service }));

/** The plain documents of an application by their names. */
function documents(props: AppProps, service?: ServiceProps): Record<string, Json> {
  const files = filesOf({ environment: 'staging', props: { rendering: Rendering.MANIFESTS, ...props }, service });
  const own = Object.entries(files).filter(([path]) => path.startsWith('manifests/staging/'));
  return Object.fromEntries(own.map(([path, text]) => [path.slice('manifests/staging/'.length, -'.yaml'.length), load(text) as Json]));
}

const podOf = ({ spec }: Json): Json => (spec.jobTemplate?.spec ?? spec).template.spec;
const volumesOf = (document: Json): Json[] => podOf(document).volumes.filter(({ name }: Json) => name !== 'writable-0');
const mountsOf = (container: Json): Json[] => container.volumeMounts.filter(({ name }: Json) => name !== 'writable-0');

describe('a persistent volume', () => {
  test('is a claim that nothing prunes, and the pods of one node do not wait for each other', () => {
    const { 'deployment-checkout': deployment, 'persistentvolumeclaim-checkout-data': claim } = documents({ volumes: { '/data': DATA } }, ONE_POD);
    expect(claim.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'helm.sh/resource-policy': 'keep',
    });
    expect(claim.spec).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, volumeMode: 'Filesystem' });
    expect(volumesOf(deployment)).toEqual([{ name: 'volume-0', persistentVolumeClaim: { claimName: 'checkout-data' } }]);
    expect(mountsOf(podOf(deployment).containers[0])).toEqual([{ name: 'volume-0', mountPath: '/data' }]);
    expect(deployment.spec.strategy).toEqual({ type: 'Recreate' });
  });

  test('that all pods may use is shared by processes and jobs, with a rolling update', () => {
    const volumes = { '/shared': SHARED };
    const all = documents({ volumes, workloads: [{ name: 'worker', replicaCount: 3, volumes }, { name: 'other' }], jobs: [{ name: 'nightly', volumes }] });
    for (const name of ['deployment-checkout', 'deployment-checkout-worker', 'cronjob-checkout-nightly']) {
      expect(volumesOf(all[name])).toEqual([{ name: 'volume-0', persistentVolumeClaim: { claimName: 'checkout-shared' } }]);
    }
    expect(volumesOf(all['deployment-checkout-other'])).toEqual([]);
    expect(all['deployment-checkout'].spec.strategy.type).toBe('RollingUpdate');
    expect(all['persistentvolumeclaim-checkout-shared'].spec).toMatchObject({ storageClassName: 'efs', accessModes: ['ReadWriteMany'] });
  });

  test.each([
    ['2', {}],
    ['1', { '/shared': SHARED }],
  ])('comes in wave %s: nothing waits for a claim that nobody uses yet', (wave, volumes) => {
    const all = documents({ volumes: { '/shared': SHARED }, migration: { command: ['/migrate'], volumes } });
    expect(all['persistentvolumeclaim-checkout-shared'].metadata.annotations['argocd.argoproj.io/sync-wave']).toBe(wave);
  });
});

describe('other volumes', () => {
  test('are what Kubernetes has for them', () => {
    const { 'deployment-checkout': deployment } = documents({
      volumes: {
        '/1': AppVolume.emptyDir({ size: '64Mi', memory: true }),
        '/2': AppVolume.emptyDir(),
        '/3': AppVolume.ephemeral({ size: '50Gi', storageClass: 'fast' }),
        '/4': AppVolume.fromSecret('tls'),
        '/5': AppVolume.fromConfigMap('rules'),
        '/6': AppVolume.projected([
          ProjectedSource.fromSecret('a'), ProjectedSource.fromConfigMap('b'), ProjectedSource.serviceAccountToken({ audience: 'vault' }),
        ]),
        '/7': AppVolume.secretsStore('vault-keys'),
        '/8': AppVolume.existingClaim('legacy', { accessMode: VolumeAccess.READ_ONLY_MANY }),
      },
    });
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } }, storageClassName: 'fast', volumeMode: 'Filesystem' };
    expect(volumesOf(deployment)).toEqual([
      { name: 'volume-0', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      { name: 'volume-1', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'volume-2', ephemeral: { volumeClaimTemplate: { spec } } },
      { name: 'volume-3', secret: { secretName: 'tls', defaultMode: 420 } },
      { name: 'volume-4', configMap: { name: 'rules', defaultMode: 420 } },
      {
        name: 'volume-5',
        projected: {
          defaultMode: 420,
          sources: [
            { secret: { name: 'a' } }, { configMap: { name: 'b' } },
            { serviceAccountToken: { audience: 'vault', expirationSeconds: 3600, path: 'token' } },
          ],
        },
      },
      { name: 'volume-6', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'vault-keys' } } },
      { name: 'volume-7', persistentVolumeClaim: { claimName: 'legacy' } },
    ]);
    const readOnly = mountsOf(podOf(deployment).containers[0]).filter((mount) => mount.readOnly).map(({ mountPath }) => mountPath);
    expect(readOnly).toEqual(['/4', '/5', '/6', '/7', '/8']);
    expect(deployment.spec.strategy.type).toBe('RollingUpdate');
  });

  test('reach another container only if it shares them', () => {
    const sidecars = [{ name: 'one', image: 'a:1', shares: [Share.VOLUMES] }, { name: 'two', image: 'a:1' }];
    const { 'deployment-checkout': deployment } = documents({ volumes: { '/scratch': AppVolume.emptyDir() }, sidecars });
    const [app, one, two] = podOf(deployment).containers;
    expect(mountsOf(one)).toEqual(mountsOf(app));
    expect(mountsOf(two)).toEqual([]);
  });
});

describe('a StatefulSet', () => {
  const volumes = { '/data': DATA };

  test('has a volume for each pod, which is kept, and a Service for their host names', () => {
    const all = documents({ ...STATEFUL, volumes, podManagementPolicy: PodManagementPolicy.PARALLEL });
    const { spec } = all['statefulset-checkout'];
    expect(spec).toMatchObject({
      serviceName: 'checkout-headless',
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
    expect(spec.volumeClaimTemplates).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, volumeMode: 'Filesystem' },
      },
    ]);
    expect(mountsOf(podOf(all['statefulset-checkout']).containers[0])).toEqual([{ name: 'data', mountPath: '/data' }]);
    expect(all['service-checkout-headless'].spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(Object.keys(all)).toEqual([
      'poddisruptionbudget-checkout-service', 'service-checkout-headless', 'service-checkout', 'statefulset-checkout',
    ]);
  });

  test('can be a further process', () => {
    const all = documents({ workloads: [{ name: 'queue', ...STATEFUL, replicaCount: 3, volumes }] });
    expect(all['statefulset-checkout-queue'].spec).toMatchObject({ replicas: 3, serviceName: 'checkout-queue-headless' });
    expect(all['deployment-checkout'].spec.template.spec.volumes).toHaveLength(1);
  });

  test.each([
    ['StatefulSet', STATEFUL],
    ['Deployment', {}],
  ])('is what the autoscaler scales: %s', (kind, props) => {
    const { 'checkout-staging': json } = synthApp((app) => void anApp(app, { environment: 'staging', props }));
    expect(only(json, 'kubernetes_horizontal_pod_autoscaler_v2').spec.scale_target_ref).toMatchObject({ kind, name: 'checkout' });
  });
});

describe('what would never work is refused', () => {
  const one = { '/data': DATA };
  const big = AppVolume.persistent('data', { size: '20Gi' });

  const faults: [path: string, says: string, props: AppProps, service?: ServiceProps][] = [
    ["volumes['/data']", 'kind: WorkloadKind.STATEFUL_SET', { volumes: one }],
    ["volumes['/data']", 'enableHpa: false and replicaCount: 1', { volumes: { '/data': AppVolume.existingClaim('legacy') } }],
    ["workloads[0].volumes['/data']", 'replicaCount: 1', { workloads: [{ name: 'worker', replicaCount: 2, volumes: one }] }],
    ["jobs[0].volumes['/data']", 'remove allowConcurrent', { jobs: [{ name: 'nightly', schedule: '0 3 * * *', allowConcurrent: true, volumes: one }] }],
    ["jobs[0].volumes['/data']", 'VolumeAccess.READ_WRITE_MANY', { volumes: one, jobs: [{ name: 'nightly', volumes: one }] }, ONE_POD],
    ["migration.volumes['/data']", 'VolumeAccess.READ_WRITE_MANY', { volumes: one, migration: { volumes: one } }, ONE_POD],
    ["workloads[0].volumes['/data']", 'use one AppVolume for both', { volumes: one, workloads: [{ name: 'worker', volumes: { '/data': big } }] }, ONE_POD],
    ["volumes['/other']", 'mount it once', { volumes: { ...one, '/other': DATA } }, ONE_POD],
    ["jobs[0].volumes['/data']", 'give it another name', { ...STATEFUL, volumes: one, jobs: [{ name: 'nightly', volumes: one }] }],
    ['podManagementPolicy', 'give kind: WorkloadKind.STATEFUL_SET', { podManagementPolicy: PodManagementPolicy.PARALLEL }],
    ['kind', "use one of these, such as 'Deployment'", { kind: 'DaemonSet' as WorkloadKind }],
    ['workloads[0].name', 'rename the workload', { ...STATEFUL, workloads: [{ name: 'headless' }] }],
    ['workloads[0].name', 'rename the workload', { ...STATEFUL, workloads: [{ name: 'service-headless' }] }],
    ['workloads[0].kind', 'shorten the name by 7', { workloads: [{ name: 'x'.repeat(50), ...STATEFUL }] }],
    ["volumes['/a']", 'a smaller size', { volumes: { '/a': AppVolume.emptyDir({ memory: true }) } }],
    ["volumes['/a']", "write AppVolume.persistent('data', { size: '10Gi' })", { volumes: { '/a': '/var/run' as unknown as AppVolume } }],
    ["volumes['/a']", "write AppVolume.persistent('data', { size: '10Gi' })", { volumes: { '/a': { hostPath: { path: '/' } } as unknown as AppVolume } }],
    ['volumes key', "did you mean '/data'?", { volumes: { data: DATA } }, ONE_POD],
    ['volumes', 'remove one of the two', { volumes: { '/tmp': AppVolume.emptyDir() } }],
    ['jobs[0].volumes', 'remove one of the two', { jobs: [{ name: 'nightly', files: { '/a': 'a' }, volumes: { '/a': SHARED } }] }],
  ];

  test.each(faults.map(([path, says, ...given]) => ({ path, says, given })))('$path: $says', ({ path, says, given }) => {
    const [props, service] = given;
    expect(refused(props, service).problems).toContainEqual(expect.objectContaining({ path, fix: expect.stringContaining(says) }));
  });

  test.each<[what: string, make: () => unknown, path: string, fix: string]>([
    ['a name that is none', () => AppVolume.persistent('Data', { size: '1Gi' }), 'name', "did you mean 'data'?"],
    ['a name that the library has', () => AppVolume.persistent('volume-0', { size: '1Gi' }), 'name', "choose another name, such as 'data': volumes of the library have this one"],
    ['a size without a unit', () => AppVolume.persistent('data', { size: 10 as unknown as string }), 'options.size', "did you mean '10Gi'? without a unit it counts bytes"],
    ['a size in GB', () => AppVolume.ephemeral({ size: '50GB' }), 'options.size', "did you mean '50Gi'?"],
    ['no size', () => AppVolume.ephemeral({} as never), 'options.size', 'give size'],
    ['an access mode that is none', () => AppVolume.existingClaim('a', { accessMode: 'ReadWriteAll' as VolumeAccess }), 'options.accessMode', "did you mean 'ReadWriteMany'?"],
    ['a size limit that is none', () => AppVolume.emptyDir({ size: 'big' }), 'options.size', "write it like '10Gi'"],
    ['nothing to project', () => AppVolume.projected([]), 'sources', "write [ProjectedSource.fromSecret('payments')]"],
    ['a text to project', () => AppVolume.projected(['a' as never]), 'sources[0]', "write ProjectedSource.fromSecret('payments')"],
    ['a token for nobody', () => ProjectedSource.serviceAccountToken({} as never), 'options.audience', 'give audience'],
    ['a token for a moment', () => ProjectedSource.serviceAccountToken({ audience: 'a', expirationSeconds: 60 }), 'options.expirationSeconds', 'use 600'],
    ['a class of no name', () => AppVolume.secretsStore(''), 'secretProviderClass', "write it like 'payments-db'"],
    ['a Secret of no name', () => AppVolume.fromSecret('A b'), 'secretName', "did you mean 'a-b'?"],
    ['a ConfigMap of no name', () => AppVolume.fromConfigMap('A b'), 'configMapName', "did you mean 'a-b'?"],
  ])('%s', (_, make, path, fix) => {
    const error = thrownBy(make);
    expect(error.code).toBe('InvalidRule');
    expect(error.problems.map(({ path: at, fix: mends }) => [at, mends])).toEqual([[path, fix]]);
  });
});
