import type { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { Construct } from 'constructs';
import { checkId } from '../core/own-place';
import { readOnlyList } from '../core/read-only';
import { snapshot } from '../core/snapshot';
import { withoutTokenTraces } from '../core/token-traces';
import { StackContext } from '../stack/stack-context';
import { ConnectOption } from './connection';
import type { ConnectOptions, Connection, Dependency, EnvironmentVariable, IConnectable } from './connection';
import { Connections } from './connections';
import type { Demand, PodGroup } from './demand';
import { Dependencies } from './dependencies';
import { Hosts } from './hosts';
import { addIdentity, roleArnOf } from './identity';
import type { IMicroserviceInfra } from './imported-service';
import { ImportedService } from './imported-service';
import type { Entrance } from './ingress';
import { ServiceMetadata } from './metadata';
import type { MicroserviceInfraProps } from './microservice-infra-props';
import { addNamespace } from './namespace';
import { addOutputs } from './outputs';
import { Permissions } from './permissions';
import type { Process } from './processes';
import { Reasons } from './reasons';
import { References } from './references';
import { addScaling } from './scaling';
import { serviceConnection } from './service-connection';
import { serviceExpectations } from './service-expectations';
import { ServiceNetwork } from './service-network';
import { ServicePermissions } from './service-permissions';
import { ServiceScaling } from './service-scaling';
import { resolveSettings } from './settings';
import type { ServiceSettings } from './settings';
import { ShortForms } from './short-forms';
import { takeStack } from './take-stack';

/**
 * Everything that one service needs in one environment before it can run: namespace, workload identity, network
 * isolation, scaling and limits.
 *
 * Throws `InvalidProps` with every problem of its props, `NoPlatform` if its stack belongs to no platform, and
 * `StackConflict` if its stack already has a service.
 */
export class MicroserviceInfra extends ShortForms implements IMicroserviceInfra {
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
  /** What can call the service, and what it can call. */
  public readonly network: ServiceNetwork;
  /** What the service can do in AWS, and what it can do only with a reason. */
  public readonly permissions: ServicePermissions;
  /** Its replicas, what each one gets, and the objects that limit them. */
  public readonly scaling: ServiceScaling;
  /** `connectTo` takes `port`. */
  public readonly connectOptions?: ConnectOption[] = readOnlyList([ConnectOption.PORT]);
  private readonly context: StackContext;
  private readonly settings: ServiceSettings;
  private readonly connections: Connections;
  private readonly connected = new Dependencies(this);

  public constructor(scope: Construct, id: string, props: MicroserviceInfraProps) {
    super(scope, checkId('MicroserviceInfra', scope, id));
    this.context = StackContext.of(this);
    this.settings = resolveSettings(this, this.context, props);
    const { context, settings } = this;
    takeStack(this, context, settings.ownership);
    this.namespace = withoutTokenTraces(() => addNamespace(this, settings));
    const namespace = withoutTokenTraces(() => this.namespace.metadata.name);
    const metadata = new ServiceMetadata(settings.ownership, context.platform.domain, namespace);
    const identity = withoutTokenTraces(() => addIdentity(this, settings, metadata));
    const permissions = new Permissions(this, identity.roleName, context);
    const reasons = new Reasons(identity, metadata, this.serviceAccountName);
    const scaling = withoutTokenTraces(() => addScaling(this, metadata.of(this.serviceName), settings));
    this.scaling = ServiceScaling._of(settings, scaling);
    this.connections = new Connections(this, context, metadata);
    this.network = ServiceNetwork._of(this.connections, new Hosts(this, context, metadata));
    this.permissions = ServicePermissions._of({ identity, permissions, reasons, connections: this.connections });
    context.expectations.push(...serviceExpectations(this, settings));
    addOutputs(this, identity, this.serviceAccountName, metadata.namespace);
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
    for (const { peer, port, ...more } of egress) this.network.allowTo(peer, port, reason, more);
    this.permissions._grantConnected(grants);
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
   * Says which processes the service has, which ports they listen on, and which pods there can be. Its application calls it, which
   * has disruption budgets of its own.
   *
   * @internal
   */
  public _run(processes: readonly Process[], { kind, pods }: Demand): void {
    this.connections.run(processes);
    withoutTokenTraces(() => this.scaling._measure(this.serviceName, kind));
    this._fit(pods);
    const budget = this.scaling._giveUpBudget();
    const { expectations } = this.context;
    expectations.splice(0, expectations.length, ...expectations.filter(({ element }) => element !== budget));
  }

  /**
   * Has the quota fit the pods that there can be.
   *
   * @internal
   */
  public _fit(pods: readonly PodGroup[]): void {
    this.scaling._fit(pods);
  }

  /**
   * Lets requests from the ingress, or from the Gateway's proxies, reach a port.
   *
   * @internal
   */
  public _openEntrance(entrance: Entrance, port: number, reason: string): void {
    this.connections.openEntrance(entrance, port, reason);
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
