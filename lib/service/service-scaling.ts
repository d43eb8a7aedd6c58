import type { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import type { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import type { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import type { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import type { PodGroup } from './demand';
import { refuseOverrides } from './given-up-budget';
import { fitQuota, measureContainer } from './scaling';
import type { Scaling } from './scaling';
import type { ServiceSettings } from './settings';

/** The size of a service, as `service.scaling`: its replicas, what each one gets, and the objects that limit them. */
export class ServiceScaling {
  /** @internal */
  public static _of(settings: ServiceSettings, objects: Scaling): ServiceScaling {
    return new ServiceScaling(settings, objects);
  }

  /** The minimum number of replicas. */
  public readonly replicaCount: number;
  /** The maximum number of replicas: the maximum of the autoscaler, or replicaCount without one. */
  public readonly maxReplicaCount: number;
  /** Whether the service runs jobs and nothing else. */
  public readonly jobsOnly: boolean;
  /** The CPU request of each container. */
  public readonly cpuRequest: string;
  /** The memory request of each container. */
  public readonly memoryRequest: string;
  /** The memory limit of each container. */
  public readonly memoryLimit: string;
  /** Absent with `enableHpa: false`. */
  public readonly autoscaler?: HorizontalPodAutoscalerV2;
  /** The default resources of containers that set none. */
  public readonly limits: LimitRangeV1;
  /** The resource quota of the namespace. */
  public readonly quota: ResourceQuotaV1;

  private constructor(
    private readonly settings: ServiceSettings,
    private objects: Scaling,
  ) {
    const { autoscaler, limits, quota } = objects;
    this.replicaCount = settings.replicaCount;
    this.maxReplicaCount = settings.enableHpa ? settings.maxReplicaCount : settings.replicaCount;
    this.jobsOnly = settings.jobsOnly;
    this.cpuRequest = settings.cpuRequest;
    this.memoryRequest = settings.memoryRequest;
    this.memoryLimit = settings.memoryLimit;
    this.autoscaler = autoscaler;
    this.limits = limits;
    this.quota = quota;
  }

  /** Absent with `enablePdb: false`, and with a GitOpsApp, which has Argo CD make it. */
  public get disruptionBudget(): PodDisruptionBudgetV1 | undefined {
    return this.objects.disruptionBudget;
  }

  /**
   * Whether node drains have to wait for the pods, whoever makes the disruption budgets.
   *
   * @internal
   */
  public get _wantsBudget(): boolean {
    return this.settings.enablePdb;
  }

  /**
   * Takes the disruption budget out, and gives what it was: the application has its own.
   *
   * @internal
   */
  public _giveUpBudget(): PodDisruptionBudgetV1 | undefined {
    const { disruptionBudget, ...others } = this.objects;
    this.objects = others;
    if (disruptionBudget) refuseOverrides(disruptionBudget);
    disruptionBudget?.node.scope?.node.tryRemoveChild(disruptionBudget.node.id);
    return disruptionBudget;
  }

  /**
   * Has the quota fit the pods that there can be.
   *
   * @internal
   */
  public _fit(pods: readonly PodGroup[]): void {
    fitQuota(this.objects, this.settings, pods);
  }

  /**
   * Has the autoscaler measure the container of the application, whatever runs beside it.
   *
   * @param kind the kind that makes its pods, such as `Deployment`
   * @internal
   */
  public _measure(serviceName: string, kind: string): void {
    measureContainer(this.objects, this.settings, { kind, name: serviceName });
  }
}
