import { DNS_LABEL, LABEL_KEY, PORT } from '../core/names';
import { show } from '../core/problems';
import { checkQuantity, CPU, MEMORY } from '../core/quantity-rules';
import type { Limit } from '../core/rules';
import { Validation } from '../core/validation';
import type { AppContainer, AppPort, GitOpsAppProps, ScheduledJob } from './gitops-app-props';
import { Rendering, Routing } from './gitops-app-props';
import { Probe } from './probe';

const TEXT: Limit = { type: 'string', maxLength: 131072, description: 'text, at most 131072 characters' };
const VARIABLE: Limit = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
  maxLength: 253,
  description: 'letters, digits, underscores, dots and hyphens, not beginning with a digit, such as LOG_LEVEL',
};
const ABSOLUTE: Limit = {
  type: 'string',
  pattern: '^(/[A-Za-z0-9._@+-]+)+$',
  maxLength: 1024,
  description: 'a path from the root such as /etc/app/config.yaml',
};
const IMAGE: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$',
  maxLength: 255,
  description: 'an image without its tag such as ghcr.io/acme/payment-service',
};
const PORT_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
  maxLength: 15,
  description: 'lowercase letters, digits and hyphens, at most 15 characters',
};

/** The limits of the props that are single values. */
export const APP_LIMITS = {
  image: IMAGE,
  imageTag: {
    type: 'string',
    pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$',
    description: 'a tag of letters, digits, dots, hyphens and underscores such as 2.14.0, at most 128 characters',
  },
  imageDigest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$', description: 'sha256: and 64 hexadecimal digits' },
  port: PORT,
  metricsPort: PORT,
  metricsPath: { type: 'string', pattern: '^/\\S*$', maxLength: 1024, description: 'a path that begins with /' },
  host: {
    type: 'string',
    pattern: '^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$',
    maxLength: 253,
    description: 'a host name of lowercase letters, digits, hyphens and dots such as payments.internal.acme.io',
  },
  path: { type: 'string', pattern: '^/\\S*$', maxLength: 1024, description: 'a path that begins with /' },
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

/** CronJobs append eleven characters for the names of their jobs. */
const CRON_JOB_NAME_LENGTH = 52;

const JOB_LIMITS: Record<string, Limit> = {
  name: DNS_LABEL,
  schedule: {
    type: 'string',
    pattern: '^(@(hourly|daily|weekly|monthly|yearly)|[0-9*,/A-Za-z-]+( [0-9*,/A-Za-z?-]+){4})$',
    maxLength: 200,
    description: 'a schedule as cron has it, five fields such as 0 3 * * *',
  },
  timeZone: {
    type: 'string',
    pattern: '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$',
    maxLength: 64,
    description: 'a time zone such as Europe/Berlin',
  },
  allowConcurrent: { type: 'boolean' },
  retries: { type: 'integer', minimum: 0, maximum: 20 },
  timeoutSeconds: { type: 'integer', minimum: 1, maximum: 86400 },
  suspended: { type: 'boolean' },
};

const CONTAINER_LIMITS: Record<string, Limit> = {
  name: DNS_LABEL,
  image: { type: 'string', pattern: '^\\S+[:@]\\S+$', maxLength: 512, description: 'an image with its tag or digest' },
};

/** Checks an application's props, and throws every problem at once. */
export function validateApp(where: string, props: GitOpsAppProps): void {
  const validation = new Validation(where);
  validation.fields('', props, APP_LIMITS, ['image'], OTHERS);
  validateImage(validation, props);
  validatePorts(validation, props);
  validateRouting(validation, props);
  validateProbes(validation, props);
  validateTexts(validation, '', props);
  validation.map('files', props.files, ABSOLUTE, { ...TEXT, maxLength: 500_000 });
  validation.list('writablePaths', props.writablePaths, ABSOLUTE);
  validation.map('podAnnotations', props.podAnnotations, LABEL_KEY, TEXT);
  validateContainers(validation, props);
  validateJobs(validation, props);
  validation.throwIfAny();
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

function portsOf(validation: Validation, path: string, ports: AppPort[] | undefined): AppPort[] {
  return objectsIn(validation, path, ports).filter((port, index) => {
    const at = `${path}[${index}]`;
    validation.fields(at, port, { name: PORT_NAME, port: PORT, udp: { type: 'boolean' } }, ['name', 'port']);
    return typeof port.name === 'string' && typeof port.port === 'number';
  });
}

/** What says something of a host has nothing to say without one. */
function validateRouting(validation: Validation, props: GitOpsAppProps): void {
  const { host, port, routing = Routing.INGRESS } = props;
  if (host !== undefined && port === undefined) {
    validation.add({
      path: 'host',
      got: show(host),
      allowed: 'a host for an application with a port',
      fix: 'give port, or remove host',
    });
  }
  validation.map('ingressAnnotations', props.ingressAnnotations, LABEL_KEY, TEXT);
  for (const path of ['path', 'routing', 'tlsSecretName', 'ingressAnnotations'] as const) {
    const isOfIngress = path === 'tlsSecretName' || path === 'ingressAnnotations';
    if (props[path] === undefined || (host !== undefined && !(isOfIngress && routing !== Routing.INGRESS))) continue;
    const allowed =
      host === undefined ? 'nothing without a host' : 'nothing beside an HTTPRoute: its gateway has certificates and filters';
    validation.add({ path, got: show(props[path]), allowed, fix: host === undefined ? 'give host' : `remove ${path}` });
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

function validateTexts(validation: Validation, path: string, props: { env?: unknown; command?: unknown; args?: unknown }): void {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  validation.map(at('env'), props.env, VARIABLE, TEXT);
  validation.list(at('command'), props.command, TEXT);
  validation.list(at('args'), props.args, TEXT);
}

function validateContainers(validation: Validation, props: GitOpsAppProps): void {
  const names = [props.service?.serviceName];
  for (const kind of ['initContainers', 'sidecars'] as const) {
    objectsIn(validation, kind, props[kind]).forEach((container: AppContainer, index) => {
      const path = `${kind}[${index}]`;
      const others = ['command', 'args', 'env', 'ports', 'cpuRequest', 'memoryRequest'];
      validation.fields(path, container, CONTAINER_LIMITS, ['name', 'image'], others);
      validateTexts(validation, path, container);
      portsOf(validation, `${path}.ports`, container.ports);
      if (container.cpuRequest !== undefined) checkQuantity(validation, `${path}.cpuRequest`, container.cpuRequest, CPU);
      if (container.memoryRequest !== undefined) checkQuantity(validation, `${path}.memoryRequest`, container.memoryRequest, MEMORY);
      if (names.includes(container.name)) {
        const allowed = 'a name that no other container of the pod has';
        validation.add({ path: `${path}.name`, got: show(container.name), allowed, fix: 'rename it' });
      }
      names.push(container.name);
    });
  }
}

function validateJobs(validation: Validation, { jobs, service }: GitOpsAppProps): void {
  const names = new Set<string>();
  objectsIn(validation, 'jobs', jobs).forEach((job: ScheduledJob, index) => {
    const path = `jobs[${index}]`;
    validation.fields(path, job, JOB_LIMITS, ['name', 'schedule'], ['command', 'args', 'env']);
    validateTexts(validation, path, job);
    if (names.has(job.name)) {
      validation.add({
        path: `${path}.name`,
        got: show(job.name),
        allowed: 'a name that no other job has',
        fix: 'rename one of them',
      });
    }
    names.add(job.name);
    const length = `${service?.serviceName}-${job.name}`.length;
    if (typeof job.name !== 'string' || length <= CRON_JOB_NAME_LENGTH) return;
    const allowed = `a name with which <serviceName>-<name> has at most ${CRON_JOB_NAME_LENGTH} characters`;
    validation.add({ path: `${path}.name`, got: show(job.name), allowed, fix: `shorten it by ${length - CRON_JOB_NAME_LENGTH}` });
  });
}

/** The objects of a list that may be left out; what is none is a problem. */
function objectsIn<T extends object>(validation: Validation, path: string, items: T[] | undefined): T[] {
  if (items === undefined) return [];
  if (!Array.isArray(items)) {
    validation.add({ path, got: show(items), allowed: 'a list', fix: 'put the value in square brackets' });
    return [];
  }
  return items.filter((item, index) => {
    const isObject = typeof item === 'object' && item !== null;
    if (!isObject) validation.add({ path: `${path}[${index}]`, got: show(item), allowed: 'an object', fix: "write { name: '...' }" });
    return isObject;
  });
}
