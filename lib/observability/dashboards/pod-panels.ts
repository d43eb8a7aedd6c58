import { matching, promql } from '../signals/selector';
import type { Matcher } from '../signals/selector';
import type { Subject } from '../signals/subject';
import { workload } from '../signals/workload-metrics';
import type { WorkloadMetricName } from '../signals/workload-metrics';
import type { PanelSpec } from './panels';
import { RATE } from './request-panels';

const CHOSEN = matching('pod', '$pod');
const equal = (label: string, value: string): Matcher => ({ label, operator: '=', value });

/** How many pods there are, and what they use of what they may. */
export function podPanels(subject: Subject): PanelSpec[] {
  const of = (name: WorkloadMetricName, ...more: Matcher[]) => promql(workload(name, subject, more));
  const resource = (name: 'requests' | 'limits', what: string) => `sum by (pod) (${of(name, CHOSEN, equal('resource', what))})`;
  const cpu = `sum by (pod) (rate(${of('cpu', CHOSEN)}${RATE}))`;
  const memory = `sum by (pod) (${of('memory', CHOSEN)})`;
  return [
    {
      kind: 'timeseries',
      title: 'Replicas',
      description: 'Pods that are ready, how many are wanted, and how many autoscaling may add.',
      unit: 'short',
      width: 8,
      min: 0,
      queries: [
        { expr: `sum(${of('podReady', equal('condition', 'true'))})`, legend: 'ready' },
        { expr: `sum(${of('deploymentWanted')} or ${of('statefulSetWanted')})`, legend: 'wanted' },
        { expr: `max(${of('autoscalerMaximum')})`, legend: 'at most' },
      ],
    },
    {
      kind: 'timeseries',
      title: 'CPU',
      description: 'What each pod uses of the CPU that is reserved for it: at 100 % all of it, and more while the node has some.',
      unit: 'percentunit',
      width: 8,
      min: 0,
      queries: [{ expr: `${cpu} / ${resource('requests', 'cpu')}`, legend: '{{pod}}' }],
    },
    {
      kind: 'timeseries',
      title: 'Memory',
      description: 'What each pod uses of its limit: at 100 % it is killed.',
      unit: 'percentunit',
      width: 8,
      min: 0,
      max: 1,
      steps: [{ color: 'green', value: null }, { color: 'red', value: 0.9 }],
      queries: [{ expr: `${memory} / ${resource('limits', 'memory')}`, legend: '{{pod}}' }],
    },
    {
      kind: 'timeseries',
      title: 'Restarts',
      description: 'How often containers started again in the last hour, by container.',
      unit: 'short',
      width: 8,
      min: 0,
      queries: [{ expr: `sum by (container) (increase(${of('restarts', CHOSEN)}[1h]))`, legend: '{{container}}' }],
    },
    {
      kind: 'timeseries',
      title: 'Throttled CPU',
      description: 'The share of time in which a container that has a limit of CPU had to wait for it.',
      unit: 'percentunit',
      width: 8,
      min: 0,
      queries: [{
        expr: `sum by (pod) (rate(${of('cpuThrottledPeriods', CHOSEN)}${RATE})) / sum by (pod) (rate(${of('cpuPeriods', CHOSEN)}${RATE}))`,
        legend: '{{pod}}',
      }],
    },
    {
      kind: 'timeseries',
      title: 'Quota of the namespace',
      description: 'What is used of the quota: at 100 % no further pod starts.',
      unit: 'percentunit',
      width: 8,
      min: 0,
      max: 1,
      queries: [{
        expr: `sum by (resource) (${of('quota', equal('type', 'used'))}) / (sum by (resource) (${of('quota', equal('type', 'hard'))}) > 0)`,
        legend: '{{resource}}',
      }],
    },
  ];
}

/** When jobs ran, and how they ended. */
export function jobPanels(subject: Subject): PanelSpec[] {
  const of = (name: WorkloadMetricName) => promql(workload(name, subject));
  return [
    {
      kind: 'table',
      title: 'Jobs',
      description: 'For each job: how long ago it last began, how long ago it last succeeded, and how many run now.',
      unit: 's',
      width: 16,
      height: 6,
      columns: { 'Value #A': 'began (s ago)', 'Value #B': 'succeeded (s ago)', 'Value #C': 'running', 'cronjob': 'job' },
      queries: [
        { expr: `time() - max by (cronjob) (${of('jobScheduled')})`, legend: '' },
        { expr: `time() - max by (cronjob) (${of('jobSucceeded')})`, legend: '' },
        { expr: `max by (cronjob) (${of('jobActive')})`, legend: '' },
      ],
    },
    {
      kind: 'timeseries',
      title: 'Running jobs',
      description: 'How many of each job run at once.',
      unit: 'short',
      width: 8,
      height: 6,
      min: 0,
      queries: [{ expr: `max by (cronjob) (${of('jobActive')})`, legend: '{{cronjob}}' }],
    },
  ];
}
