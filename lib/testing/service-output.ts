import { chartFolderOf, manifestsFolderOf } from '../platform/agreed-names';
import type { Environment } from '../platform/environment';
import type { Dependency } from '../service/connection';
import type { MicroserviceInfra } from '../service/microservice-infra';
import type { Peer } from '../service/peer';
import { databasesOf } from './databases';
import type { DatabaseOutput } from './databases';
import { endsOf } from './ends';
import { exceptionsOf } from './exceptions';
import type { ExceptionOutput } from './exceptions';
import { QuestionError, unknown } from './failures';
import type { Json, Match } from './json';
import type { Cluster } from './network/cluster';
import type { Protocol } from './network/policy';
import { reach } from './network/reach';
import type { NamedEnd } from './network/reach';
import { rolePolicies } from './permissions/documents';
import type { ManagedPolicies, OtherStack } from './permissions/documents';
import { mayRole } from './permissions/evaluate';
import { together } from './verdict';
import type { Verdict } from './verdict';
import type { ContainerResources, Replicas, SecretReference, Workload } from './workload';
import { Documents } from './written';
import type { StackOutput } from './written';

/** Options of a question about the network. */
export interface ReachOptions {
  /**
   * The protocol of the port.
   *
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
  /**
   * The name of the job whose pods are meant.
   *
   * @default - the pods that serve
   */
  readonly job?: string;
}

/** How Argo CD deploys a service to an environment. */
export interface ArgoApplicationOutput {
  /** The URL of the cluster's API server, as Argo CD reaches it. */
  readonly cluster: string;
  readonly namespace: string;
  /** The revision of the GitOps repository. */
  readonly revision: string;
  /** The folders that it applies. */
  readonly paths: readonly string[];
}

/** The data for questions about one service. */
export interface ServiceSources {
  readonly service: MicroserviceInfra;
  readonly platformEnvironment: Environment;
  readonly stack: StackOutput;
  /** The prefix of the platform's own keys. */
  readonly domain: string;
  /** The objects that Argo CD applies. */
  readonly objects: readonly Json[];
  readonly workload: Workload;
  /** The input of Argo CD's ApplicationSet; absent if the service has no application. */
  readonly environmentFile?: Json;
  readonly managedPolicies: ManagedPolicies;
  /** The stacks of the app that can give permissions to its role. */
  readonly otherStacks: readonly OtherStack[];
  readonly cluster: () => Cluster;
  /** The services of the same environment. */
  readonly neighbours: () => ReadonlyMap<string, NamedEnd>;
  /** The service's pods, or those of a job. */
  readonly end: (job?: string) => NamedEnd;
}

/** One service in one environment, as synthesised, with methods to query it. */
export class ServiceOutput {
  /** The service's name. */
  public readonly name: string;
  public readonly environment: string;
  public readonly namespace: string;
  /** What Terraform applies for it. */
  public readonly stack: StackOutput;

  public constructor(private readonly sources: ServiceSources) {
    const { service, stack } = sources;
    this.name = service.serviceName;
    this.environment = service.environmentName;
    this.namespace = service.namespaceName;
    this.stack = stack;
  }

  /** The images that its pods and jobs run, each once. */
  public get images(): readonly string[] {
    return this.sources.workload.images;
  }

  /** The environment variables of its container, by name: a value, or the key of a Secret. */
  public get environmentVariables(): Readonly<Record<string, string | SecretReference>> {
    return this.sources.workload.variables;
  }

  /** The keys that its container reads, by the names of the Secrets. */
  public get secrets(): Readonly<Record<string, string[]>> {
    const references = Object.values(this.environmentVariables).filter((value) => typeof value !== 'string');
    const names = [...new Set(references.map(({ secretName }) => secretName))].sort();
    const keysOf = (name: string) => references.filter(({ secretName }) => secretName === name).map(({ secretKey }) => secretKey);
    return Object.fromEntries(names.map((name) => [name, [...new Set(keysOf(name))].sort()]));
  }

  /** The number of its pods, from its autoscaler or, without one, from its Deployment. */
  public get replicas(): Replicas {
    const { service, workload } = this.sources;
    const { kind = 'Deployment' } = workload.deployment ?? {};
    const target = { spec: { scale_target_ref: { kind, name: this.name } } };
    const [autoscaler] = this.stack.resources('kubernetes_horizontal_pod_autoscaler_v2', target);
    if (autoscaler) return { min: autoscaler.spec.min_replicas, max: autoscaler.spec.max_replicas };
    const replicas: number = workload.deployment?.spec.replicas ?? service.replicaCount;
    return workload.scaled ?? { min: replicas, max: replicas };
  }

  /** The requests and limits of its container; without an application, the defaults of its namespace. */
  public get containerResources(): ContainerResources {
    const { container } = this.sources.workload;
    if (container) return { requests: { ...container.resources.requests }, limits: { ...container.resources.limits } };
    const [limit] = this.stack.resource('kubernetes_limit_range_v1').spec.limit;
    return { requests: { ...limit.default_request }, limits: { ...limit.default } };
  }

  /** The databases in its stack. */
  public get databases(): readonly DatabaseOutput[] {
    const requests = this.manifests({ kind: 'PostgreSQLInstance' });
    return databasesOf(this.stack.resources('aws_db_instance'), requests, this.environment);
  }

  /** Its dependencies: companions and other services. */
  public get dependencies(): readonly Dependency[] {
    return this.sources.service.dependencies;
  }

  /** Its exceptions, with their reasons. */
  public get exceptions(): readonly ExceptionOutput[] {
    return exceptionsOf(this.stack.terraform, this.sources.objects, this.sources.domain);
  }

  /** How Argo CD deploys it. Throws `QuestionError` if the service has no application. */
  public get argoApplication(): ArgoApplicationOutput {
    const file = this.sources.environmentFile;
    if (!file) throw new QuestionError(`${this.named} has no GitOpsApp, so Argo CD does not deploy it`);
    const { chart, cluster, manifests, namespace, revision } = file;
    const place = { name: this.environment };
    const paths = [...(chart ? [chartFolderOf(this.name, place)] : []), ...(manifests ? [manifestsFolderOf(this.name, place)] : [])];
    return { cluster, namespace, revision, paths };
  }

  /** A variable of its container: its value, or the key of a Secret. Throws `QuestionError` if there is none with that name. */
  public env(name: string): string | SecretReference {
    const variables = this.environmentVariables;
    if (!Object.hasOwn(variables, name)) throw unknown(this.named, 'environment variable', name, Object.keys(variables));
    return variables[name];
  }

  /** The Kubernetes objects that Argo CD applies for it: all of them, or those that match. */
  public manifests(match: Match = {}): Json[] {
    return this.documents.all(match);
  }

  /** The only object of a kind that matches. Throws `QuestionError` if there is none, or more than one. */
  public manifest(kind: string, match: Match = {}): Json {
    return this.documents.one(this.named, kind, match);
  }

  /**
   * Whether its pods can call another end on a port, according to the network policies of both ends.
   *
   * @param destination the name of a service of the same environment, an IP address, a network, or a Peer
   * @param port the port that the other end listens on
   */
  public canReach(destination: string | Peer, port: number, { protocol = 'TCP', job }: ReachOptions = {}): Verdict {
    const from = this.sources.end(job);
    return together(this.others(destination).map((to) => reach(this.sources.cluster(), { from, to, port, protocol })));
  }

  /**
   * Whether another end can call its pods on a port, according to the network policies of both ends.
   *
   * @param source the name of a service of the same environment, an IP address, a network, or a Peer
   * @param port the port that its pods listen on
   */
  public acceptsFrom(source: string | Peer, port: number, { protocol = 'TCP', job }: ReachOptions = {}): Verdict {
    const to = this.sources.end(job);
    return together(this.others(source).map((from) => reach(this.sources.cluster(), { from, to, port, protocol })));
  }

  /**
   * Whether its role can do something in AWS, according to the policies of the role.
   *
   * @param action an IAM action, such as `s3:GetObject`
   * @param resource an ARN, or `*` if the action has no resource
   */
  public may(action: string, resource: string): Verdict {
    const { service, stack, managedPolicies, otherStacks } = this.sources;
    return mayRole(rolePolicies(stack.terraform, service.roleName, managedPolicies, otherStacks), action, resource);
  }

  private get named(): string {
    return `${this.name} in ${this.environment}`;
  }

  private get documents(): Documents {
    return new Documents(
      this.sources.objects.map((document) => ({ name: `${document.kind} ${document.metadata.name}`, document })),
    );
  }

  private others(other: string | Peer): NamedEnd[] {
    const { cluster, neighbours, platformEnvironment: environment } = this.sources;
    return endsOf(other, { services: neighbours(), cluster: cluster(), environment });
  }
}
