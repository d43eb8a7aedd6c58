import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import type { Context } from './hand-written';

/** What a pod may ask for, its sidecars included. */
const POD = { cpuMilli: 350, memoryMi: 384, memoryLimitMi: 768 };

/** The autoscaler, disruption budget, limits and quota of a service. */
export function addScaling({ scope, service, namespace, labels, annotations }: Context): void {
  const { name, replicas, autoscaled } = service;
  const metadata = { name, namespace, labels, annotations };
  const maxReplicas = replicas * 5;
  if (autoscaled) {
    new HorizontalPodAutoscalerV2(scope, 'autoscaler', {
      metadata,
      spec: {
        minReplicas: replicas,
        maxReplicas,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        metric: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
      },
    });
  }
  new PodDisruptionBudgetV1(scope, 'disruption_budget', {
    metadata,
    spec: {
      ...(replicas === 1 ? { maxUnavailable: '1' } : { minAvailable: '50%' }),
      selector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'service' } },
    },
  });
  new LimitRangeV1(scope, 'limits', {
    metadata,
    spec: { limit: [{ type: 'Container', default: { memory: '512Mi' }, defaultRequest: { cpu: '250m', memory: '256Mi' } }] },
  });
  new ResourceQuotaV1(scope, 'quota', { metadata, spec: { hard: quota(autoscaled ? maxReplicas : replicas) } });
}

/** Room for the replicas, as many again with a quarter more while they are replaced, and four jobs; in the form of the API server. */
function quota(replicas: number): Record<string, string> {
  const pods = 2 * replicas + Math.ceil(replicas / 4) + 4;
  return {
    'limits.memory': binary(pods * POD.memoryLimitMi),
    'pods': String(pods),
    'requests.cpu': decimal(pods * POD.cpuMilli),
    'requests.memory': binary(pods * POD.memoryMi),
  };
}

function binary(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

function decimal(milli: number): string {
  return milli % 1000 === 0 ? `${milli / 1000}` : `${milli}m`;
}
