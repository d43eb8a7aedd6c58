import { DNS_LABEL, LABEL_KEY, PORT } from '../core/names';
import { show } from '../core/problems';
import { breach } from '../core/rules';
import type { Limit } from '../core/rules';
import { Validation } from '../core/validation';
import { portsOf, validateContainers, validateJobs, validateTexts } from './app-part-rules';
import { endOf } from './app-settings';
import type { GitOpsAppProps } from './gitops-app-props';
import { Rendering, Routing } from './gitops-app-props';
import { IMAGE, IMAGE_DIGEST, IMAGE_TAG } from './image-reference';
import { HOST, HTTP_PATH, HTTP_ROUTE_PATH, ROUTE_PATH, TEXT } from './kubernetes-rules';
import { Probe } from './probe';

const ABSOLUTE: Limit = {
  type: 'string',
  pattern: '^(/[A-Za-z0-9._@+-]+)+$',
  example: '/etc/app/config.yaml',
  maxLength: 1024,
  description: 'a path from the root such as /etc/app/config.yaml',
};
/** The limits of the props that are single values. */
export const APP_LIMITS = {
  image: IMAGE,
  imageTag: IMAGE_TAG,
  imageDigest: IMAGE_DIGEST,
  port: PORT,
  metricsPort: PORT,
  metricsPath: HTTP_PATH,
  host: HOST,
  path: ROUTE_PATH,
  routing: { type: 'string', enum: Object.values(Routing) },
  tlsSecretName: DNS_LABEL,
  terminationGraceSeconds: { type: 'integer', minimum: 1, maximum: 3600 },
  preStopSeconds: { type: 'integer', minimum: 0, maximum: 600 },
  rendering: { type: 'string', enum: Object.values(Rendering) },
} as const satisfies Record<string, Limit>;

const OTHERS = [
  'service',
  'extraPorts',
  'ingressAnnotations',
  'env',
  'command',
  'args',
  'startupProbe',
  'readinessProbe',
  'livenessProbe',
  'files',
  'writablePaths',
  'initContainers',
  'sidecars',
  'jobs',
  'podAnnotations',
];

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** Checks an application's props, and throws every problem at once. */
export function validateApp(where: string, props: GitOpsAppProps): void {
  const validation = new Validation(where);
  validation.props(props, { limits: APP_LIMITS, required: ['image'], others: OTHERS });
  validateImage(validation, props);
  validatePorts(validation, props);
  validateRouting(validation, props);
  validateProbes(validation, props);
  validateTexts(validation, '', props);
  validation.map('files', props.files, ABSOLUTE, { ...TEXT, maxLength: 500_000 });
  validation.list('writablePaths', props.writablePaths, ABSOLUTE);
  validatePodAnnotations(validation, props);
  validateMounts(validation, props);
  validateEnd(validation, props);
  validateContainers(validation, props);
  validateJobs(validation, props);
  validation.throwIfAny();
}

/** The old way to take a container out of AppArmor, which Pod Security restricted refuses. */
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

function validatePodAnnotations(validation: Validation, { podAnnotations }: GitOpsAppProps): void {
  if (!validation.map('podAnnotations', podAnnotations, LABEL_KEY, TEXT)) return;
  for (const key of Object.keys(podAnnotations ?? {}).filter((name) => name.startsWith(APP_ARMOR))) {
    const allowed = 'annotations that leave Pod Security restricted as it is';
    validation.add({ path: `podAnnotations['${key}']`, got: show(podAnnotations![key]), allowed, fix: 'remove it' });
  }
}

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const CONFIG_MAP_BYTES = 1_000_000;

/** Two mounts of one path are none, and a ConfigMap has an end. */
function validateMounts(validation: Validation, { files, writablePaths }: GitOpsAppProps): void {
  const paths = [...Object.keys(files ?? {}), ...(Array.isArray(writablePaths) ? writablePaths : [])];
  const twin = paths.find((path, index) => paths.indexOf(path) < index);
  if (twin !== undefined) {
    const allowed = 'each path once, as a file or as a writable folder';
    validation.add({ path: 'writablePaths', got: show(twin), allowed, fix: 'remove one of the two' });
  }
  const bytes = Object.values(files ?? {}).reduce((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0);
  if (bytes <= CONFIG_MAP_BYTES) return;
  const allowed = `at most ${CONFIG_MAP_BYTES} bytes in all: the files stand in one ConfigMap`;
  validation.add({ path: 'files', got: `${bytes} bytes`, allowed, fix: 'put what is large into the image or a bucket' });
}

/** A pod that still waits cannot have ended. */
function validateEnd(validation: Validation, props: GitOpsAppProps): void {
  const { preStopSeconds: wait, terminationGracePeriodSeconds: grace } = endOf(props);
  if (typeof wait !== 'number' || typeof grace !== 'number' || wait < grace) return;
  const allowed = `less than terminationGraceSeconds, which is ${grace}: the application ends in what is left`;
  validation.add({
    path: 'preStopSeconds',
    got: props.preStopSeconds === undefined ? `${wait}, the default of an application with a Service` : String(wait),
    allowed,
    fix: `write a preStopSeconds of less than ${grace}, or a longer terminationGraceSeconds`,
  });
}

function validateImage(validation: Validation, { imageTag, imageDigest }: GitOpsAppProps): void {
  if (imageTag !== undefined || imageDigest !== undefined) return;
  const fix = "give imageTag: '1.0.0', the version to begin with";
  validation.add({ path: 'imageTag', got: 'neither imageTag nor imageDigest', allowed: 'one of the two', fix });
}

function validatePorts(validation: Validation, { port, metricsPort, metricsPath, extraPorts }: GitOpsAppProps): void {
  if (metricsPath !== undefined && metricsPort === undefined) {
    validation.add({ path: 'metricsPath', got: show(metricsPath), allowed: 'nothing without metricsPort', fix: 'give metricsPort' });
  }
  const named = portsOf(validation, 'extraPorts', extraPorts);
  const all = [
    { path: 'port', name: 'http', port },
    { path: 'metricsPort', name: 'metrics', port: metricsPort },
    ...named.map((one, index) => ({ path: `extraPorts[${index}]`, name: one.name, port: one.port })),
  ].filter((one) => one.port !== undefined);
  all.forEach((one, index) => {
    const other = all.slice(0, index).find(({ name, port: taken }) => name === one.name || taken === one.port);
    if (!other) return;
    const got = `${show(one.name)}, ${String(one.port)}`;
    validation.add({
      path: one.path,
      got,
      allowed: `a name and number that ${other.path} does not have`,
      fix: 'change one of the two',
    });
  });
}

/** What says something of a host has nothing to say without one. */
function validateRouting(validation: Validation, props: GitOpsAppProps): void {
  const { host, path, port, routing = Routing.INGRESS } = props;
  if (host !== undefined && port === undefined) {
    validation.add({
      path: 'host',
      got: show(host),
      allowed: 'a host for an application with a port',
      fix: 'give port, or remove host',
    });
  }
  if (routing === Routing.HTTP_ROUTE && path !== undefined && breach('path', path, ROUTE_PATH) === undefined) {
    validation.required('path', path, HTTP_ROUTE_PATH);
  }
  validation.map('ingressAnnotations', props.ingressAnnotations, LABEL_KEY, TEXT);
  for (const key of ['path', 'routing', 'tlsSecretName', 'ingressAnnotations'] as const) {
    const isOfIngress = key === 'tlsSecretName' || key === 'ingressAnnotations';
    if (props[key] === undefined || (host !== undefined && !(isOfIngress && routing !== Routing.INGRESS))) continue;
    const allowed =
      host === undefined ? 'nothing without a host' : 'nothing beside an HTTPRoute: its gateway has certificates and filters';
    validation.add({ path: key, got: show(props[key]), allowed, fix: host === undefined ? 'give host' : `remove ${key}` });
  }
}

function validateProbes(validation: Validation, props: GitOpsAppProps): void {
  for (const path of PROBES) {
    const probe: unknown = props[path];
    if (probe === undefined) continue;
    if (!(probe instanceof Probe)) {
      const allowed = 'Probe.http, Probe.tcp, Probe.command, Probe.grpc or Probe.none';
      validation.add({ path, got: show(probe), allowed, fix: "write Probe.http('/healthz')" });
    } else if (probe._needsPort && props.port === undefined) {
      const fix = 'name the port in the probe, or give port';
      validation.add({
        path,
        got: 'a probe of the port of the application',
        allowed: 'a probe that names its port, since there is none',
        fix,
      });
    }
  }
}
