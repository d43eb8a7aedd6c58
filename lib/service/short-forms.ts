import type { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import type { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import type { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import type { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { ApiObject } from 'cdk8s';
import type { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { Peer } from './peer';
import type { PortOptions } from './ports';
import type { ServiceNetwork } from './service-network';
import type { ServicePermissions } from './service-permissions';
import type { ServiceScaling } from './service-scaling';

/**
 * What a service has under a shorter name: the members of `network`, `permissions` and `scaling`.
 *
 * @internal
 */
export abstract class ShortForms extends Construct {
  /** What can call the service, and what it can call. */
  public abstract readonly network: ServiceNetwork;
  /** What the service can do in AWS, and what it can do only with a reason. */
  public abstract readonly permissions: ServicePermissions;
  /** Its replicas, what each one gets, and the objects that limit them. */
  public abstract readonly scaling: ServiceScaling;

  /** Short for `scaling.replicaCount`: the minimum number of replicas. */
  public get replicaCount(): number {
    return this.scaling.replicaCount;
  }

  /** Short for `scaling.maxReplicaCount`: the maximum number of replicas. */
  public get maxReplicaCount(): number {
    return this.scaling.maxReplicaCount;
  }

  /** Short for `scaling.jobsOnly`: whether the service runs jobs and nothing else. */
  public get jobsOnly(): boolean {
    return this.scaling.jobsOnly;
  }

  /** Short for `scaling.cpuRequest`: the CPU request of each container. */
  public get cpuRequest(): string {
    return this.scaling.cpuRequest;
  }

  /** Short for `scaling.memoryRequest`: the memory request of each container. */
  public get memoryRequest(): string {
    return this.scaling.memoryRequest;
  }

  /** Short for `scaling.memoryLimit`: the memory limit of each container. */
  public get memoryLimit(): string {
    return this.scaling.memoryLimit;
  }

  /** Short for `scaling.autoscaler`: absent with `enableHpa: false`. */
  public get autoscaler(): HorizontalPodAutoscalerV2 | undefined {
    return this.scaling.autoscaler;
  }

  /** Short for `scaling.disruptionBudget`: absent with `enablePdb: false` and with a GitOpsApp. */
  public get disruptionBudget(): PodDisruptionBudgetV1 | undefined {
    return this.scaling.disruptionBudget;
  }

  /** Short for `scaling.limits`: the default resources of containers that set none. */
  public get limits(): LimitRangeV1 {
    return this.scaling.limits;
  }

  /** Short for `scaling.quota`: the resource quota of the namespace. */
  public get quota(): ResourceQuotaV1 {
    return this.scaling.quota;
  }

  /** Short for `permissions.role`: the IAM role of the service's pods. */
  public get role(): IamRole {
    return this.permissions.role;
  }

  /** Short for `permissions.serviceAccount`: the service account of the service's pods. */
  public get serviceAccount(): ServiceAccountV1 {
    return this.permissions.serviceAccount;
  }

  /** Short for `permissions.podIdentity`: absent in an environment that uses IRSA. */
  public get podIdentity(): EksPodIdentityAssociation | undefined {
    return this.permissions.podIdentity;
  }

  /** Short for `network.defaultDeny`: denies all traffic that no other policy allows. */
  public get defaultDeny(): NetworkPolicyV1 {
    return this.network.defaultDeny;
  }

  /** Short for `network.policies`: the policies that allow something. */
  public get networkPolicies(): NetworkPolicyV1[] {
    return this.network.policies;
  }

  /**
   * Short for `permissions.grant`: lets the service use AWS.
   *
   * @param actions IAM actions by name, such as `s3:GetObject`
   * @param resources ARNs, or values of other resources such as `queue.arn`
   * @param reason why it is needed; required for a wildcard, and written to an annotation of the service account
   */
  public grant(actions: string[], resources: string[], reason?: string): void {
    this.permissions.grant(actions, resources, reason);
  }

  /**
   * Short for `permissions.attachPolicy`: attaches a managed policy to the service's role.
   *
   * @param arn the policy's ARN, or another resource's `arn`
   * @param reason why it is needed; required for a full-access policy
   */
  public attachPolicy(arn: string, reason?: string): IamRolePolicyAttachment {
    return this.permissions.attachPolicy(arn, reason);
  }

  /**
   * Short for `permissions.allowWildcards`: lets your own resource or policy document allow wildcard actions.
   *
   * @param resource the IAM resource or policy document with the wildcard
   * @param reason why it is needed; written to an annotation of the service account
   */
  public allowWildcards(resource: TerraformElement, reason: string): void {
    this.permissions.allowWildcards(resource, reason);
  }

  /**
   * Short for `permissions.allowException`: lets your own construct do what a guarantee allows only with a reason.
   *
   * @param construct the resource, data source or provider; a stack means its settings, such as its backend
   * @param reason why it is needed; written to an annotation of the service account and to the record of the synth
   */
  public allowException(construct: IConstruct, reason: string): void {
    this.permissions.allowException(construct, reason);
  }

  /**
   * Short for `network.allowFrom`: lets a peer call the service on a port.
   *
   * @param peer the peer that can call
   * @param port the port that the service's pods listen on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowFrom(peer: Peer, port: number, reason: string, options?: PortOptions): NetworkPolicyV1 {
    return this.network.allowFrom(peer, port, reason, options);
  }

  /**
   * Short for `network.allowTo`: lets the service call a peer on a port.
   *
   * @param peer the peer that can be called
   * @param port the port that the peer listens on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowTo(peer: Peer, port: number, reason: string, options?: PortOptions): NetworkPolicyV1 {
    return this.network.allowTo(peer, port, reason, options);
  }

  /**
   * Short for `network.allowToHost`: lets the service call a host outside of the cluster by its name.
   *
   * @param host the host's name, such as `api.stripe.com`
   * @param port the port that the host listens on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowToHost(host: string, port: number, reason: string, options?: PortOptions): ApiObject {
    return this.network.allowToHost(host, port, reason, options);
  }
}
