import type { ManifestProps } from '../../output/manifests';
import type { AppValues, JobValues } from '../app-values';
import { jobContainer } from './containers';
import { k8s } from './k8s';
import { objectMetadata } from './metadata';
import { podTemplate } from './pod';

/** How many runs of each outcome stay to be looked at. */
const HISTORY_LIMIT = 3;

/** How late a run may still start, in seconds; later, it is left out. */
const STARTING_DEADLINE_SECONDS = 300;

/** A job of an application at fixed times. */
export function cronJob(values: AppValues, name: string, job: JobValues): ManifestProps {
  const { schedule, timeZone, concurrencyPolicy, suspend, backoffLimit, activeDeadlineSeconds } = job;
  const template = podTemplate(values, 'job', { restartPolicy: 'Never', containers: [jobContainer(values, name, job)] });
  return k8s().KubeCronJob.manifest({
    metadata: objectMetadata(values, `${values.name}-${name}`),
    spec: {
      schedule,
      timeZone,
      concurrencyPolicy,
      suspend,
      successfulJobsHistoryLimit: HISTORY_LIMIT,
      failedJobsHistoryLimit: HISTORY_LIMIT,
      startingDeadlineSeconds: STARTING_DEADLINE_SECONDS,
      jobTemplate: {
        metadata: { labels: template.metadata?.labels },
        spec: { backoffLimit, activeDeadlineSeconds, template },
      },
    },
  }) as ManifestProps;
}
