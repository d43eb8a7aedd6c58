import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import type { HorizontalPodAutoscalerV2Spec } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import type { Construct } from 'constructs';
import { fixedAddress } from '../core/fixed-address';
import { quotaOf } from './demand';
import type { PodGroup } from './demand';
import type { ObjectMetadata } from './metadata';
import { servingPods } from './selectors';
import type { ServiceSettings } from './settings';

/** The objects that limit the size of a service. */
export interface Scaling {
  readonly autoscaler?: HorizontalPodAutoscalerV2;
  readonly disruptionBudget?: PodDisruptionBudgetV1;
  readonly limits: LimitRangeV1;
  readonly quota: ResourceQuotaV1;
}

/** Adds the objects that limit the size of a service, each named like the service. */
export function addScaling(scope: Construct, metadata: ObjectMetadata, settings: ServiceSettings): Scaling {
  return {
    autoscaler: settings.enableHpa ? addAutoscaler(scope, metadata, settings) : undefined,
    disruptionBudget: settings.enablePdb ? addDisruptionBudget(scope, metadata, settings) : undefined,
    limits: addLimits(scope, metadata, settings),
    quota: addQuota(scope, metadata, settings),
  };
}

/** Has the quota fit all pods that there can be. */
export function fitQuota({ quota }: Scaling, { platform }: ServiceSettings, pods: readonly PodGroup[]): void {
  quota.putSpec({ hard: quotaOf(pods, platform) });
}

/** Has the autoscaler measure the container of the application, which is named like its target, whatever runs beside it. */
export function measureContainer({ autoscaler }: Scaling, settings: ServiceSettings, target: ScaleTarget): void {
  autoscaler?.putSpec(autoscalerSpec(target, settings, target.name));
}

/** Scales the replicas with the CPU load; the Deployment is named like the service. */
function addAutoscaler(scope: Construct, metadata: ObjectMetadata, settings: ServiceSettings): HorizontalPodAutoscalerV2 {
  const autoscaler = new HorizontalPodAutoscalerV2(scope, 'Autoscaler', {
    metadata,
    spec: autoscalerSpec({ kind: 'Deployment', name: metadata.name }, settings),
  });
  return fixedAddress(autoscaler, 'autoscaler');
}

/** What an autoscaler scales. */
interface ScaleTarget {
  readonly kind: string;
  readonly name: string;
}

/** @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics */
function autoscalerSpec(
  target: ScaleTarget,
  settings: ServiceSettings,
  container?: string,
): HorizontalPodAutoscalerV2Spec {
  const measured = { name: 'cpu', target: { type: 'Utilization', averageUtilization: settings.targetCpuPercent } };
  return {
    minReplicas: settings.replicaCount,
    maxReplicas: settings.maxReplicaCount,
    scaleTargetRef: { apiVersion: 'apps/v1', ...target },
    metric: [
      container === undefined
        ? { type: 'Resource', resource: measured }
        : { type: 'ContainerResource', containerResource: { container, ...measured } },
    ],
  };
}

/** Keeps enough replicas during a node drain, and never blocks one. */
function addDisruptionBudget(scope: Construct, metadata: ObjectMetadata, settings: ServiceSettings): PodDisruptionBudgetV1 {
  const budget = new PodDisruptionBudgetV1(scope, 'DisruptionBudget', {
    metadata,
    spec: {
      minAvailable: settings.minAvailable || undefined,
      maxUnavailable: settings.maxUnavailable || undefined,
      selector: { matchLabels: servingPods(metadata.name) },
    },
  });
  return fixedAddress(budget, 'disruption_budget');
}

/** Gives containers without resources those of the service, because the quota requires them. */
function addLimits(scope: Construct, metadata: ObjectMetadata, settings: ServiceSettings): LimitRangeV1 {
  const limits = new LimitRangeV1(scope, 'Limits', {
    metadata,
    spec: {
      limit: [
        {
          type: 'Container',
          default: { memory: settings.memoryLimit },
          defaultRequest: { cpu: settings.cpuRequest, memory: settings.memoryRequest },
        },
      ],
    },
  });
  return fixedAddress(limits, 'limits');
}

/** Limits what the namespace can take from its neighbours. */
function addQuota(scope: Construct, metadata: ObjectMetadata, settings: ServiceSettings): ResourceQuotaV1 {
  return fixedAddress(new ResourceQuotaV1(scope, 'Quota', { metadata, spec: { hard: { ...settings.quota } } }), 'quota');
}
