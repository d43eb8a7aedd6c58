import type { JobSpec } from 'cdk8s-plus-28/lib/imports/k8s';
import type { ManifestProps } from '../../output/manifests';
import type { AppValues, JobValues, ScheduledJobValues } from '../values/app-values';
import { ownContainer } from './containers';
import { k8s } from './k8s';
import { objectMetadata } from './metadata';
import { podTemplate } from './pod';
import { afterMigration, MIGRATION_HOOK } from './sync-order';
import { jobWorkload } from './workload';
import type { Workload } from './workload';

/** How many runs of each outcome stay to be looked at. */
const HISTORY_LIMIT = 3;

/** How late a run may still start, in seconds; later, it is left out. */
const STARTING_DEADLINE_SECONDS = 300;

/** What the job that runs before each rollout is called. */
export const MIGRATION = 'migration';

/** A job of an application at fixed times. */
export function cronJob(values: AppValues, name: string, job: ScheduledJobValues): ManifestProps {
  const { schedule, timeZone, concurrencyPolicy, suspend, historyLimit = HISTORY_LIMIT } = job;
  const spec = jobSpec(jobWorkload(values, name, job), job);
  return k8s().KubeCronJob.manifest({
    metadata: objectMetadata(values, `${values.name}-${name}`, { annotations: afterMigration(values) }),
    spec: {
      schedule,
      timeZone,
      concurrencyPolicy,
      suspend,
      successfulJobsHistoryLimit: historyLimit,
      failedJobsHistoryLimit: historyLimit,
      startingDeadlineSeconds: STARTING_DEADLINE_SECONDS,
      jobTemplate: { metadata: { labels: spec.template.metadata?.labels }, spec },
    },
  }) as ManifestProps;
}

/** The job that runs before each rollout: Argo CD waits for it, and rolls nothing out if it fails. */
export function migrationJob(values: AppValues, job: JobValues): ManifestProps {
  const workload = jobWorkload(values, MIGRATION, job);
  return k8s().KubeJob.manifest({
    metadata: objectMetadata(values, workload.objectName, { annotations: MIGRATION_HOOK }),
    spec: jobSpec(workload, job),
  }) as ManifestProps;
}

function jobSpec(workload: Workload, { image, backoffLimit, activeDeadlineSeconds, restartPolicy = 'Never' }: JobValues): JobSpec {
  return {
    backoffLimit,
    activeDeadlineSeconds,
    template: podTemplate(workload, { restartPolicy, containers: [ownContainer(workload, image)] }),
  };
}
