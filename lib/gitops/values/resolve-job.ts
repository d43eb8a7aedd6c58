import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { JobProps, ScheduledJob } from '../props/job-props';
import { JOB_SETTINGS, SCHEDULED_JOB_SETTINGS } from '../settings/job-settings';
import type { JobValues, ScheduledJobValues } from './app-values';
import { checksumOf } from './checksum';
import { schedulingOf } from './resolve-scheduling';
import { fileSourcesOf, sourcedVariablesOf } from './resolve-sources';
import { userOf } from './resolve-user';
import { podVolumesOf } from './resolve-volumes';
import { resourcesOf } from './resolve-workload';

/** Once in a year, if anything would start it: a CronJob has to have a schedule. */
const NEVER = '0 0 1 1 *';

/** What runs to its end in one environment. */
export function jobOf(given: JobProps, app: GitOpsAppProps): JobValues {
  const job = JOB_SETTINGS.resolveAll(given);
  // The application's program is none of another image.
  const { command: ownCommand, args: ownArgs }: Pick<JobProps, 'command' | 'args'> = job.image === undefined ? app : {};
  const command = job.command ?? ownCommand;
  const args = job.args ?? (job.command ? undefined : ownArgs);
  return {
    ...(job.image !== undefined && { image: job.image }),
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    env: job.env,
    ...(Object.keys(job.files).length > 0 && { files: job.files, filesChecksum: checksumOf({ ...app.files, ...job.files }) }),
    ...(Object.keys(job.podAnnotations).length > 0 && { podAnnotations: job.podAnnotations }),
    ...sourcedVariablesOf(job),
    ...fileSourcesOf(job.fileSources),
    ...podVolumesOf(job, app.service.serviceName),
    resources: resourcesOf(given, app.service),
    securityContext: userOf(given, app),
    ...schedulingOf(given),
    backoffLimit: job.retries,
    activeDeadlineSeconds: job.timeoutSeconds,
    ...(job.restartsInPlace && { restartPolicy: 'OnFailure' as const }),
  };
}

/** A job at fixed times. */
export function scheduledJobOf(given: ScheduledJob, app: GitOpsAppProps): ScheduledJobValues {
  const { schedule = NEVER, timeZone, allowConcurrent, suspended, history } = SCHEDULED_JOB_SETTINGS.resolveAll(given);
  return {
    schedule,
    timeZone,
    ...jobOf(given, app),
    concurrencyPolicy: allowConcurrent ? 'Allow' : 'Forbid',
    suspend: suspended,
    ...(given.history !== undefined && { historyLimit: history }),
  };
}
