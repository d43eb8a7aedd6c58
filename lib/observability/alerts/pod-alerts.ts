import { Severity } from '../severity';
import { promql } from '../signals/selector';
import type { Matcher } from '../signals/selector';
import type { Subject } from '../signals/subject';
import { workload, WORKLOAD_METRICS } from '../signals/workload-metrics';
import type { WorkloadMetricName } from '../signals/workload-metrics';
import type { AlertDefinition } from './alert-definition';

const POD: readonly Matcher[] = [is('pod', 'example-1'), is('container', 'example')];

function is(label: string, value: string): Matcher {
  return { label, operator: '=', value };
}

/** Alerts about the pods of any service. */
export function podAlerts(subject: Subject): AlertDefinition[] {
  const of = (name: WorkloadMetricName, more: readonly Matcher[] = []) => promql(workload(name, subject, more));
  const one = (name: WorkloadMetricName, values: string, more: readonly Matcher[] = []) => ({
    series: of(name, [...POD, ...more]), values,
  });
  const killed = [is('reason', 'OOMKilled')];
  return [
    {
      name: 'PodRestarting',
      severity: Severity.TICKET,
      threshold: 3,
      maximum: 1000,
      unit: 'restarts of a container in 30 minutes',
      minutes: 0,
      expr: (threshold) => `sum by (namespace, pod, container) (increase(${of('restarts')}[30m])) > ${threshold}`,
      summary: 'Pods of the service start again and again',
      meaning: 'A container ends soon after it has started, or its liveness probe fails. Requests to its pod fail meanwhile.',
      steps: [
        'Read why it ended: `kubectl describe pod` shows the exit code, and `kubectl logs --previous` the last lines.',
        'Compare with the last deployment and the last change of its settings and secrets.',
        'Roll back if it began with a deployment.',
      ],
      source: WORKLOAD_METRICS.restarts.source,
      examples: (threshold) => ({
        raised: [one('restarts', `0+${threshold + 1}x60`)],
        silent: [one('restarts', `0x10 ${threshold}x60`)],
        holdsFrom: 1,
      }),
    },
    {
      name: 'ContainerOutOfMemory',
      severity: Severity.TICKET,
      minutes: 0,
      expr: () => [
        `max by (namespace, pod, container) (${of('terminatedReason', killed)}) == 1`,
        `and on (namespace, pod, container) sum by (namespace, pod, container) (increase(${of('restarts')}[15m])) > 0`,
      ].join('\n'),
      summary: 'A container of the service needed more memory than its limit',
      meaning: 'The kernel ended the container. Its work in progress is lost, and its pod answers nothing until it has started again.',
      steps: [
        'See in the dashboard whether the memory grew steadily (a leak) or at once (a large request).',
        'Compare with the last deployment.',
        'Raise `memoryLimit` if the service needs more, or mend the leak.',
      ],
      source: WORKLOAD_METRICS.terminatedReason.source,
      examples: () => ({
        raised: [one('terminatedReason', '1x60', killed), one('restarts', '0x5 1+1x54')],
        silent: [one('terminatedReason', '1x60', killed), one('restarts', '1x60')],
        holdsFrom: 8,
      }),
    },
    {
      name: 'QuotaNearlyUsed',
      severity: Severity.TICKET,
      threshold: 95,
      maximum: 99,
      unit: 'percent of a quota',
      minutes: 15,
      expr: (threshold) => {
        const used = of('quota', [is('type', 'used')]);
        const hard = of('quota', [is('type', 'hard')]);
        return `100 * max by (namespace, resource) (${used}) / max by (namespace, resource) (${hard} > 0) > ${threshold}`;
      },
      summary: 'The quota of the namespace is nearly used up',
      meaning: 'Soon no further pod can start: neither those of a rollout, nor those that an autoscaler adds, nor those of jobs.',
      steps: [
        'See which resource it is, and which pods take it: `kubectl describe resourcequota`.',
        'Remove what is left over, such as finished jobs with large requests.',
        'Ask for a larger quota if the service needs it: more replicas or larger requests in its settings raise it.',
      ],
      source: WORKLOAD_METRICS.quota.source,
      examples: (threshold) => {
        const series = (type: string, values: string) => ({ series: of('quota', [is('type', type), is('resource', 'pods')]), values });
        return {
          raised: [series('hard', '1000x60'), series('used', `${threshold * 10 + 1}x60`)],
          silent: [series('hard', '1000x60'), series('used', `${threshold * 10}x60`)],
        };
      },
    },
    {
      name: 'AutoscalerAtMaximum',
      severity: Severity.TICKET,
      minutes: 30,
      expr: () => [
        `max by (namespace, horizontalpodautoscaler) (${of('autoscalerWanted')})`,
        `>= max by (namespace, horizontalpodautoscaler) (${of('autoscalerMaximum')})`,
      ].join(' '),
      summary: 'The autoscaler of the service can add no more pods',
      meaning: 'The service runs as many pods as it may. With more load it gets slower.',
      steps: [
        'See whether the load is higher than usual, or each request costs more CPU than before.',
        'Compare with the last deployment.',
        'Raise `maxReplicaCount`, or mend what takes the CPU.',
      ],
      source: WORKLOAD_METRICS.autoscalerWanted.source,
      examples: () => {
        const own = [is('horizontalpodautoscaler', 'example')];
        const series = (name: WorkloadMetricName, values: string) => ({ series: of(name, own), values });
        return {
          raised: [series('autoscalerWanted', '6x60'), series('autoscalerMaximum', '6x60')],
          silent: [series('autoscalerWanted', '5x60'), series('autoscalerMaximum', '6x60')],
        };
      },
    },
  ];
}

/** The alert about volumes, for a service that has some. */
export function volumeAlert(subject: Subject): AlertDefinition {
  const of = (name: WorkloadMetricName) => promql(workload(name, subject));
  const series = (name: WorkloadMetricName, values: string) => ({
    series: promql(workload(name, subject, [is('persistentvolumeclaim', 'example')])), values,
  });
  return {
    name: 'VolumeFilling',
    severity: Severity.TICKET,
    threshold: 10,
    maximum: 99,
    lowest: 0,
    unit: 'percent of the volume that are free',
    minutes: 15,
    expr: (threshold) => {
      const over = (name: WorkloadMetricName) => `max by (namespace, persistentvolumeclaim) (${of(name)})`;
      return `100 * ${over('volumeAvailable')} / ${over('volumeCapacity')} < ${threshold}`;
    },
    summary: 'A volume of the service is nearly full',
    meaning: 'The service can soon write nothing to it.',
    steps: [
      'See in the dashboard how fast it fills, and since when.',
      'Remove what is not needed any more: old files, temporary ones, logs.',
      'Enlarge it by `size` of the volume; it cannot shrink again.',
    ],
    source: WORKLOAD_METRICS.volumeAvailable.source,
    examples: (threshold) => ({
      raised: [series('volumeAvailable', `${threshold * 10 - 1}x60`), series('volumeCapacity', '1000x60')],
      silent: [series('volumeAvailable', `${threshold * 10}x60`), series('volumeCapacity', '1000x60')],
    }),
  };
}

/** The alert about certificates, for a service whose hosts have some of their own. */
export function certificateAlert({ namespace }: Subject): AlertDefinition {
  const { metric, source } = WORKLOAD_METRICS.certificateExpiry;
  // Prometheus keeps the label of the scraped target, unless it is told to honour the labels of cert-manager.
  const either = (more = '') => [`${metric}{exported_namespace="${namespace}"${more}}`, `${metric}{namespace="${namespace}"${more}}`];
  const days = (count: number) => count * 24 * 60 * 60;
  return {
    name: 'CertificateExpiring',
    severity: Severity.TICKET,
    threshold: 14,
    maximum: 365,
    unit: 'days until it is no longer valid',
    minutes: 60,
    expr: (threshold) => `min by (name) (${either().join(' or ')}) - time() < ${threshold} * 86400`,
    summary: 'A certificate of the service is about to expire',
    meaning: 'cert-manager renews certificates a month before their end and could not. Once it has expired, no client trusts the service.',
    steps: [
      'Read what cert-manager says: `kubectl describe certificate,order,challenge`.',
      'Check that the name of the host still leads to the ingress, and that the issuer is ready.',
      'Mend that, and have it try again: `cmctl renew`.',
    ],
    source,
    examples: (threshold) => ({
      raised: [{ series: either(',name="example"')[0], values: `${days(threshold)}x120` }],
      silent: [{ series: either(',name="example"')[0], values: `${days(threshold + 1)}x120` }],
      holdsFrom: 1,
    }),
  };
}
