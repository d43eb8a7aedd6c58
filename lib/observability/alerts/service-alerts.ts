import type { ConnectedTo } from '../signals/dependency-metrics';
import type { Subject } from '../signals/subject';
import type { AlertDefinition } from './alert-definition';
import type { ApplicationFacts } from './application-facts';
import { dependencyAlerts } from './dependency-alerts';
import { jobAlerts } from './job-alerts';
import { certificateAlert, podAlerts, volumeAlert } from './pod-alerts';
import { processAlerts, targetAlert } from './process-alerts';

/** What a service declared, as far as alerts follow from it. */
export interface Declared {
  readonly subject: Subject;
  readonly facts: ApplicationFacts;
  /** Whether Terraform scales its pods. */
  readonly autoscaled: boolean;
  /** What it is connected to in its environment. */
  readonly uses: readonly ConnectedTo[];
}

/** Every alert that follows from what a service declared. */
export function serviceAlerts({ autoscaled, facts, subject, uses }: Declared): AlertDefinition[] {
  const scales = autoscaled || facts.autoscalers.length > 0;
  return [
    ...facts.monitored.map((job) => targetAlert(subject, job)),
    ...facts.processes.flatMap((process) => processAlerts(subject, process)),
    ...podAlerts(subject).filter(({ name }) => scales || name !== 'AutoscalerAtMaximum'),
    ...(facts.hasClaims ? [volumeAlert(subject)] : []),
    ...(facts.hasCertificates ? [certificateAlert(subject)] : []),
    ...facts.cronJobs.flatMap((job) => jobAlerts(subject, job)),
    ...uses.flatMap((used) => dependencyAlerts(subject, used)),
  ];
}
