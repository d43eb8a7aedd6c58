import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { MIGRATION } from '../rendering/jobs';
import { validateFileBytes } from './file-checks';
import { objectsOf } from './objects';
import { validateUser } from './workload-checks';

/** CronJobs append eleven characters for the names of their jobs. */
const CRON_JOB_NAME_LENGTH = 52;

/** Checks what the settings of jobs have to do with each other. */
export function validateJobs(validation: Validation, { jobs, migration, service }: GitOpsAppProps): void {
  const names = objectsOf(jobs).map(({ name }) => name);
  objectsOf(jobs).forEach((job, index) => {
    const path = `jobs[${index}]`;
    validateUser(validation, path, job);
    validateFileBytes(validation, `${path}.files`, job.files);
    if (names.indexOf(job.name) < index || (job.name === MIGRATION && migration)) {
      const allowed = `a name that no other job has${migration ? `, and not ${MIGRATION}` : ''}`;
      validation.add({ path: `${path}.name`, got: show(job.name), allowed, fix: 'rename one of them' });
    }
    for (const key of ['timeZone', 'allowConcurrent'] as const) {
      if (job.schedule !== undefined || job[key] === undefined) continue;
      const allowed = 'nothing without a schedule';
      validation.add({ path: `${path}.${key}`, got: show(job[key]), allowed, fix: `give schedule, or remove ${key}` });
    }
    if (job.schedule === undefined && job.suspended === false) {
      const allowed = 'true without a schedule: nothing says when it runs';
      validation.add({ path: `${path}.suspended`, got: 'false', allowed, fix: 'give schedule, or remove suspended' });
    }
    if (typeof job.name !== 'string' || typeof service?.serviceName !== 'string') return;
    const tooLong = `${service.serviceName}-${job.name}`.length - CRON_JOB_NAME_LENGTH;
    if (tooLong <= 0) return;
    const allowed = `a name with which <serviceName>-<name> has at most ${CRON_JOB_NAME_LENGTH} characters`;
    validation.add({ path: `${path}.name`, got: show(job.name), allowed, fix: `shorten it by ${tooLong}` });
  });
}

/** What says something of pods that are there all the time. */
const OF_PODS = [
  'port',
  'metricsPort',
  'metricsPath',
  'extraPorts',
  'host',
  'startupProbe',
  'readinessProbe',
  'livenessProbe',
  'initContainers',
  'sidecars',
  'workloads',
  'workloadAnnotations',
  'preStopSeconds',
  'autoscaling',
  'rollout',
  'startupSeconds',
  'volumes',
  'kind',
  'podManagementPolicy',
] as const;

/** A service that runs jobs and nothing else has no pods that anything could be said of, and has jobs. */
export function validateJobsOnly(validation: Validation, props: GitOpsAppProps): void {
  for (const key of OF_PODS.filter((name) => props[name] !== undefined)) {
    const allowed = 'nothing, since the service has jobsOnly: true';
    validation.add({ path: key, got: show(props[key]), allowed, fix: `remove ${key}, or jobsOnly from the MicroserviceInfra` });
  }
  if (objectsOf(props.jobs).length > 0) return;
  const allowed = 'one or more, since the service has jobsOnly: true';
  validation.add({ path: 'jobs', got: 'none', allowed, fix: "give jobs: [{ name: 'nightly', schedule: '0 3 * * *' }]" });
}
