import { createHash } from 'node:crypto';
import { formatQuantity, parseQuantity } from '../core/quantity';
import { MANAGED_BY, Ownership } from '../platform/ownership';
import type { MicroserviceInfra } from '../service/microservice-infra';
import type { StackContext } from '../stack/stack-context';
import type {
  AppValues,
  ContainerValues,
  HttpRouteValues,
  IngressValues,
  JobValues,
  PortValues,
  ProbesValues,
  ResourceValues,
  SecretKey,
} from './app-values';
import type { AppContainer, AppPort, ScheduledJob } from './gitops-app-parts';
import type { GitOpsAppProps } from './gitops-app-props';
import { Routing } from './gitops-app-props';
import { Probe } from './probe';

/** Load balancers need a moment to know that a pod ends; a worker has none. */
const PRE_STOP_SECONDS = 5;

const TERMINATION_GRACE_SECONDS = 30;

/** How long an application may take to start: thirty questions, ten seconds apart. */
const STARTUP_FAILURES = 30;

/** Everything about an application, with all that its service was connected to by now. */
export function resolveApp(props: GitOpsAppProps, context: StackContext): AppValues {
  const { service } = props;
  const { platform, environment } = context;
  const owner = context.owner ?? new Ownership(platform, environment, service.serviceName, platform.team(service.teamName));
  const literal = service.environmentVariables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  const files = { ...props.files };
  return {
    name: service.serviceName,
    namespace: service.namespaceName,
    labels: withoutManager(owner.labels),
    annotations: owner.annotations,
    podAnnotations: { ...props.podAnnotations },
    ...(service.autoscaler === undefined && { replicaCount: service.replicaCount }),
    image: imageOf(props),
    serviceAccount: { create: false, name: service.serviceAccountName },
    autoscaling: { enabled: false },
    ...(props.command && { command: [...props.command] }),
    ...(props.args && { args: [...props.args] }),
    env: { ...Object.fromEntries(literal), ...props.env },
    secretEnv: secretsOf(service, props.env),
    resources: resourcesOf(service),
    service: {
      enabled: isServing(props),
      ...(props.port !== undefined && { port: props.port }),
      ...(props.metricsPort !== undefined && { metricsPort: props.metricsPort }),
      extraPorts: (props.extraPorts ?? []).map(portOf),
    },
    ingress: ingressOf(props, context),
    httpRoute: httpRouteOf(props, context),
    monitoring: {
      enabled: props.metricsPort !== undefined,
      labels: environment.monitoringSelectorLabels,
      path: props.metricsPath ?? '/metrics',
      interval: '30s',
    },
    probes: probesOf(props),
    files,
    filesChecksum: checksumOf(files),
    writablePaths: [...(props.writablePaths ?? ['/tmp'])],
    initContainers: (props.initContainers ?? []).map(containerOf),
    sidecars: (props.sidecars ?? []).map(containerOf),
    jobs: Object.fromEntries((props.jobs ?? []).map((job) => [job.name, jobOf(job, props)])),
    ...endOf(props),
    surgePercent: platform.defaults.surgePercent!,
  };
}

/** Whether the application has a Service: any port makes one. */
function isServing({ port, metricsPort, extraPorts }: GitOpsAppProps): boolean {
  return port !== undefined || metricsPort !== undefined || (Array.isArray(extraPorts) && extraPorts.length > 0);
}

/** How the application ends. */
export function endOf(props: GitOpsAppProps): Pick<AppValues, 'terminationGracePeriodSeconds' | 'preStopSeconds'> {
  return {
    terminationGracePeriodSeconds: props.terminationGraceSeconds ?? TERMINATION_GRACE_SECONDS,
    preStopSeconds: props.preStopSeconds ?? (isServing(props) ? PRE_STOP_SECONDS : 0),
  };
}

/** What manages an object differs between Terraform's and Argo CD's. */
function withoutManager(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== MANAGED_BY));
}

function imageOf({ image: repository, imageTag: tag, imageDigest: digest }: GitOpsAppProps): AppValues['image'] {
  return { repository, pullPolicy: 'IfNotPresent', ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** What the team writes itself wins over what a connection gives. */
function secretsOf(service: MicroserviceInfra, env: Record<string, string> = {}): Record<string, SecretKey> {
  const secrets = service.environmentVariables.filter(
    ({ name, secretName }) => secretName !== undefined && !Object.hasOwn(env, name),
  );
  return Object.fromEntries(secrets.map(({ name, secretName, secretKey }) => [name, { secret: secretName!, key: secretKey! }]));
}

function resourcesOf({ cpuRequest, memoryRequest, memoryLimit }: MicroserviceInfra): ResourceValues {
  return { requests: { cpu: cpuRequest, memory: memoryRequest }, limits: { memory: memoryLimit } };
}

function portOf({ name, port, udp }: AppPort): PortValues {
  return { name, port, protocol: udp ? 'UDP' : 'TCP' };
}

function ingressOf(props: GitOpsAppProps, { environment }: StackContext): IngressValues {
  const { host, path = '/', routing = Routing.INGRESS, tlsSecretName } = props;
  if (host === undefined || routing !== Routing.INGRESS) return { enabled: false, annotations: {} };
  return {
    enabled: true,
    className: environment.ingressClass,
    host,
    path,
    annotations: { ...props.ingressAnnotations },
    ...(tlsSecretName !== undefined && { tlsSecret: tlsSecretName }),
  };
}

function httpRouteOf({ host, path = '/', routing }: GitOpsAppProps, { environment }: StackContext): HttpRouteValues {
  if (host === undefined || routing !== Routing.HTTP_ROUTE) return { enabled: false };
  return { enabled: true, host, path, gateway: { name: environment.gatewayName, namespace: environment.gatewayNamespace } };
}

/** A container that nobody asks gets requests at once; one that is asked gets them when it answers. */
function probesOf({ port, startupProbe, readinessProbe, livenessProbe }: GitOpsAppProps): ProbesValues {
  const readiness = (readinessProbe ?? (port === undefined ? Probe.none() : Probe.tcp()))._valuesFor(port);
  const startup = startupProbe ? startupProbe._valuesFor(port) : readiness && { ...readiness, failureThreshold: STARTUP_FAILURES };
  const liveness = livenessProbe?._valuesFor(port);
  return { ...(startup && { startup }), ...(readiness && { readiness }), ...(liveness && { liveness }) };
}

/** Kubernetes does not restart a pod whose ConfigMap changes; an annotation of the pod does. */
function checksumOf(files: Readonly<Record<string, string>>): string {
  const entries = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length === 0 ? '' : createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

function containerOf(container: AppContainer): ContainerValues {
  const { name, image, command, args, env, ports = [], cpuRequest = '50m', memoryRequest = '64Mi' } = container;
  return {
    name,
    image,
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    env: { ...env },
    secretEnv: {},
    resources: { requests: { cpu: cpuRequest, memory: memoryRequest }, limits: { memory: twice(memoryRequest) } },
    ports: ports.map(portOf),
  };
}

function twice(memory: string): string {
  const { milli, binary } = parseQuantity(memory)!;
  return formatQuantity({ milli: milli * 2n, binary });
}

function jobOf(job: ScheduledJob, props: GitOpsAppProps): JobValues {
  const command = job.command ?? props.command;
  const args = job.args ?? (job.command ? undefined : props.args);
  return {
    schedule: job.schedule,
    timeZone: job.timeZone ?? 'Etc/UTC',
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    env: { ...job.env },
    resources: resourcesOf(props.service),
    concurrencyPolicy: job.allowConcurrent ? 'Allow' : 'Forbid',
    backoffLimit: job.retries ?? 2,
    activeDeadlineSeconds: job.timeoutSeconds ?? 3600,
    suspend: job.suspended ?? false,
  };
}
