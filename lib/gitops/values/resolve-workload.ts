import { formatQuantity, parseQuantity } from '../../core/quantity';
import type { Environment } from '../../platform/environment';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { AppContainer, AppPort, UserProps } from '../props/container-props';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { JobProps } from '../props/job-props';
import type { AppWorkload, WorkloadProps } from '../props/workload-props';
import { CONTAINER_SETTINGS, PORT_SETTINGS } from '../settings/container-settings';
import { FURTHER_WORKLOAD_SETTINGS, isServing, WORKLOAD_SETTINGS } from '../settings/workload-settings';
import type { ContainerValues, PortValues, ProbesValues, ProbeValues, ResourceValues, WorkloadValues } from './app-values';
import { rolloutOf } from './resolve-rollout';
import { scalingOf } from './resolve-scaling';
import { schedulingOf } from './resolve-scheduling';
import { sourcedVariablesOf } from './resolve-sources';
import { userOf } from './resolve-user';
import { controllerOf } from './resolve-volumes';

/** How long an application may take to start: thirty questions, ten seconds apart. */
const STARTUP_FAILURES = 30;

/** What of a process is the same for all: variables, replicas and resources are the caller's. */
type Common = Omit<WorkloadValues, 'env' | 'replicaCount' | 'resources'>;

/** What a process is in. */
interface Surroundings {
  readonly environment: Environment;
  readonly service: MicroserviceInfra;
  readonly surgePercent: number;
}

/** One process of the application: the first, or with the user of the first a further one. */
export function workloadOf(
  given: WorkloadProps,
  { environment, service, surgePercent }: Surroundings,
  application: UserProps = {},
): Common {
  const props = WORKLOAD_SETTINGS.resolveAll(given);
  const { port, metricsPort } = given;
  const probes = probesOf(given);
  return {
    podAnnotations: props.podAnnotations,
    ...(Object.keys(props.workloadAnnotations).length > 0 && { workloadAnnotations: props.workloadAnnotations }),
    ...(props.command && { command: [...props.command] }),
    ...(props.args && { args: [...props.args] }),
    ...sourcedVariablesOf(props),
    ...controllerOf(given, service.serviceName),
    ...rolloutOf(given, probes, surgePercent),
    ...schedulingOf(given),
    securityContext: userOf(given, application),
    service: {
      enabled: isServing(given),
      ...(port !== undefined && { port }),
      ...(port !== undefined && given.portName !== undefined && { portName: given.portName }),
      ...serviceSettingsOf(given),
      ...(metricsPort !== undefined && { metricsPort }),
      ...(given.sessionAffinitySeconds !== undefined && { sessionAffinitySeconds: given.sessionAffinitySeconds }),
      extraPorts: props.extraPorts.map(portOf),
    },
    monitoring: {
      enabled: metricsPort !== undefined,
      labels: environment.monitoringSelectorLabels,
      path: props.metricsPath,
      interval: '30s',
    },
    probes,
    initContainers: props.initContainers.map((container) => containerOf(container, [given, application])),
    sidecars: props.sidecars.map((container) => containerOf(container, [given, application])),
    terminationGracePeriodSeconds: props.terminationGraceSeconds,
    preStopSeconds: props.preStopSeconds,
  };
}

/** A further process. It has the annotations of the application's pods, and those of its own. */
export function furtherWorkloadOf(given: AppWorkload, app: GitOpsAppProps, surroundings: Surroundings): WorkloadValues {
  const { replicaCount, env } = FURTHER_WORKLOAD_SETTINGS.resolveAll(given);
  const podAnnotations = { ...app.podAnnotations, ...given.podAnnotations };
  const { name: container } = given;
  const { scaling, serviceName } = app.service;
  return {
    ...(given.autoscaling === undefined && { replicaCount }),
    ...workloadOf({ ...given, podAnnotations }, surroundings, app),
    ...scalingOf(given, {
      container,
      object: `${serviceName}-${container}`,
      replicas: replicaCount,
      hasBudget: scaling._wantsBudget,
    }),
    env,
    resources: resourcesOf(given, app.service),
  };
}

/** What a program may use: what is given, else what the service has. */
export function resourcesOf(
  given: Pick<JobProps, 'cpuRequest' | 'memoryRequest' | 'memoryLimit'>,
  service: MicroserviceInfra,
): ResourceValues {
  const { cpuRequest = service.cpuRequest, memoryRequest = service.memoryRequest } = given;
  const memoryLimit = given.memoryLimit ?? (given.memoryRequest === undefined ? service.memoryLimit : twice(given.memoryRequest));
  return { requests: { cpu: cpuRequest, memory: memoryRequest }, limits: { memory: memoryLimit } };
}

function portOf(given: AppPort): PortValues {
  const { name, port, udp } = PORT_SETTINGS.resolveAll(given);
  return { name, port, protocol: udp ? 'UDP' : 'TCP', ...serviceSettingsOf(given) };
}

/** What only the Service has of a port. */
function serviceSettingsOf({ servicePort, appProtocol }: Pick<AppPort, 'servicePort' | 'appProtocol'>) {
  return { ...(servicePort !== undefined && { servicePort }), ...(appProtocol !== undefined && { appProtocol }) };
}

/** A container that nobody asks gets requests at once; one that is asked gets them when it answers. */
function probesOf(given: WorkloadProps): ProbesValues {
  const { port } = given;
  const { startupProbe, readinessProbe, livenessProbe, startupSeconds } = WORKLOAD_SETTINGS.resolveAll(given);
  const readiness = readinessProbe._valuesFor(port);
  const startup = startupProbe ? startupProbe._valuesFor(port) : readiness && startupOf(readiness, startupSeconds);
  const liveness = livenessProbe?._valuesFor(port);
  return { ...(startup && { startup }), ...(readiness && { readiness }), ...(liveness && { liveness }) };
}

/** Asks the same for as long as a start may take. */
function startupOf(readiness: ProbeValues, seconds: number | undefined): ProbeValues {
  return {
    ...readiness,
    failureThreshold: seconds === undefined ? STARTUP_FAILURES : Math.ceil(seconds / readiness.periodSeconds),
  };
}

function containerOf(given: AppContainer, owners: readonly UserProps[]): ContainerValues {
  const container = CONTAINER_SETTINGS.resolveAll(given);
  const {
    name,
    image,
    command,
    args,
    env,
    shares,
    cpuRequest,
    memoryRequest,
    memoryLimit = twice(memoryRequest),
    restarts,
  } = container;
  return {
    name,
    image,
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    env,
    secretEnv: {},
    ...sourcedVariablesOf(container),
    resources: { requests: { cpu: cpuRequest, memory: memoryRequest }, limits: { memory: memoryLimit } },
    securityContext: userOf(given, ...owners),
    ...(shares.length > 0 && { shares }),
    ports: container.ports.map(portOf),
    ...(restarts && { restartPolicy: 'Always' as const }),
  };
}

function twice(memory: string): string {
  const { milli, binary } = parseQuantity(memory)!;
  return formatQuantity({ milli: milli * 2n, binary });
}
