import type { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { Autoscaling, Rendering, ScalingMetric, WorkloadKind } from '@golden-path/constructs';
import type { HpaOptions, KedaOptions, MicroserviceInfra } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import { scaledObjectFaults } from '../support/schemas/scaled-object';
import { only, synthApp } from '../support/synth';
import type { Json } from '../support/synth';
import { anApp, filesOf } from './support';
import type { AppEnvironment, AppProps } from './support';

type ServiceProps = AppEnvironment['service'];

const NO_HPA: ServiceProps = { enableHpa: false };
const HPA = { minReplicas: 2, maxReplicas: 6, targetCpuPercent: 70 };
const SQS = { type: 'aws-sqs-queue', metadata: { queueURL: 'https://sqs.eu-central-1.amazonaws.com/1/orders', queueLength: '5' } };
const KEDA = { maxReplicas: 10, triggers: [SQS] };

/** The plain documents of an application by their names. */
function documents(props: AppProps, service?: ServiceProps): Record<string, Json> {
  const files = filesOf({ environment: 'staging', props: { rendering: Rendering.MANIFESTS, ...props }, service });
  const own = Object.entries(files).filter(([path]) => path.startsWith('manifests/staging/'));
  return Object.fromEntries(own.map(([path, text]) => [path.slice('manifests/staging/'.length, -'.yaml'.length), load(text) as Json]));
}

const refused = (props: AppProps, service?: ServiceProps) =>
  thrownBy(() => anApp(new App({ outdir: '/nonexistent-but-unused' }), { environment: 'staging', props, service }));

describe('a disruption budget', () => {
  const selector = (component: string) => (
    { matchLabels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/component': component } }
  );

  test('is written for each process by its number of pods, and pods that are not ready block no drain', () => {
    const all = documents({
      workloads: [{ name: 'worker' }, { name: 'mailer', replicaCount: 4 }, { name: 'scaled', autoscaling: Autoscaling.keda(KEDA) }],
    }, { replicaCount: 3 });
    const budgets = Object.entries(all).filter(([, { kind }]) => kind === 'PodDisruptionBudget');
    expect(Object.fromEntries(budgets.map(([, { metadata, spec }]) => [metadata.name, spec]))).toEqual({
      'checkout-service': { minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: selector('service') },
      'checkout-worker': { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: selector('worker') },
      'checkout-mailer': { minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: selector('mailer') },
      'checkout-scaled': { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: selector('scaled') },
    });
  });

  test('of Terraform is gone with an application, with what is promised of it', () => {
    let service: MicroserviceInfra | undefined;
    const json = synthApp((app) => {
      anApp(app, { environment: 'staging', add: (made) => {
        expect(made.disruptionBudget).toBeDefined();
        service = made;
      } });
    });
    expect(service!.disruptionBudget).toBeUndefined();
    expect(service!.scaling.disruptionBudget).toBeUndefined();
    expect(JSON.stringify(json)).not.toContain('kubernetes_pod_disruption_budget_v1');
  });

  test('of Terraform cannot be overridden before the application or after it: the override would be lost', () => {
    const overridden = (add: (made: MicroserviceInfra) => void, build: (budget: PodDisruptionBudgetV1) => void) => () =>
      synthApp((app) => {
        let budget: PodDisruptionBudgetV1 | undefined;
        anApp(app, { environment: 'staging', add: (made) => {
          budget = made.disruptionBudget;
          add(made);
        } });
        build(budget!);
      });
    const lost = /disruption budget that is not in Terraform.*patch\('PodDisruptionBudget'/s;
    const change = (budget?: PodDisruptionBudgetV1) => budget!.addOverride('spec.min_available', '80%');
    expect(overridden((made) => change(made.disruptionBudget), () => undefined)).toThrow(lost);
    expect(overridden(() => undefined, change)).toThrow(lost);
  });

  test('is nowhere with enablePdb: false', () => {
    const all = documents({ workloads: [{ name: 'worker' }] }, { enablePdb: false });
    expect(Object.values(all).filter(({ kind }) => kind === 'PodDisruptionBudget')).toEqual([]);
  });
});

describe('a HorizontalPodAutoscaler', () => {
  test('measures the container of the process, and the Deployment says no number', () => {
    const scaleDown = { pods: 1, percent: 10, stabilizationSeconds: 600 };
    const autoscaling = Autoscaling.hpa({
      ...HPA,
      targetMemoryPercent: 80,
      metrics: [
        ScalingMetric.pods('requests_per_second', '1000'),
        ScalingMetric.object({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'checkout' }, 'hits', '2k'),
        ScalingMetric.external('queue_length', '30', { labels: { queue: 'orders' }, total: true }),
        ScalingMetric.external('lag', '500m'),
      ],
      scaleUp: { disabled: true },
      scaleDown,
    });
    const { 'deployment-checkout': deployment, 'horizontalpodautoscaler-checkout-service': hpa } = documents({ autoscaling }, NO_HPA);
    expect(deployment.spec).not.toHaveProperty('replicas');
    const resource = (name: string, averageUtilization: number) => (
      { type: 'ContainerResource', containerResource: { name, container: 'checkout', target: { type: 'Utilization', averageUtilization } } }
    );
    expect(hpa.apiVersion).toBe('autoscaling/v2');
    expect(hpa.spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        resource('cpu', 70),
        resource('memory', 80),
        { type: 'Pods', pods: { metric: { name: 'requests_per_second' }, target: { type: 'AverageValue', averageValue: '1k' } } },
        {
          type: 'Object',
          object: {
            describedObject: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'checkout' },
            metric: { name: 'hits' },
            target: { type: 'Value', value: '2k' },
          },
        },
        {
          type: 'External',
          external: { metric: { name: 'queue_length', selector: { matchLabels: { queue: 'orders' } } }, target: { type: 'Value', value: '30' } },
        },
        { type: 'External', external: { metric: { name: 'lag' }, target: { type: 'AverageValue', averageValue: '500m' } } },
      ],
      behavior: {
        scaleUp: { selectPolicy: 'Disabled' },
        scaleDown: {
          stabilizationWindowSeconds: 600,
          policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }, { type: 'Percent', value: 10, periodSeconds: 60 }],
        },
      },
    });
  });

  test('of a further StatefulSet measures its container and finds it by its kind', () => {
    const worker = { name: 'worker', kind: WorkloadKind.STATEFUL_SET, autoscaling: Autoscaling.hpa(HPA) };
    const { 'horizontalpodautoscaler-checkout-worker': hpa, 'statefulset-checkout-worker': set } = documents({ workloads: [worker] });
    expect(hpa.spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'checkout-worker' });
    expect(hpa.spec.metrics[0].containerResource.container).toBe('worker');
    expect(set.spec).not.toHaveProperty('replicas');
  });

  test('waits for the migration like what it scales', () => {
    const all = documents({ migration: { command: ['migrate'] }, autoscaling: Autoscaling.hpa(HPA) }, NO_HPA);
    for (const name of ['horizontalpodautoscaler-checkout-service', 'poddisruptionbudget-checkout-service']) {
      expect(all[name].metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-wave': '2' });
    }
  });

  test('has room for its most pods in the quota', () => {
    const pods = (maxReplicas: number) => {
      const autoscaling = Autoscaling.hpa({ ...HPA, maxReplicas });
      const json = synthApp((app) => void anApp(app, { environment: 'staging', props: { autoscaling }, service: NO_HPA }));
      return Number(only(json['checkout-staging'], 'kubernetes_resource_quota_v1').spec.hard.pods);
    };
    // Each of the pods may be ending while its successor runs, and a rollout adds a quarter.
    expect(pods(40) - pods(20)).toBe(2 * 20 + 5);
  });
});

describe('a ScaledObject', () => {
  test('scales to zero by its triggers and at fixed times', () => {
    const autoscaling = Autoscaling.keda({
      ...KEDA,
      triggers: [{ ...SQS, authentication: 'pod-identity' }, { type: 'kafka', metadata: { topic: 'orders' }, clusterAuthentication: 'kafka' }],
      schedules: [{ start: '0 6 * * 1-5', end: '0 20 * * 1-5', replicas: 4, timeZone: 'Europe/Berlin' }],
      pollingSeconds: 10,
      cooldownSeconds: 60,
      fallbackReplicas: 2,
      scaleDown: { percent: 50 },
    });
    const { 'deployment-checkout-worker': deployment, 'scaledobject-checkout-worker': scaled } = documents({ workloads: [{ name: 'worker', autoscaling }] });
    expect(deployment.spec).not.toHaveProperty('replicas');
    expect(scaledObjectFaults(scaled)).toEqual([]);
    expect(scaled.spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout-worker' },
      minReplicaCount: 0,
      maxReplicaCount: 10,
      pollingInterval: 10,
      cooldownPeriod: 60,
      fallback: { failureThreshold: 3, replicas: 2 },
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] } } } },
      triggers: [
        { ...SQS, authenticationRef: { name: 'pod-identity', kind: 'TriggerAuthentication' } },
        { type: 'kafka', metadata: { topic: 'orders' }, authenticationRef: { name: 'kafka', kind: 'ClusterTriggerAuthentication' } },
        { type: 'cron', metadata: { timezone: 'Europe/Berlin', start: '0 6 * * 1-5', end: '0 20 * * 1-5', desiredReplicas: '4' } },
      ],
    });
  });

  test.each<[string, (scaled: Json) => void, string]>([
    ['a field that KEDA does not have', ({ spec }) => Object.assign(spec, { minReplicas: 1 }), 'spec.minReplicas'],
    ['no target', ({ spec }) => delete spec.scaleTargetRef.name, 'spec.scaleTargetRef.name'],
    ['a number as metadata', ({ spec }) => Object.assign(spec.triggers[0].metadata, { queueLength: 5 }), 'spec.triggers[0].metadata.queueLength'],
    ['no trigger', ({ spec }) => Object.assign(spec, { triggers: [] }), 'spec.triggers'],
  ])('%s is found out', (_, plant, path) => {
    const { 'scaledobject-checkout-worker': scaled } = documents({ workloads: [{ name: 'worker', autoscaling: Autoscaling.keda(KEDA) }] });
    plant(scaled);
    expect(scaledObjectFaults(scaled).map((fault) => fault.split(':')[0])).toEqual([path]);
  });
});

describe('refused is', () => {
  const hpa = (options: Partial<HpaOptions>) => () => Autoscaling.hpa({ ...HPA, ...options });
  const keda = (options: Partial<KedaOptions>) => () => Autoscaling.keda({ ...KEDA, ...options });

  test.each<[what: string, make: () => unknown, path: string, fix: string]>([
    ['a least above the most', hpa({ minReplicas: 9 }), 'options.minReplicas', 'write a minReplicas of 6 or less'],
    ['no least', hpa({ minReplicas: undefined }), 'options.minReplicas', 'minReplicas'],
    ['nothing to scale by', hpa({ targetCpuPercent: undefined }), 'options.targetCpuPercent', 'give targetCpuPercent: 70'],
    ['a metric that is none', hpa({ metrics: [{} as ScalingMetric] }), 'options.metrics[0]', 'write ScalingMetric.pods'],
    ['a change that is off and limited', hpa({ scaleUp: { disabled: true, pods: 1 } }), 'options.scaleUp', 'remove disabled or the limits'],
    ['a period of nothing', hpa({ scaleDown: { periodSeconds: 30 } }), 'options.scaleDown.periodSeconds', 'give pods or percent'],
    ['an option that does not exist', hpa({ min: 1 } as object), 'options.min', 'remove it'],
    ['no most of KEDA', keda({ maxReplicas: undefined }), 'options.maxReplicas', 'maxReplicas'],
    ['no trigger', keda({ triggers: [] }), 'options.triggers', 'give triggers'],
    ['only CPU down to zero', keda({ triggers: [{ type: 'cpu', metadata: { value: '70' } }] }), 'options.triggers', 'give minReplicas: 1'],
    ['a trigger without metadata', keda({ triggers: [{ type: 'kafka' } as never] }), 'options.triggers[0].metadata', 'give options.triggers[0].metadata'],
    ['two logins', keda({ triggers: [{ ...SQS, authentication: 'a', clusterAuthentication: 'b' }] }), 'options.triggers[0].authentication', 'remove one of the two'],
    ['a short form', keda({ schedules: [{ start: '@daily', end: '0 8 * * *', replicas: 1 }] }), 'options.schedules[0].start', 'write five fields'],
    ['a time of one moment', keda({ schedules: [{ start: '0 8 * * *', end: '0 8 * * *', replicas: 1 }] }), 'options.schedules[0].end', 'write when it ends'],
    ['more pods than the most', keda({ schedules: [{ start: '0 6 * * *', end: '0 8 * * *', replicas: 11 }] }), 'options.schedules[0].replicas', '10'],
    ['a fallback from CPU alone', keda({ minReplicas: 1, fallbackReplicas: 2, triggers: [{ type: 'cpu', metadata: { value: '70' } }] }), 'options.fallbackReplicas', 'remove it'],
    ['a fallback above the most', keda({ fallbackReplicas: 11 }), 'options.fallbackReplicas', 'write a fallbackReplicas of 10 or less'],
    ['a wait for the last pod, which stays', keda({ minReplicas: 1, cooldownSeconds: 60 }), 'options.cooldownSeconds', 'scaleDown: { stabilizationSeconds: 60 }'],
    ['a long wait for the last pod', keda({ minReplicas: 1, cooldownSeconds: 7200 }), 'options.cooldownSeconds', 'stabilizationSeconds: 3600'],
    ['a metric of no name', () => ScalingMetric.pods('', '1'), 'name', 'http_requests_per_second'],
    ['a value of nothing', () => ScalingMetric.external('lag', '0'), 'value', "write it like '100'"],
    ['an object of no kind', () => ScalingMetric.object({ apiVersion: 'v1', kind: 'pod', name: 'a' }, 'm', '1'), 'described.kind', "write it like 'Ingress'"],
  ])('%s', (_, make, path, fix) => {
    expect(thrownBy(make).problems).toContainEqual(expect.objectContaining({ path, fix: expect.stringContaining(fix) }));
  });

  const faults: [what: string, props: AppProps, path: string, fix: string, service?: ServiceProps][] = [
    ['a second autoscaler', { autoscaling: Autoscaling.hpa(HPA) }, 'autoscaling', 'give the MicroserviceInfra enableHpa: false'],
    ['what is no autoscaler', { autoscaling: {} as Autoscaling }, 'autoscaling', 'write Autoscaling.hpa('],
    [
      'two numbers of pods',
      { workloads: [{ name: 'worker', replicaCount: 2, autoscaling: Autoscaling.hpa(HPA) }] },
      'workloads[0].replicaCount',
      'remove replicaCount or autoscaling',
    ],
    ['an autoscaler of nothing', { port: undefined, autoscaling: Autoscaling.hpa(HPA), jobs: [{ name: 'a' }] }, 'autoscaling', 'remove autoscaling', { jobsOnly: true }],
  ];

  test.each(faults.map(([what, props, path, fix, service]) => ({ what, props, path, fix, service })))('$what', ({ props, path, fix, service }) => {
    expect(refused(props, service).problems).toContainEqual(expect.objectContaining({ path, fix: expect.stringContaining(fix) }));
  });
});
