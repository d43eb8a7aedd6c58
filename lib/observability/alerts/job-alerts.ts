import { Severity } from '../severity';
import { promql } from '../signals/selector';
import type { Matcher } from '../signals/selector';
import type { Subject } from '../signals/subject';
import { workload, WORKLOAD_METRICS } from '../signals/workload-metrics';
import type { WorkloadMetricName } from '../signals/workload-metrics';
import { failedRuns } from '../slo/indicator';
import type { AlertDefinition } from './alert-definition';

/** Alerts about a job at fixed times. */
export function jobAlerts(subject: Subject, cronJob: string): AlertDefinition[] {
  const own: readonly Matcher[] = [{ label: 'cronjob', operator: '=', value: cronJob }];
  const series = (name: WorkloadMetricName, values: string) => ({ series: promql(workload(name, subject, own)), values });
  const shared = { about: cronJob, labels: { cronjob: cronJob }, severity: Severity.TICKET, source: WORKLOAD_METRICS.jobScheduled.source };
  const failed = failedRuns(cronJob, subject);
  return [
    {
      ...shared,
      name: 'JobFailed',
      minutes: 5,
      expr: () => `${failed.kind === 'minutes' ? failed.isBad : ''} == 1`,
      summary: `The last run of ${cronJob} failed`,
      meaning: 'What it does was not done. The next run may do it, or it may have to be run again.',
      steps: [
        'Read the logs of its last pod: `kubectl logs job/<name>`; `kubectl get jobs` lists the runs.',
        'Mend the cause: data, a dependency, a deadline that is too short.',
        `Run it again if the next time is too late: \`kubectl create job --from=cronjob/${cronJob} ${cronJob}-again\`.`,
      ],
      examples: () => ({
        raised: [series('jobActive', '0x60'), series('jobScheduled', '600x60'), series('jobSucceeded', '300x60')],
        // It still runs.
        silent: [series('jobActive', '1x60'), series('jobScheduled', '600x60'), series('jobSucceeded', '300x60')],
      }),
    },
    {
      ...shared,
      name: 'JobMissed',
      threshold: 15,
      maximum: 7 * 24 * 60,
      unit: 'minutes after its time',
      minutes: 5,
      expr: (threshold) => `time() - max(${promql(workload('jobNext', subject, own))}) > ${threshold} * 60`,
      summary: `${cronJob} did not start at its time`,
      meaning: 'A run was left out: the one before still runs, the quota is used up, or the controller was away.',
      steps: [
        'See whether a run still goes on: `kubectl get jobs`. With `Forbid` the next one waits for it.',
        `Read the events: \`kubectl describe cronjob ${cronJob}\`.`,
        `Run it now if it is needed: \`kubectl create job --from=cronjob/${cronJob} ${cronJob}-again\`.`,
      ],
      examples: (threshold) => ({
        raised: [series('jobNext', `${-(threshold + 1) * 60}x60`)],
        silent: [series('jobNext', `${(threshold + 120) * 60}x120`)],
      }),
    },
  ];
}
