import type {
  Container,
  ContainerPort,
  EnvVar,
  Probe,
  ResourceRequirements,
  SecurityContext,
  VolumeMount,
} from 'cdk8s-plus-28/lib/imports/k8s';
import { Share } from '../props/container-props';
import type { ContainerValues, ImageValues, PortValues, ProbeValues, ResourceValues } from '../values/app-values';
import { fileMounts, writableMounts } from './files';
import { k8s, listOf, sortedEntries } from './k8s';
import { portsOf } from './service';
import { fileSourceMounts, secretFolderMounts } from './sources';
import { typed } from './typed';
import { variablesOf } from './workload';
import type { Workload } from './workload';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const SECURITY: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

/** The container of a process has all that the application has. */
const ALL: ReadonlySet<Share> = new Set(Object.values(Share));

/** The container of an application's process. */
export function appContainer(workload: Workload): Container {
  const { probes, service } = workload;
  return {
    ...ownContainer(workload),
    ports: listOf(portsOf(service).map(portOf)),
    startupProbe: probe(probes.startup),
    readinessProbe: probe(probes.readiness),
    livenessProbe: probe(probes.liveness),
  };
}

/** A container with the application's variables and files, and its image unless it is another one. */
export function ownContainer(workload: Workload, otherImage?: string): Container {
  const { containerName: name, image, command, args, env, secretEnv, envSources, envFrom, resources, securityContext } = workload;
  const own = { name, image: otherImage ?? imageOf(image), command, args, resources, securityContext, ports: [] };
  return {
    ...container({ ...own, env, secretEnv, envSources, envFrom }, mountsOf(workload, ALL)),
    imagePullPolicy: otherImage === undefined ? image.pullPolicy : undefined,
  };
}

/** A container beside or before the application's, with what it shares of the application. */
export function furtherContainer(workload: Workload, own: ContainerValues): Container {
  const shares = new Set(own.shares);
  const variables = shares.has(Share.VARIABLES) ? variablesOf(workload, own) : {};
  return { ...container({ ...own, ...variables }, mountsOf(workload, shares)), restartPolicy: own.restartPolicy };
}

/** The mounts of a container that has these parts of the application; all have the folders to write to. */
function mountsOf(workload: Workload, shares: ReadonlySet<Share>): VolumeMount[] {
  return [
    ...writableMounts(workload),
    ...(shares.has(Share.FILES) ? [...fileMounts(workload), ...fileSourceMounts(workload)] : []),
    ...(shares.has(Share.VARIABLES) ? secretFolderMounts(workload) : []),
    ...(shares.has(Share.VOLUMES) ? (workload.volumeMounts ?? []) : []),
  ];
}

function container(
  { name, image, command, args, resources, securityContext, ports, ...variables }: ContainerValues,
  mounts: VolumeMount[],
): Container {
  return {
    name,
    image,
    command: listOf(command),
    args: listOf(args),
    envFrom: listOf(variables.envFrom),
    env: listOf(environment(variables)),
    ports: listOf(ports.map(portOf)),
    resources: requirements(resources),
    volumeMounts: listOf(mounts),
    securityContext: { ...SECURITY, ...securityContext },
  };
}

function portOf({ name, port, protocol }: PortValues): ContainerPort {
  return { name, containerPort: port, protocol };
}

function imageOf({ repository, tag, digest }: ImageValues): string {
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}

/**
 * Each variable once: a secret wins over a text, and a source over both. Texts that refer to others come last and texts before them,
 * by name among themselves, since Kubernetes replaces `$(NAME)` only by what stands before it.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
function environment({ env, secretEnv, envSources = {} }: Pick<ContainerValues, 'env' | 'envSources' | 'secretEnv'>): EnvVar[] {
  const texts = Object.entries(env).map(([name, value]): [string, EnvVar] => [name, { name, value }]);
  const secrets = Object.entries(secretEnv).map(([name, { secret, key }]): [string, EnvVar] => [
    name,
    { name, valueFrom: { secretKeyRef: { name: secret, key } } },
  ]);
  const sources = Object.entries(envSources).map(([name, valueFrom]): [string, EnvVar] => [
    name,
    { name, valueFrom: typed(valueFrom) },
  ]);
  const variables = sortedEntries(Object.fromEntries([...texts, ...secrets, ...sources])).map(([, variable]) => variable);
  return [0, 1, 2].flatMap((rank) => variables.filter((variable) => rankOf(variable) === rank));
}

function rankOf({ value }: EnvVar): number {
  if (value === undefined) return 0;
  return value.includes('$(') ? 2 : 1;
}

function requirements({ requests, limits }: ResourceValues): ResourceRequirements {
  const { Quantity } = k8s();
  return {
    requests: { cpu: Quantity.fromString(requests.cpu), memory: Quantity.fromString(requests.memory) },
    limits: { memory: Quantity.fromString(limits.memory) },
  };
}

function probe(values: ProbeValues | undefined): Probe | undefined {
  if (!values) return undefined;
  const { IntOrString } = k8s();
  const { httpGet, tcpSocket, exec, grpc, initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold } = values;
  return {
    httpGet: httpGet && { path: httpGet.path, port: IntOrString.fromNumber(httpGet.port) },
    tcpSocket: tcpSocket && { port: IntOrString.fromNumber(tcpSocket.port) },
    exec: exec && { command: [...exec.command] },
    grpc,
    initialDelaySeconds,
    periodSeconds,
    timeoutSeconds,
    failureThreshold,
  };
}
