import { DNS_LABEL, PORT } from '../core/names';
import { show } from '../core/problems';
import { checkQuantity, CPU, MEMORY } from '../core/quantity-rules';
import type { Limit } from '../core/rules';
import type { Validation } from '../core/validation';
import { cronFault } from './cron';
import type { AppContainer, AppPort, ScheduledJob } from './gitops-app-parts';
import type { GitOpsAppProps } from './gitops-app-props';
import { IMAGE_REFERENCE } from './image-reference';
import { PORT_NAME, TEXT } from './kubernetes-rules';
import { TIME_ZONE } from './time-zone';

const VARIABLE: Limit = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
  example: 'LOG_LEVEL',
  maxLength: 253,
  description: 'letters, digits, underscores, dots and hyphens, not beginning with a digit, such as LOG_LEVEL',
};
/** CronJobs append eleven characters for the names of their jobs. */
const CRON_JOB_NAME_LENGTH = 52;

const JOB_LIMITS: Record<string, Limit> = {
  name: DNS_LABEL,
  schedule: {
    type: 'string',
    example: '0 3 * * *',
    maxLength: 200,
    description: 'a schedule as Kubernetes reads it, five fields such as 0 3 * * *',
    fault: cronFault,
  },
  timeZone: TIME_ZONE,
  allowConcurrent: { type: 'boolean' },
  retries: { type: 'integer', minimum: 0, maximum: 20 },
  timeoutSeconds: { type: 'integer', minimum: 1, maximum: 86400 },
  suspended: { type: 'boolean' },
};

const CONTAINER_LIMITS: Record<string, Limit> = {
  name: DNS_LABEL,
  image: IMAGE_REFERENCE,
};

/** Checks a list of ports, and gives those that have a name and a number. */
export function portsOf(validation: Validation, path: string, ports: AppPort[] | undefined): AppPort[] {
  return objectsIn(validation, path, ports).filter((port, index) => {
    const at = `${path}[${index}]`;
    validation.fields(at, port, { limits: { name: PORT_NAME, port: PORT, udp: { type: 'boolean' } }, required: ['name', 'port'] });
    return typeof port.name === 'string' && typeof port.port === 'number';
  });
}

/** Checks what a container runs, and with which environment. */
export function validateTexts(
  validation: Validation,
  path: string,
  props: { env?: unknown; command?: unknown; args?: unknown },
): void {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  validation.map(at('env'), props.env, VARIABLE, TEXT);
  validation.list(at('command'), props.command, TEXT);
  validation.list(at('args'), props.args, TEXT);
}

/** Checks the containers beside and before the application's own. */
export function validateContainers(validation: Validation, props: GitOpsAppProps): void {
  const names = [props.service?.serviceName];
  for (const kind of ['initContainers', 'sidecars'] as const) {
    objectsIn(validation, kind, props[kind]).forEach((container: AppContainer, index) => {
      const path = `${kind}[${index}]`;
      const others = ['command', 'args', 'env', 'ports', 'cpuRequest', 'memoryRequest'];
      validation.fields(path, container, { limits: CONTAINER_LIMITS, required: ['name', 'image'], others });
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

/** Checks the jobs at fixed times. */
export function validateJobs(validation: Validation, { jobs, service }: GitOpsAppProps): void {
  const names = new Set<string>();
  objectsIn(validation, 'jobs', jobs).forEach((job: ScheduledJob, index) => {
    const path = `jobs[${index}]`;
    validation.fields(path, job, { limits: JOB_LIMITS, required: ['name', 'schedule'], others: ['command', 'args', 'env'] });
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
    if (typeof job.name !== 'string' || typeof service?.serviceName !== 'string') return;
    const length = `${service.serviceName}-${job.name}`.length;
    if (length <= CRON_JOB_NAME_LENGTH) return;
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
