import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkId } from '../core/own-place';
import { snapshot } from '../core/snapshot';
import { Exceptions } from '../guardrails/exceptions';
import { describeApplication } from '../service/application';
import type { IApplication } from '../service/application';
import { requireRoom } from '../service/demand';
import { Entrance } from '../service/ingress';
import { Peer } from '../service/peer';
import { checkSameStack } from '../service/same-stack';
import { StackContext } from '../stack/stack-context';
import { Applications } from './applications';
import { validateApp } from './checks/app-checks';
import { demandOf } from './demand';
import type { ObjectPatch, PatchOptions } from './patches/object-patch';
import { OwnChanges } from './patches/own-changes';
import { processesOf } from './processes';
import { Rendering, Routing } from './props/gitops-app-props';
import type { GitOpsAppProps } from './props/gitops-app-props';
import { WorkloadKind } from './props/volume-props';
import { Routes } from './routes';
import { resolveApp } from './values/resolve-app';
import { allRoutes, hostsByPort } from './values/route-targets';

/** What stays the object that was given. */
const OBJECTS = [
  'service',
  'startupProbe',
  'readinessProbe',
  'livenessProbe',
  'envSources',
  'envFrom',
  'fileSources',
  'volumes',
  'autoscaling',
  'imagePullSecrets',
  'spread',
];

/**
 * A service as a running application: what Argo CD needs to deploy it, as one folder of the GitOps repository that the
 * service's stacks write together.
 *
 * Throws `InvalidProps` with every problem of its props, and `InvalidRule` where the service stands in another stack.
 */
export class GitOpsApp extends Construct implements IApplication {
  /** The name of the service that it runs. */
  public readonly serviceName: string;
  /** How it is written into the GitOps tree. */
  public readonly rendering: Rendering;
  private readonly changes: OwnChanges;

  public constructor(scope: Construct, id: string, props: GitOpsAppProps) {
    super(scope, checkId('GitOpsApp', scope, id));
    const context = StackContext.of(this);
    const given = snapshot(props, OBJECTS);
    validateApp(`GitOpsApp at ${this.node.path}`, given, context.environment);
    this.rendering = given.rendering ?? Rendering.CHART;
    const { service } = given;
    checkSameStack('GitOpsApp', this, service);
    this.serviceName = service.serviceName;
    const bounds = { maxReplicas: service.maxReplicaCount, jobPods: context.platform.defaults.jobPods! };
    const pods = demandOf(resolveApp(given, context), bounds);
    requireRoom(`GitOpsApp at ${this.node.path}`, pods, context.platform);
    service._run(processesOf(given), { pods, kind: given.kind ?? WorkloadKind.DEPLOYMENT });
    openPorts(context, given);
    const { rendering } = this;
    for (const { host, exact = false, paths = ['/'] } of allRoutes(given)) {
      for (const path of paths) Routes.of(this).add({ construct: this, environment: context.environment.name, host, path, exact });
    }
    if (given.plainHttpReason !== undefined) Exceptions.of(this).explain(this, 'plain HTTP', given.plainHttpReason);
    this.changes = new OwnChanges({ construct: this, context, service, pods, resolve: () => resolveApp(given, context) });
    const { changes } = this;
    describeApplication(this, () => changes.all());
    Applications.of(this).add({
      construct: this,
      context,
      rendering,
      service,
      values: () => changes.values(),
      patched: () => changes.documents(),
      documents: () => changes.all(),
    });
  }

  /**
   * Changes an object that the application is made of, for what no prop says. Both renderings have the change, and the
   * guardrails apply to the result. A patch that matches no object, or does not fit it, is an error at synth.
   *
   * Throws `InvalidRule` if the reason is missing.
   *
   * @param kind the kind of the object, such as `Deployment`
   * @param patch what changes
   * @param options why, and which object if there are several of the kind
   */
  public patch(kind: string, patch: ObjectPatch, options: PatchOptions): void {
    this.changes.patch(kind, patch, options);
  }

  /**
   * Adds a Kubernetes object to the application. Argo CD applies it in the service's namespace, with the owner's labels. The
   * guardrails apply to it, and the record of the synth names it.
   *
   * Throws `InvalidRule` if the service's AppProject does not allow its kind, or if it is for another namespace.
   *
   * @param object a plain object with apiVersion, kind, metadata and its fields, or an ApiObject of cdk8s
   * @param reason why it is there, for the record
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no other word for an object of any shape
  public add(object: any, reason?: string): ApiObject {
    return this.changes.add(object, reason);
  }
}

/** Default-deny shuts out the ingress and Prometheus as well: they get in by exactly the ports that they are given here. */
function openPorts({ environment }: StackContext, app: GitOpsAppProps): void {
  const { metricsPort, routing, service, workloads = [] } = app;
  const entrance = routing === Routing.HTTP_ROUTE ? Entrance.GATEWAY : Entrance.INGRESS;
  for (const [port, hosts] of hostsByPort(app)) {
    service._openEntrance(entrance, port, `requests for ${hosts.join(', ')} come through the ingress`);
  }
  const read = [metricsPort, ...workloads.map((workload) => workload.metricsPort)].filter((each) => each !== undefined);
  for (const each of new Set(read)) {
    service.allowFrom(Peer.namespace(environment.monitoringNamespace), each, 'Prometheus reads the metrics');
  }
}
