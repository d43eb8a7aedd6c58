import { Severity } from '../severity';
import { promql, selector } from '../signals/selector';
import type { Matcher } from '../signals/selector';
import type { Subject } from '../signals/subject';
import { workload, WORKLOAD_METRICS } from '../signals/workload-metrics';
import type { WorkloadMetricName } from '../signals/workload-metrics';
import type { AlertDefinition } from './alert-definition';
import type { ProcessFacts } from './application-facts';

/** What the metrics of one kind of process are called. */
interface Names {
  readonly label: string;
  readonly wanted: WorkloadMetricName;
  readonly available: WorkloadMetricName;
}

const NAMES: Readonly<Record<ProcessFacts['kind'], Names>> = {
  Deployment: { label: 'deployment', wanted: 'deploymentWanted', available: 'deploymentAvailable' },
  StatefulSet: { label: 'statefulset', wanted: 'statefulSetWanted', available: 'statefulSetReady' },
};

/** Alerts about one process of a service. */
export function processAlerts(subject: Subject, process: ProcessFacts): AlertDefinition[] {
  const { available, label, wanted } = NAMES[process.kind];
  const own: Matcher = { label, operator: '=', value: process.name };
  const of = (name: WorkloadMetricName, more: readonly Matcher[] = []) => promql(workload(name, subject, [own, ...more]));
  const { source } = WORKLOAD_METRICS[wanted];
  const shared = { about: process.name, labels: { [label]: process.name }, source };
  return [
    {
      ...shared,
      name: 'NoReplicaAvailable',
      severity: Severity.PAGE,
      minutes: 5,
      expr: () => `max(${of(available)}) == 0 and max(${of(wanted)}) > 0`,
      summary: `No pod of ${process.name} is available`,
      meaning: 'Nothing of it runs: requests fail, and work stays undone.',
      steps: [
        `Read what the pods wait for: \`kubectl get pods\` and \`kubectl describe ${label} ${process.name}\`.`,
        'Compare with the last deployment, and roll back if it began with it.',
        'If pods cannot be scheduled, look at the nodes and at the quota of the namespace.',
      ],
      examples: () => ({
        raised: [{ series: of(available), values: '0x60' }, { series: of(wanted), values: '3x60' }],
        silent: [{ series: of(available), values: '1x60' }, { series: of(wanted), values: '3x60' }],
      }),
    },
    {
      ...shared,
      name: 'ReplicasShort',
      severity: Severity.TICKET,
      minutes: 15,
      expr: () => `max(${of(available)}) < max(${of(wanted)})`,
      summary: `${process.name} has fewer pods than it should`,
      meaning: 'The pods that are there carry the load of those that are not.',
      steps: [
        'See which pods are not ready, and why: `kubectl get pods` and `kubectl describe pod`.',
        'Look at the readiness probe, at the quota of the namespace, and at the nodes.',
        'Compare with the last deployment, and roll back if it began with it.',
      ],
      examples: () => ({
        raised: [{ series: of(available), values: '2x60' }, { series: of(wanted), values: '3x60' }],
        silent: [{ series: of(available), values: '3x60' }, { series: of(wanted), values: '3x60' }],
      }),
    },
    rolloutAlert(process, of, shared),
  ];
}

type Of = (name: WorkloadMetricName, more?: readonly Matcher[]) => string;

function rolloutAlert(
  { kind, name }: ProcessFacts,
  of: Of,
  shared: Pick<AlertDefinition, 'about' | 'labels' | 'source'>,
): AlertDefinition {
  const stuck: readonly Matcher[] = [
    { label: 'condition', operator: '=', value: 'Progressing' },
    { label: 'status', operator: '=', value: 'false' },
  ];
  const isDeployment = kind === 'Deployment';
  const [updated, wanted] = [of('statefulSetUpdated'), of('statefulSetWanted')];
  return {
    ...shared,
    name: 'RolloutStuck',
    severity: Severity.TICKET,
    minutes: isDeployment ? 5 : 30,
    expr: () => (isDeployment ? `max(${of('deploymentCondition', stuck)}) == 1` : `max(${updated}) < max(${wanted})`),
    summary: `The rollout of ${name} does not come to its end`,
    meaning: 'New pods do not become ready. The old ones still serve, so users may see nothing of it, but the new version is not out.',
    steps: [
      'Read why the new pods are not ready: `kubectl describe pod` and `kubectl logs`.',
      'Look at the readiness probe, new settings and secrets, and the image.',
      'Roll back, or deploy what mends it.',
    ],
    examples: () => ({
      raised: isDeployment
        ? [{ series: of('deploymentCondition', stuck), values: '1x60' }]
        : [{ series: updated, values: '1x60' }, { series: wanted, values: '3x60' }],
      silent: isDeployment
        ? [{ series: of('deploymentCondition', stuck), values: '0x60' }]
        : [{ series: updated, values: '3x60' }, { series: wanted, values: '3x60' }],
    }),
  };
}

/** The alert about a process whose metrics Prometheus cannot read. */
export function targetAlert({ namespace }: Subject, job: string): AlertDefinition {
  const up = selector(WORKLOAD_METRICS.up.metric, { namespace, job });
  const one = promql({ ...up, matchers: [...up.matchers, { label: 'pod', operator: '=', value: 'example-1' }] });
  return {
    name: 'MetricsAbsent',
    about: job,
    labels: { job },
    severity: Severity.PAGE,
    minutes: 10,
    expr: () => `absent(${promql(up)} == 1)`,
    summary: `Prometheus can read the metrics of no pod of ${job}`,
    meaning: 'Either nothing runs, or nobody sees what it does: objectives that are measured there raise no alerts meanwhile.',
    steps: [
      'See whether pods run: `kubectl get pods`.',
      'Read what Prometheus says of the target on its page Status, Targets: a refused connection, a time-out, another port.',
      'Check `metricsPort` of the application, and that the network policy lets the namespace of Prometheus in.',
    ],
    source: WORKLOAD_METRICS.up.source,
    examples: () => ({ raised: [{ series: one, values: '0x60' }], silent: [{ series: one, values: '1x60' }] }),
  };
}
