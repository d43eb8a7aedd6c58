import {
  AppVolume, Architecture, Probe, Rendering, RolloutStrategy, ServiceSecret, Spread, TaintEffect, WorkloadKind,
} from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import type { Json } from '../support/synth';
import { anApp, filesOf } from './support';
import type { AppEnvironment, AppProps } from './support';

const ARM = { architecture: Architecture.ARM64, tolerations: [{ key: 'arm', effect: TaintEffect.NO_SCHEDULE }] };
const NIGHTLY = { name: 'nightly', schedule: '0 3 * * *' };
const login = (service: MicroserviceInfra, id = 'Login') =>
  new ServiceSecret(service.node.scope!, id, { secretName: id.toLowerCase(), registry: 'ghcr.io' });

/** The plain documents of an application by their names, with props that may need its service. */
function documents(given: AppProps | ((service: MicroserviceInfra) => AppProps), service?: AppEnvironment['service']): Record<string, Json> {
  const props: AppProps = { rendering: Rendering.MANIFESTS };
  const add = (made: MicroserviceInfra) => void Object.assign(props, typeof given === 'function' ? given(made) : given);
  const files = filesOf({ environment: 'staging', props, service, add });
  const own = Object.entries(files).filter(([path]) => path.startsWith('manifests/staging/'));
  return Object.fromEntries(own.map(([path, text]) => [path.slice('manifests/staging/'.length, -'.yaml'.length), load(text) as Json]));
}

const podOf = ({ spec }: Json): Json => (spec.jobTemplate?.spec ?? spec).template.spec;

describe('where pods run', () => {
  test('is said once for an application with its processes and jobs, or for each by itself', () => {
    const all = documents({
      scheduling: { ...ARM, spread: Spread.required({ hosts: false }) },
      workloads: [{ name: 'worker' }, { name: 'gpu', scheduling: { nodeSelector: { pool: 'gpu' }, priorityClass: 'high', runtimeClass: 'nvidia' } }],
      jobs: [NIGHTLY],
    });
    const tolerations = [{ key: 'arm', operator: 'Exists', effect: 'NoSchedule' }];
    for (const name of ['deployment-checkout', 'deployment-checkout-worker', 'cronjob-checkout-nightly']) {
      expect(podOf(all[name])).toMatchObject({ nodeSelector: { 'kubernetes.io/arch': 'arm64' }, tolerations });
    }
    expect(podOf(all['deployment-checkout-gpu'])).toMatchObject({ nodeSelector: { pool: 'gpu' }, priorityClassName: 'high', runtimeClassName: 'nvidia' });
    expect(podOf(all['deployment-checkout-gpu'])).not.toHaveProperty('tolerations');
    const required = podOf(all['deployment-checkout']).topologySpreadConstraints;
    expect(required.map(({ topologyKey, whenUnsatisfiable }: Json) => [topologyKey, whenUnsatisfiable])).toEqual([
      ['topology.kubernetes.io/zone', 'DoNotSchedule'],
      ['kubernetes.io/hostname', 'ScheduleAnyway'],
    ]);
    expect(podOf(all['cronjob-checkout-nightly'])).not.toHaveProperty('topologySpreadConstraints');
  });

  test('is anywhere by default, apart from each other; Spread.none() does not care', () => {
    const constraints = (props: AppProps) => podOf(documents(props)['deployment-checkout']).topologySpreadConstraints;
    expect(constraints({ scheduling: { spread: Spread.preferred() } })).toEqual(constraints({}));
    expect(constraints({ scheduling: { spread: Spread.none() } })).toBeUndefined();
  });
});

test('every pod pulls its images with the logins of the service', () => {
  const all = documents((service) => ({ imagePullSecrets: [login(service)], workloads: [{ name: 'worker' }], jobs: [NIGHTLY] }));
  for (const name of ['deployment-checkout', 'deployment-checkout-worker', 'cronjob-checkout-nightly']) {
    expect(podOf(all[name]).imagePullSecrets).toEqual([{ name: 'login' }]);
  }
});

test('the image may come from another registry in each environment', () => {
  const files = filesOf(
    { environment: 'staging', props: { image: '1.dkr.ecr.eu-central-1.amazonaws.com/checkout' } },
    { environment: 'production', props: { image: '2.dkr.ecr.eu-central-1.amazonaws.com/checkout' } },
  );
  const imageIn = (environment: string) => Object.entries(files)
    .filter(([path]) => path.includes('values') && path.includes(environment) && path.endsWith('.yaml'))
    .map(([, text]) => (load(text) as Json).image.repository as string);
  expect(imageIn('staging')).toEqual(['1.dkr.ecr.eu-central-1.amazonaws.com/checkout']);
  expect(imageIn('production')).toEqual(['2.dkr.ecr.eu-central-1.amazonaws.com/checkout']);
});

describe('a rollout', () => {
  test('has the numbers that are given', () => {
    const rollout = { maxSurge: '1', maxUnavailable: '25%', minReadySeconds: 15, progressDeadlineSeconds: 900 };
    const all = documents({ rollout, workloads: [{ name: 'worker', rollout: { strategy: RolloutStrategy.RECREATE } }] });
    expect(all['deployment-checkout'].spec).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
      minReadySeconds: 15,
      progressDeadlineSeconds: 900,
    });
    expect(all['deployment-checkout-worker'].spec.strategy).toEqual({ type: 'Recreate' });
    expect(all['deployment-checkout-worker'].spec).not.toHaveProperty('minReadySeconds');
  });

  test('waits for as long as an application may take to start', () => {
    const { 'deployment-checkout': slow } = documents({ startupSeconds: 1205, rollout: { minReadySeconds: 10 } });
    expect(podOf(slow).containers[0].startupProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 121 });
    expect(slow.spec.progressDeadlineSeconds).toBe(1205 + 10 + 300);
    expect(documents({ startupSeconds: 60 })['deployment-checkout'].spec).not.toHaveProperty('progressDeadlineSeconds');
  });
});

describe('refused is', () => {
  const STATEFUL = { kind: WorkloadKind.STATEFUL_SET };
  const DISK = { '/data': AppVolume.persistent('data', { size: '1Gi' }) };
  const rollout = (given: AppProps['rollout'], more: AppProps = {}) => ({ ...more, rollout: given });
  const faults: [what: string, props: AppProps, path: string, fix: string, service?: AppEnvironment['service']][] = [
    ['neither more nor less', rollout({ maxSurge: '0' }), 'rollout.maxSurge', "write maxUnavailable: '1'"],
    ['a share that is none', rollout({ maxSurge: '250%' }), 'rollout.maxSurge', '25%'],
    ['numbers of no rolling update', rollout({ strategy: RolloutStrategy.RECREATE, maxSurge: '1' }), 'rollout.maxSurge', 'remove maxSurge'],
    ['a strategy of a StatefulSet', rollout({ strategy: RolloutStrategy.RECREATE }, STATEFUL), 'rollout.strategy', 'remove strategy'],
    [
      'a rolling update with a disk of one node',
      rollout({ strategy: RolloutStrategy.ROLLING_UPDATE }, { volumes: DISK }),
      'rollout.strategy',
      'remove strategy',
      { enableHpa: false, replicaCount: 1 },
    ],
    ['a deadline before the start', rollout({ progressDeadlineSeconds: 300 }, { startupSeconds: 300 }), 'rollout.progressDeadlineSeconds', 'write 600'],
    ['two times to start', { startupSeconds: 60, startupProbe: Probe.tcp() }, 'startupSeconds', 'give the probe a failureThreshold'],
    ['a time to start of nothing', { workloads: [{ name: 'worker', startupSeconds: 60 }] }, 'workloads[0].startupSeconds', 'give readinessProbe or port'],
    ['a spread of jobs', { jobs: [{ ...NIGHTLY, scheduling: { spread: Spread.none() } }] }, 'jobs[0].scheduling.spread', 'remove spread'],
    ['what is no spread', { scheduling: { spread: 'zone' as unknown as Spread } }, 'scheduling.spread', 'write Spread.required()'],
    ['two architectures', { scheduling: { ...ARM, nodeSelector: { 'kubernetes.io/arch': 'amd64' } } }, 'scheduling.architecture', 'remove one of the two'],
    ['a time of no eviction', { scheduling: { tolerations: [{ key: 'a', seconds: 1 }] } }, 'scheduling.tolerations[0].seconds', 'TaintEffect.NO_EXECUTE'],
    ['an architecture that is none', { scheduling: { architecture: 'arm' as Architecture } }, 'scheduling.architecture', 'arm64'],
    ['a login by its name', { imagePullSecrets: ['ghcr' as unknown as ServiceSecret] }, 'imagePullSecrets[0]', "registry: 'ghcr.io'"],
  ];

  const refusedBy = (environment: Partial<AppEnvironment>) =>
    thrownBy(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', ...environment })).problems;

  test.each(faults.map(([what, props, path, fix, service]) => ({ what, props, path, fix, service })))('$what', ({ props, path, fix, service }) => {
    expect(refusedBy({ props, service })).toContainEqual(expect.objectContaining({ path, fix: expect.stringContaining(fix) }));
  });

  test('a secret that is no login, and one twice', () => {
    const props: AppProps = {};
    const add = (service: MicroserviceInfra) => {
      const own = new ServiceSecret(service.node.scope!, 'Own', { secretName: 'own', keys: ['key'] });
      const [once] = [login(service)];
      Object.assign(props, { imagePullSecrets: [own, once, once] });
    };
    const problems = thrownBy(() => {
      anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props, add });
    }).problems;
    expect(problems.map(({ path }) => path)).toEqual(['imagePullSecrets[0]', 'imagePullSecrets[2]']);
  });

  test('a spread in nothing', () => {
    expect(thrownBy(() => Spread.required({ zones: false, hosts: false })).problems[0].fix).toContain('Spread.preferred()');
  });
});
