import { selector } from './selector';
import type { Matcher, Selector } from './selector';
import type { Subject } from './subject';

/** A metric of Kubernetes about the pods of a service. */
export interface WorkloadMetric {
  readonly metric: string;
  readonly source: string;
  /** What it counts besides the pods of the service itself and is left out. */
  readonly without?: readonly Matcher[];
}

const KUBE_STATE = 'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics';
const CADVISOR = 'https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md';
const KUBELET = 'https://kubernetes.io/docs/reference/instrumentation/metrics/';
const CERT_MANAGER = 'https://cert-manager.io/docs/devops-tips/prometheus-metrics/';

const pod = (metric: string): WorkloadMetric => ({ metric, source: `${KUBE_STATE}/workload/pod-metrics.md` });
const deployment = (metric: string): WorkloadMetric => ({ metric, source: `${KUBE_STATE}/workload/deployment-metrics.md` });
const statefulSet = (metric: string): WorkloadMetric => ({ metric, source: `${KUBE_STATE}/workload/statefulset-metrics.md` });
const autoscaler = (metric: string): WorkloadMetric => ({ metric, source: `${KUBE_STATE}/workload/horizontalpodautoscaler-metrics.md` });
const cronJob = (metric: string): WorkloadMetric => ({ metric, source: `${KUBE_STATE}/workload/cronjob-metrics.md` });
const volume = (metric: string): WorkloadMetric => ({ metric, source: KUBELET });

/** cAdvisor also counts the cgroup of the whole pod, whose container has no name. */
const container = (metric: string): WorkloadMetric => ({
  metric, source: CADVISOR, without: [{ label: 'container', operator: '!=', value: '' }],
});

/** Every metric of Kubernetes that alerts and dashboards use, by what it says. */
export const WORKLOAD_METRICS = {
  up: { metric: 'up', source: 'https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series' },
  restarts: pod('kube_pod_container_status_restarts_total'),
  terminatedReason: pod('kube_pod_container_status_last_terminated_reason'),
  podReady: pod('kube_pod_status_ready'),
  podPhase: pod('kube_pod_status_phase'),
  requests: pod('kube_pod_container_resource_requests'),
  limits: pod('kube_pod_container_resource_limits'),
  deploymentWanted: deployment('kube_deployment_spec_replicas'),
  deploymentAvailable: deployment('kube_deployment_status_replicas_available'),
  deploymentCondition: deployment('kube_deployment_status_condition'),
  deploymentCreated: deployment('kube_deployment_created'),
  deploymentGeneration: deployment('kube_deployment_status_observed_generation'),
  statefulSetWanted: statefulSet('kube_statefulset_replicas'),
  statefulSetReady: statefulSet('kube_statefulset_status_replicas_ready'),
  statefulSetUpdated: statefulSet('kube_statefulset_status_replicas_updated'),
  autoscalerWanted: autoscaler('kube_horizontalpodautoscaler_status_desired_replicas'),
  autoscalerMaximum: autoscaler('kube_horizontalpodautoscaler_spec_max_replicas'),
  quota: { metric: 'kube_resourcequota', source: `${KUBE_STATE}/policy/resourcequota-metrics.md` },
  jobActive: cronJob('kube_cronjob_status_active'),
  jobScheduled: cronJob('kube_cronjob_status_last_schedule_time'),
  jobSucceeded: cronJob('kube_cronjob_status_last_successful_time'),
  jobNext: cronJob('kube_cronjob_next_schedule_time'),
  cpu: container('container_cpu_usage_seconds_total'),
  cpuPeriods: container('container_cpu_cfs_periods_total'),
  cpuThrottledPeriods: container('container_cpu_cfs_throttled_periods_total'),
  memory: container('container_memory_working_set_bytes'),
  volumeAvailable: volume('kubelet_volume_stats_available_bytes'),
  volumeCapacity: volume('kubelet_volume_stats_capacity_bytes'),
  certificateExpiry: { metric: 'certmanager_certificate_expiration_timestamp_seconds', source: CERT_MANAGER },
} as const satisfies Readonly<Record<string, WorkloadMetric>>;

/** The name of a metric of Kubernetes in WORKLOAD_METRICS. */
export type WorkloadMetricName = keyof typeof WORKLOAD_METRICS;

/** The series of a metric of Kubernetes that belong to a service: those of its namespace. */
export function workload(name: WorkloadMetricName, { namespace }: Subject, more: readonly Matcher[] = []): Selector {
  const found: WorkloadMetric = WORKLOAD_METRICS[name];
  return selector(found.metric, { namespace }, [...(found.without ?? []), ...more]);
}
