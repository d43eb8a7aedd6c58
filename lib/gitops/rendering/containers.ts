import type { Container, EnvVar, Probe, ResourceRequirements, SecurityContext, VolumeMount } from 'cdk8s-plus-28/lib/imports/k8s';
import type { AppValues, ContainerValues, ImageValues, JobValues, ProbeValues, ResourceValues } from '../app-values';
import { fileMounts, writableMounts } from './files';
import { k8s, listOf, sortedEntries } from './k8s';
import { portsOf } from './service';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const SECURITY: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

/** The container of the application itself. */
export function appContainer(values: AppValues): Container {
  const { name, image, command, args, env, secretEnv, resources, service, probes } = values;
  const own = { name, image: imageOf(image), command, args, env, secretEnv, resources, ports: portsOf(service) };
  return {
    ...container(own, [...writableMounts(values), ...fileMounts(values)]),
    imagePullPolicy: image.pullPolicy,
    startupProbe: probe(probes.startup),
    readinessProbe: probe(probes.readiness),
    livenessProbe: probe(probes.liveness),
  };
}

/** The container of a job: the application's image, environment and files with a program of its own. */
export function jobContainer(values: AppValues, name: string, { command, args, env, resources }: JobValues): Container {
  const { image } = values;
  const secretEnv = Object.fromEntries(Object.entries(values.secretEnv).filter(([variable]) => !Object.hasOwn(env, variable)));
  const own = { name, image: imageOf(image), command, args, env: { ...values.env, ...env }, secretEnv, resources, ports: [] };
  return {
    ...container(own, [...writableMounts(values), ...fileMounts(values)]),
    imagePullPolicy: image.pullPolicy,
  };
}

/** A container beside or before the application's, which has none of its files. */
export function furtherContainer(values: AppValues, own: ContainerValues): Container {
  return container(own, writableMounts(values));
}

function container(
  { name, image, command, args, env, secretEnv, resources, ports }: ContainerValues,
  mounts: VolumeMount[],
): Container {
  return {
    name,
    image,
    command: listOf(command),
    args: listOf(args),
    env: listOf(environment(env, secretEnv)),
    ports: listOf(ports.map(({ name: portName, port, protocol }) => ({ name: portName, containerPort: port, protocol }))),
    resources: requirements(resources),
    volumeMounts: listOf(mounts),
    securityContext: SECURITY,
  };
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
