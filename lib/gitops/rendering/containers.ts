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
  const { containerName: name, image, command, args, env, secretEnv, resources, securityContext } = workload;
  const own = { name, image: otherImage ?? imageOf(image), command, args, env, secretEnv, resources, securityContext, ports: [] };
  return {
    ...container(own, [...writableMounts(workload), ...fileMounts(workload)]),
    imagePullPolicy: otherImage === undefined ? image.pullPolicy : undefined,
  };
}

/** A container beside or before the application's, with what it shares of the application. */
export function furtherContainer(workload: Workload, own: ContainerValues): Container {
  const shares = new Set(own.shares);
  const variables = shares.has(Share.VARIABLES) ? variablesOf(workload, own.env) : { env: own.env, secretEnv: {} };
  const secretEnv = { ...variables.secretEnv, ...own.secretEnv };
  const mounts = [...writableMounts(workload), ...(shares.has(Share.FILES) ? fileMounts(workload) : [])];
  return { ...container({ ...own, env: variables.env, secretEnv }, mounts), restartPolicy: own.restartPolicy };
}

function container(
  { name, image, command, args, env, secretEnv, resources, securityContext, ports }: ContainerValues,
  mounts: VolumeMount[],
): Container {
  return {
    name,
    image,
    command: listOf(command),
    args: listOf(args),
    env: listOf(environment(env, secretEnv)),
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
 * Each variable once: a secret wins over a text. Secrets come first and texts that refer to others last, by name among
 * themselves, since Kubernetes replaces `$(NAME)` only by what stands before it.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
function environment(env: ContainerValues['env'], secretEnv: ContainerValues['secretEnv']): EnvVar[] {
  const texts = Object.entries(env).map(([name, value]): [string, EnvVar] => [name, { name, value }]);
  const secrets = Object.entries(secretEnv).map(([name, { secret, key }]): [string, EnvVar] => [
    name,
    { name, valueFrom: { secretKeyRef: { name: secret, key } } },
  ]);
  const variables = sortedEntries(Object.fromEntries([...texts, ...secrets])).map(([, variable]) => variable);
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
