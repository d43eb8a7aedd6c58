import {
  AppVolume, EnvFrom, EnvSource, FileSource, PodManagementPolicy, Probe, Rendering, Routing, ServiceSecret, Share, VolumeAccess,
  WorkloadKind,
} from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { AUTOSCALING, JOB_SCHEDULING, SCHEDULING } from './placement-samples';
import type { Given, Sample } from './samples';

/** A login to a registry beside the service, made once. */
function loginOf(service: MicroserviceInfra): ServiceSecret {
  const scope = service.node.scope!;
  const made = scope.node.tryFindChild('Login') as ServiceSecret | undefined;
  return made ?? new ServiceSecret(scope, 'Login', { secretName: 'qx-login', registry: 'ghcr.io' });
}

const PORTS = [{ name: 'admin', port: 9001, udp: true }];
const OF_SERVICE = { servicePort: 9443, appProtocol: 'grpc' };
const SHARED = { command: ['/bin/run'], args: ['--fast', 'yes'], env: { LOG_LEVEL: 'debug' } };
const SOURCES = { envSources: { OWN_KEY: EnvSource.fromSecret('own', 'key') }, envFrom: [EnvFrom.fromSecret('whole')] };
const FILE_SOURCES = { '/etc/own/key.pem': FileSource.fromSecret('own', 'key.pem') };
const VOLUMES = { volumes: { '/var/scratch': AppVolume.emptyDir() } };
const STATEFUL = { ...VOLUMES, kind: WorkloadKind.STATEFUL_SET, podManagementPolicy: PodManagementPolicy.PARALLEL };
/** Everything that each process of an application can have, but other containers. */
const WORKLOAD = {
  command: SHARED.command,
  args: SHARED.args,
  port: 8081,
  portName: 'own-port',
  servicePort: 81,
  appProtocol: 'kubernetes.io/h2c',
  sessionAffinitySeconds: 61,
  metricsPort: 9101,
  metricsPath: '/own',
  extraPorts: [{ name: 'more', port: 9003, udp: false }],
  startupProbe: Probe.http('/start'),
  readinessProbe: Probe.tcp(),
  livenessProbe: Probe.grpc(),
  initContainers: [{ name: 'before', image: 'ghcr.io/acme/helper:1' }],
  sidecars: [{ name: 'beside', image: 'ghcr.io/acme/helper:1' }],
  podAnnotations: { 'example.com/pod': 'own' },
  workloadAnnotations: { 'example.com/workload': 'own' },
  terminationGraceSeconds: 50,
  preStopSeconds: 4,
  scheduling: SCHEDULING,
  rollout: { minReadySeconds: 7 },
  ...SOURCES,
  ...STATEFUL,
  user: 1001,
  group: 1002,
};
const APP = { image: 'ghcr.io/acme/checkout', imageTag: '1.2.3', port: 8080, ...SHARED };

/** Props of an application and its parts. */
export const APPLICATION_SAMPLES: Readonly<Record<string, (given: Given) => readonly Sample[]>> = {
  AppPort: () => [{ ...PORTS[0], ...OF_SERVICE }],
  RouteRedirect: () => [{ host: 'gone.acme.io', path: '/gone', permanent: true }],
  AppRoute: (given) => [
    {
      host: 'own.acme.io',
      paths: ['/own', '/more'],
      exact: false,
      workload: 'worker',
      port: 9003,
      tlsSecretName: 'own-tls',
      ingressName: 'own',
      ingressAnnotations: { 'example.com/own': 'yes' },
    },
    {
      host: 'own.acme.io',
      listener: 'own-listener',
      requestHeaders: { 'X-Own': 'own' },
      removedRequestHeaders: ['X-Secret'],
      responseHeaders: { 'X-Frame-Options': 'DENY' },
      removedResponseHeaders: ['Server'],
      rewritePath: '/new',
      rewriteHost: 'inside.acme.io',
      timeoutSeconds: 31,
      backendTimeoutSeconds: 11,
    },
    { host: 'gone.acme.io', redirect: APPLICATION_SAMPLES.RouteRedirect(given)[0] },
  ],
  AppContainer: () => [
    {
      name: 'helper',
      image: 'ghcr.io/acme/helper:1',
      ...SHARED,
      ...SOURCES,
      shares: [Share.FILES],
      ports: PORTS,
      cpuRequest: '10m',
      memoryRequest: '32Mi',
      memoryLimit: '40Mi',
      user: 1001,
      group: 1002,
    },
    { name: 'native', image: 'ghcr.io/acme/helper:1', restarts: true, useImageUser: true },
  ],
  EnvProps: () => [SOURCES],
  EnvSourceOptions: () => [{ optional: true }],
  EnvFromOptions: () => [{ prefix: 'QX_', optional: true }],
  VolumeProps: () => [VOLUMES],
  ControllerProps: () => [STATEFUL],
  PersistentVolumeOptions: () => [{ size: '2Gi', storageClass: 'qx-class', accessMode: VolumeAccess.READ_WRITE_MANY }],
  ExistingVolumeOptions: () => [{ accessMode: VolumeAccess.READ_ONLY_MANY }],
  EphemeralVolumeOptions: () => [{ size: '2Gi', storageClass: 'qx-class' }],
  EmptyDirOptions: () => [{ size: '2Mi', memory: true }],
  ServiceAccountTokenOptions: () => [{ audience: 'qx-audience', fileName: 'qx-file', expirationSeconds: 1200 }],
  UserProps: () => [{ user: 1001, group: 1002 }, { useImageUser: true }],
  JobProps: () => [
    {
      image: 'ghcr.io/acme/tools:1',
      ...SHARED,
      files: { '/etc/job.yaml': 'b: c' },
      fileSources: FILE_SOURCES,
      ...SOURCES,
      ...VOLUMES,
      cpuRequest: '10m',
      memoryRequest: '32Mi',
      memoryLimit: '40Mi',
      podAnnotations: { 'example.com/job': 'own' },
      retries: 1,
      timeoutSeconds: 60,
      restartsInPlace: true,
      scheduling: JOB_SCHEDULING,
      user: 1001,
      group: 1002,
    },
    { useImageUser: true },
  ],
  ScheduledJob: (given) => [
    {
      ...APPLICATION_SAMPLES.JobProps(given)[0],
      name: 'nightly',
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      allowConcurrent: true,
      suspended: true,
      history: 1,
    },
    { name: 'weekly', schedule: '0 3 * * 0', useImageUser: true },
  ],
  WorkloadProps: () => [WORKLOAD, { useImageUser: true, autoscaling: AUTOSCALING, startupSeconds: 77 }],
  AppWorkload: () => [
    {
      ...WORKLOAD,
      name: 'worker',
      replicaCount: 2,
      env: { OWN: 'yes' },
      cpuRequest: '10m',
      memoryRequest: '32Mi',
      memoryLimit: '40Mi',
    },
    { name: 'clock', autoscaling: AUTOSCALING, port: 8082, startupSeconds: 77, useImageUser: true },
  ],
  PatchOperation: () => [
    { op: 'add', path: '/metadata/annotations/own', value: 'patched' },
    { op: 'copy', from: '/spec/template/spec/serviceAccountName', path: '/spec/template/spec/hostname' },
  ],
  PatchOptions: () => [{ reason: 'the agent asks for a host name', name: 'checkout' }, { reason: 'every process needs it' }],
  ProbeOptions: () => [{ initialDelaySeconds: 1, periodSeconds: 7, timeoutSeconds: 4, failureThreshold: 5 }],
  PortProbeOptions: () => [{ initialDelaySeconds: 1, periodSeconds: 7, timeoutSeconds: 4, failureThreshold: 5, port: 8081 }],
  GitOpsAppProps: (given) => [
    {
      ...APP,
      service: given.service,
      host: 'checkout.acme.io',
      path: '/api',
      routes: APPLICATION_SAMPLES.AppRoute(given).slice(0, 1),
      routing: Routing.INGRESS,
      tlsSecretName: 'own-tls',
      ingressAnnotations: { 'example.com/own': 'yes' },
      metricsPort: 9100,
      metricsPath: '/numbers',
      portName: 'own-port',
      servicePort: 80,
      appProtocol: 'http',
      sessionAffinitySeconds: 60,
      extraPorts: [{ name: 'grpc', port: 9002, udp: false, ...OF_SERVICE }],
      startupProbe: Probe.http('/start'),
      readinessProbe: Probe.tcp(),
      livenessProbe: Probe.grpc(),
      files: { '/etc/app/config.yaml': 'a: b' },
      fileSources: { '/etc/app/key.pem': FileSource.fromSecret('own', 'key.pem') },
      secretsAsFiles: true,
      ...SOURCES,
      ...STATEFUL,
      writablePaths: ['/var/own'],
      initContainers: [{ ...APPLICATION_SAMPLES.AppContainer(given)[0], name: 'first', ports: [] }, APPLICATION_SAMPLES.AppContainer(given)[1]],
      sidecars: [APPLICATION_SAMPLES.AppContainer(given)[0]],
      workloads: APPLICATION_SAMPLES.AppWorkload(given),
      migration: APPLICATION_SAMPLES.JobProps(given)[0],
      workloadAnnotations: { 'example.com/workload': 'own' },
      user: 1001,
      group: 1002,
      fsGroup: 1003,
      reloadOnChange: true,
      jobs: APPLICATION_SAMPLES.ScheduledJob(given),
      podAnnotations: { 'example.com/pod': 'own' },
      terminationGraceSeconds: 40,
      preStopSeconds: 3,
      scheduling: SCHEDULING,
      rollout: { minReadySeconds: 7 },
      autoscaling: AUTOSCALING,
      imagePullSecrets: [loginOf(given.service)],
      rendering: Rendering.CHART,
    },
    {
      ...APP,
      service: given.service,
      host: 'checkout.acme.io',
      startupSeconds: 77,
      routes: APPLICATION_SAMPLES.AppRoute(given).slice(1),
      routing: Routing.HTTP_ROUTE,
      plainHttpReason: 'it is only a test',
    },
    { ...APP, service: given.service, imageDigest: `sha256:${'0'.repeat(64)}`, rendering: Rendering.MANIFESTS, useImageUser: true },
  ],
};
