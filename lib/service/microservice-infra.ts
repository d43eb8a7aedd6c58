import type { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import type { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import type { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import type { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import type { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { ApiObject } from 'cdk8s';
import type { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { checkedId } from '../core/own-place';
import { snapshot } from '../core/snapshot';
import { withoutTokenTraces } from '../core/token-traces';
import { StackContext } from '../stack/stack-context';
import { ConnectOption } from './connection';
import type { ConnectOptions, Connection, Dependency, EnvironmentVariable, IConnectable } from './connection';
import { Connections } from './connections';
import type { PodGroup } from './demand';
import { Dependencies } from './dependencies';
import { Hosts } from './hosts';
import { addIdentity, roleArnOf } from './identity';
import type { Identity } from './identity';
import type { IMicroserviceInfra } from './imported-service';
import { ImportedService } from './imported-service';
import type { Entrance } from './ingress';
import { ServiceMetadata } from './metadata';
import type { MicroserviceInfraProps } from './microservice-infra-props';
import { addNamespace } from './namespace';
import { addOutputs } from './outputs';
import type { Peer } from './peer';
import { Permissions } from './permissions';
import type { PortOptions } from './ports';
import type { Process } from './processes';
import { Reasons } from './reasons';
import { References } from './references';
import { addScaling, fitScaling } from './scaling';
import type { Scaling } from './scaling';
import { serviceConnection } from './service-connection';
import { serviceExpectations } from './service-expectations';
import { resolveSettings } from './settings';
import type { ServiceSettings } from './settings';
import { takeStack } from './take-stack';

/**
 * Everything that one service needs in one environment before it can run: namespace, workload identity, network
 * isolation, scaling and limits.
 *
 * Throws `InvalidProps` with every problem of its props, `NoPlatform` if its stack belongs to no platform, and
 * `StackConflict` if its stack already has a service.
 */
export class MicroserviceInfra extends Construct implements IMicroserviceInfra {
  /**
   * A service that another repository owns, by its name, in the environment of the stack.
   *
   * Throws `InvalidProps` if the name is not a valid service name.
   *
   * @param scope a construct inside a stack of the platform
   * @param id the id of the construct
   * @param serviceName the service's name, without its environment
   */
  public static fromServiceName(scope: Construct, id: string, serviceName: string): IMicroserviceInfra {
    return new ImportedService(scope, id, serviceName);
  }

  /** The namespace, with the restricted Pod Security profile, and protected from destruction in production. */
  public readonly namespace: NamespaceV1;
  /** `connectTo` takes `port`. */
  public readonly connectOptions?: ConnectOption[] = [ConnectOption.PORT];
  private readonly context: StackContext;
  private readonly settings: ServiceSettings;
  private readonly metadata: ServiceMetadata;
  private readonly identity: Identity;
  private readonly scaling: Scaling;
  private readonly connections: Connections;
  private readonly hosts: Hosts;
  private readonly permissions: Permissions;
  private readonly connected = new Dependencies(this);
  private readonly reasons: Reasons;

  public constructor(scope: Construct, id: string, props: MicroserviceInfraProps) {
    super(scope, checkedId('MicroserviceInfra', scope, id));
    this.context = StackContext.of(this);
    this.settings = resolveSettings(this, this.context, props);
    takeStack(this, this.context, this.settings.ownership);
    this.namespace = withoutTokenTraces(() => addNamespace(this, this.settings));
    this.metadata = new ServiceMetadata(this.settings.ownership, this.context.platform.domain, this.namespace.metadata.name);
    this.identity = withoutTokenTraces(() => addIdentity(this, this.settings, this.metadata));
    this.permissions = new Permissions(this, this.identity.roleName, this.context);
    this.reasons = new Reasons(this.identity, this.metadata, this.serviceAccountName);
    this.scaling = withoutTokenTraces(() => addScaling(this, this.metadata.of(this.serviceName), this.settings));
    this.connections = new Connections(this, this.context, this.metadata);
    this.hosts = new Hosts(this, this.context, this.metadata);
    this.context.expectations.push(...serviceExpectations(this, this.settings));
    addOutputs(this, this.identity, this.serviceAccountName, this.metadata.namespace);
  }

  public get serviceName(): string {
    return this.settings.ownership.name;
  }

  public get environmentName(): string {
    return this.context.environment.name;
  }

  /** The team that owns the service. */
  public get teamName(): string {
    return this.settings.ownership.team.name;
  }

  /**
   * The namespace's name as text, known before the namespace exists. Use `namespace.metadata.name` if Terraform must
   * create the namespace first.
   */
  public get namespaceName(): string {
    return this.settings.namespaceName;
  }

  public get serviceAccountName(): string {
    return this.serviceName;
  }

  /** The role's name as text, known before the role exists. Use `role.name` if Terraform must create the role first. */
  public get roleName(): string {
    return this.settings.roleName;
  }

  /** The role's ARN as text, known before the role exists. Use `role.arn` if Terraform must create the role first. */
  public get roleArn(): string {
    return roleArnOf(this.context.environment, this.roleName);
  }

  /** The minimum number of replicas. */
  public get replicaCount(): number {
    return this.settings.replicaCount;
  }

  /** The maximum number of replicas: the maximum of the autoscaler, or replicaCount without one. */
  public get maxReplicaCount(): number {
    return this.settings.enableHpa ? this.settings.maxReplicaCount : this.settings.replicaCount;
  }

  /** Whether the service runs jobs and nothing else. */
  public get jobsOnly(): boolean {
    return this.settings.jobsOnly;
  }

  /** The CPU request of each container. */
  public get cpuRequest(): string {
    return this.settings.cpuRequest;
  }

  /** The memory request of each container. */
  public get memoryRequest(): string {
    return this.settings.memoryRequest;
  }

  /** The memory limit of each container. */
  public get memoryLimit(): string {
    return this.settings.memoryLimit;
  }

  /** The IAM role of the service's pods. */
  public get role(): IamRole {
    return this.identity.role;
  }

  /** The service account of the service's pods. */
  public get serviceAccount(): ServiceAccountV1 {
    return this.identity.serviceAccount;
  }

  /** Associates the role with the service account; absent in an environment that uses IRSA. */
  public get podIdentity(): EksPodIdentityAssociation | undefined {
    return this.identity.podIdentity;
  }

  /** Absent with `enableHpa: false`. */
  public get autoscaler(): HorizontalPodAutoscalerV2 | undefined {
    return this.scaling.autoscaler;
  }

  /** Absent with `enablePdb: false`. */
  public get disruptionBudget(): PodDisruptionBudgetV1 | undefined {
    return this.scaling.disruptionBudget;
  }

  /** The default resources of containers that set none. */
  public get limits(): LimitRangeV1 {
    return this.scaling.limits;
  }

  /** The resource quota of the namespace. */
  public get quota(): ResourceQuotaV1 {
    return this.scaling.quota;
  }

  /** Denies all traffic that no other policy allows. */
  public get defaultDeny(): NetworkPolicyV1 {
    return this.connections.isolation.defaultDeny;
  }

  /** The policies that allow something, in the order in which they were added. */
  public get networkPolicies(): NetworkPolicyV1[] {
    return this.connections.isolation.allowing;
  }

  /** The dependencies of the service, in the order in which they were connected. */
  public get dependencies(): Dependency[] {
    return this.connected.list;
  }

  /** The environment variables that its pods get from its connections. */
  public get environmentVariables(): EnvironmentVariable[] {
    return this.connected.variables;
  }

  /**
   * Connects the service to a companion or another service of its environment: its pods get the environment variables
   * for it, the network allows exactly that port, its role can use exactly that resource, and the dependency is
   * recorded for the catalog and dashboards.
   *
   * Throws `InvalidRule` if the two are in different environments, or if the service cannot use it at all.
   *
   * @param target what the service depends on
   * @param options how it is connected
   */
  public connectTo(target: IConnectable, options: ConnectOptions = {}): void {
    const given = snapshot(options);
    if (this.awaitsPort(target, given)) return;
    const { kind, name, egress = [], grants = [] } = this.connected.add(target, given);
    const reason = given.reason ?? given.why ?? `the service uses the ${kind} ${name}`;
    for (const { peer, port, ...more } of egress) this.allowTo(peer, port, reason, more);
    for (const { actions, resources } of grants) this.permissions.grantConnected(actions, resources);
    if (grants.length > 0) this.connections.openAwsApis();
  }

  /**
   * Describes the result of connecting another service to this one: the name of its Kubernetes Service, and the port.
   *
   * @param service the service that calls
   * @param options the options, which must contain the port
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    return serviceConnection(service, this, options);
  }

  /**
   * Lets the service use AWS: adds a statement to the inline policy of its role, and allows calls to the AWS APIs.
   *
   * Throws `InvalidRule` for a wildcard action without a reason, and for text that is not an action or ARN.
   *
   * @param actions IAM actions by name, such as `s3:GetObject`
   * @param resources ARNs, or values of other resources such as `queue.arn`
   * @param reason why it is needed; required for a wildcard, and written to an annotation of the service account
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  public grant(actions: string[], resources: string[], reason?: string): void {
    const given = snapshot(actions);
    const wildcards = this.permissions.grant(given, snapshot(resources), reason);
    if (wildcards.length > 0) this.reasons.add('exceptions', wildcards.join(', '), reason);
    else this.reasons.add('grants', given.join(', '), reason);
    this.connections.openAwsApis();
  }

  /**
   * Attaches a managed policy to the service's role, by its ARN, and allows calls to the AWS APIs. Attaching one twice
   * does nothing.
   *
   * Throws `InvalidRule` for text that is not the ARN of a policy, and for one of AWS's full-access policies without a
   * reason.
   *
   * @param arn the policy's ARN, or another resource's `arn`
   * @param reason why it is needed; required for a full-access policy, and written to an annotation of the service
   * account
   */
  public attachPolicy(arn: string, reason?: string): IamRolePolicyAttachment {
    const { attachment, wide } = this.permissions.attach(arn, reason);
    this.reasons.add(wide ? 'exceptions' : 'grants', arn, reason);
    this.connections.openAwsApis();
    return attachment;
  }

  /**
   * Lets your own resource or policy document in this stack allow wildcard actions.
   *
   * Throws `InvalidRule` if the reason is missing.
   *
   * @param resource the IAM resource or policy document with the wildcard
   * @param reason why it is needed; written to an annotation of the service account
   */
  public allowWildcards(resource: TerraformElement, reason: string): void {
    this.allowException(resource, reason);
  }

  /**
   * Lets your own construct do something that a guarantee allows only with a reason, such as a DynamoDB table without
   * backups or a Helm chart that cannot be checked. docs/guarantees.md lists where a reason is possible.
   *
   * Throws `InvalidRule` if the reason is missing.
   *
   * @param construct the resource, data source or provider; a stack means its settings, such as its backend
   * @param reason why it is needed; written to an annotation of the service account and to the record of the synth
   */
  public allowException(construct: IConstruct, reason: string): void {
    this.permissions.allowException(construct, reason);
    this.reasons.add('exceptions', construct.node.path, reason);
  }

  /**
   * Says which processes the service has, which ports they listen on, and which pods there can be. Its application calls it.
   *
   * @internal
   */
  public _run(processes: readonly Process[], pods: readonly PodGroup[]): void {
    this.connections.run(processes);
    withoutTokenTraces(() => fitScaling(this.scaling, this.serviceName, this.settings, pods));
  }

  /**
   * Lets requests from the ingress, or from the Gateway's proxies, reach a port.
   *
   * @internal
   */
  public _openEntrance(entrance: Entrance, port: number, reason: string): void {
    this.connections.openEntrance(entrance, port, reason);
  }

  /**
   * Lets a peer call the service on a port, or a range of ports. If the peer is a service of the same app and environment, its side is
   * opened too. If the rule already exists, only the reason is added to it.
   *
   * Throws `InvalidRule` if the peer, a port or the reason is invalid.
   *
   * @param peer the peer that can call
   * @param port the port that the service's pods listen on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowFrom(peer: Peer, port: number, reason: string, options?: PortOptions): NetworkPolicyV1 {
    return this.connections.connect('from', { peer, port, options: snapshot(options), why: reason });
  }

  /**
   * Lets the service call a peer on a port, or a range of ports. If the peer is a service of the same app and environment, its side is
   * opened too. If the rule already exists, only the reason is added to it.
   *
   * Throws `InvalidRule` if the peer, a port or the reason is invalid.
   *
   * @param peer the peer that can be called
   * @param port the port that the peer listens on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowTo(peer: Peer, port: number, reason: string, options?: PortOptions): NetworkPolicyV1 {
    return this.connections.connect('to', { peer, port, options: snapshot(options), why: reason });
  }

  /**
   * Lets the service call a host outside of the cluster by its name, where the environment's `networkPolicyEngine` is
   * Cilium. `*.example.com` means every name one level below `example.com`. If the rule already exists, only the reason
   * is added to it.
   *
   * Throws `InvalidRule` if the host, a port or the reason is invalid, and wherever network policies know no host names.
   *
   * @param host the host's name, such as `api.stripe.com`
   * @param port the port that the host listens on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowToHost(host: string, port: number, reason: string, options?: PortOptions): ApiObject {
    return this.hosts.allow({ host, port, options: snapshot(options), why: reason });
  }

  /** Whether a service of this app has to say its port first; then it is connected as soon as it does. */
  private awaitsPort(target: IConnectable, options: ConnectOptions): boolean {
    if (!(target instanceof MicroserviceInfra) || options?.port !== undefined) return false;
    const { served } = target.connections;
    if (served.main !== undefined) return false;
    this.connected.check(target, options);
    const path = `connectTo at ${this.node.path}`;
    const found = References.of(this).awaitPort({ path, serviceName: target.serviceName });
    served.whenMain((port) => {
      found();
      this.connectTo(target, { ...options, port });
    });
    return true;
  }
}
