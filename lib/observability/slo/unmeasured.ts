import { closest, listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { ApplicationFacts } from '../alerts/application-facts';
import type { Subject } from '../signals/subject';
import type { Slo } from './slo';

/** What an objective is measured by. */
export interface MeasuredBy {
  /** Whether it counts requests by metrics that Prometheus reads from the pods of the service itself. */
  readonly ownPods?: boolean;
  /** Whether it reads a metric of any pod in the namespace. */
  readonly anyPod?: boolean;
  /** The job of the application whose runs it counts. */
  readonly job?: string;
}

/** A problem without its path. */
type Fault = Omit<Problem, 'path'>;

/** An objective whose metrics the application does not have would never raise an alert. */
export function unmeasuredProblems(where: string, slos: readonly Slo[], subject: Subject, facts: ApplicationFacts): Problem[] {
  return slos.flatMap((slo, index) => faultsOf(slo._measured().by ?? {}, subject, facts)
    .map((fault) => ({ path: `${where}: objectives[${index}]`, ...fault })));
}

function faultsOf({ anyPod, job, ownPods }: MeasuredBy, { service }: Subject, facts: ApplicationFacts): Fault[] {
  return [
    ...(job === undefined ? [] : jobFault(job, service, facts)),
    ...(ownPods && !facts.monitored.includes(service) ? [podFault(`the pods of ${service}`)] : []),
    ...(anyPod && facts.monitored.length === 0 ? [podFault('any pod of the application')] : []),
  ];
}

function jobFault(job: string, service: string, { cronJobs }: ApplicationFacts): Fault[] {
  if (cronJobs.includes(`${service}-${job}`)) return [];
  const names = cronJobs.filter((name) => name.startsWith(`${service}-`)).map((name) => name.slice(service.length + 1));
  const meant = closest(job, names);
  const fix = meant ? `did you mean ${show(meant)}?` : 'add the job to the application with a schedule, or remove the objective';
  const allowed = names.length > 0 ? `a job at fixed times: ${listed(names)}` : 'a job at fixed times; the application has none';
  return [{ got: `an objective about ${show(job)}`, allowed, fix }];
}

function podFault(pods: string): Fault {
  return {
    got: `an objective by metrics that Prometheus reads from ${pods}, which it does not read`,
    allowed: 'an application with metricsPort, or metrics that others export',
    fix: 'give metricsPort of the application, or measure it by RequestMetrics.INGRESS_NGINX, ISTIO or Slo.custom',
  };
}
