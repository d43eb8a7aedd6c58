import { load } from 'js-yaml';
import { folderOf } from '../platform/agreed-names';
import type { Environment } from '../platform/environment';
import type { MicroserviceInfra } from '../service/microservice-infra';
import { StackContext } from '../stack/stack-context';
import { applicationObjects } from './application';
import type { Json } from './json';
import { clusterOf, namespaceLabels } from './network/cluster';
import type { Cluster } from './network/cluster';
import type { NamedEnd } from './network/reach';
import type { ManagedPolicies, OtherStack } from './permissions/documents';
import type { ServiceSources } from './service-output';
import { Workload } from './workload';
import { documentsIn, StackOutput } from './written';

/** The services and environments of an app, which its files do not contain. */
export interface AppParts {
  readonly services: readonly MicroserviceInfra[];
  /** The environment of each stack that belongs to a platform, by the stack's id. */
  readonly environments: ReadonlyMap<string, Environment>;
  readonly managedPolicies: ManagedPolicies;
}

/** The output of a synth, with its owners. */
export class AppOutput {
  public readonly stacks: readonly StackOutput[];
  /** The Kubernetes documents in the GitOps tree, by path. */
  public readonly documents: readonly { readonly name: string; readonly document: Json }[];
  private readonly gitops: Readonly<Record<string, string>>;
  private readonly clusters = new Map<string, Cluster>();
  private readonly sources = new Map<MicroserviceInfra, ServiceSources>();

  public constructor(
    public readonly files: Readonly<Record<string, string>>,
    public readonly parts: AppParts,
  ) {
    this.stacks = within(files, 'stacks/', '/cdk.tf.json').map(([name, text]) => new StackOutput(name, JSON.parse(text)));
    this.gitops = Object.fromEntries(within(files, 'gitops/', ''));
    this.documents = documentsIn(this.gitops);
  }

  /** The data for questions about a service. */
  public sourcesOf(service: MicroserviceInfra): ServiceSources {
    const sources = this.sources.get(service) ?? this.readService(service);
    this.sources.set(service, sources);
    return sources;
  }

  private readService(service: MicroserviceInfra): ServiceSources {
    const { serviceName: name, environmentName, namespaceName: namespace } = service;
    const { environment, platform, stack } = StackContext.of(service);
    const objects = applicationObjects(this.gitops, name, environmentName);
    const workload = new Workload(name, objects);
    const environmentFile = this.gitops[`${folderOf(name)}/envs/${environmentName}.yaml`];
    const cluster = () => this.clusterOf(environment);
    return {
      service,
      platformEnvironment: environment,
      stack: this.stacks.find((each) => each.name === stack.node.id)!,
      domain: platform.domain,
      objects,
      workload,
      environmentFile: environmentFile === undefined ? undefined : load(environmentFile),
      cluster,
      managedPolicies: this.parts.managedPolicies,
      otherStacks: this.otherStacks(stack.node.id, environment),
      neighbours: () => this.endsIn(environmentName),
      end: (job) => ({
        name: job === undefined ? `${name} in ${environmentName}` : `the job ${job} of ${name} in ${environmentName}`,
        end: {
          kind: 'pod',
          namespace,
          namespaceLabels: namespaceLabels(cluster(), namespace),
          labels: workload.labels(job),
          ports: job === undefined ? workload.ports : [],
        },
      }),
    };
  }

  /** All other stacks that can be in the same AWS account. A stack without a platform can be in any account. */
  private otherStacks(own: string, { awsAccountId }: Environment): OtherStack[] {
    return this.stacks
      .filter(({ name }) => name !== own && (this.parts.environments.get(name)?.awsAccountId ?? awsAccountId) === awsAccountId)
      .map(({ name, terraform }) => ({ name, terraform, uncertain: !this.parts.environments.has(name) }));
  }

  /** The services of an environment as ends of connections. */
  private endsIn(environmentName: string): ReadonlyMap<string, NamedEnd> {
    const services = this.parts.services.filter((service) => service.environmentName === environmentName);
    return new Map(services.map((service) => [service.serviceName, this.sourcesOf(service).end()]));
  }

  /** Everything that is applied to the cluster of an environment, which other environments can share. */
  private clusterOf({ clusterEndpoint }: Environment): Cluster {
    const present = this.clusters.get(clusterEndpoint);
    if (present) return present;
    const environments = [...this.parts.environments].filter(([, environment]) => environment.clusterEndpoint === clusterEndpoint);
    const names = environments.map(([, { name }]) => name);
    const documents = this.documents.filter(({ name }) => names.includes(environmentOf(name)));
    const cluster = clusterOf(
      this.stacks
        .filter(({ name }) => (this.parts.environments.get(name)?.clusterEndpoint ?? clusterEndpoint) === clusterEndpoint)
        .map(({ name, terraform }) => ({ origin: name, document: terraform, uncertain: !this.parts.environments.has(name) })),
      documents.map(({ name, document }) => ({ origin: name, document })),
    );
    this.clusters.set(clusterEndpoint, cluster);
    return cluster;
  }
}

/** The environment that a file of the GitOps tree is of. */
function environmentOf(path: string): string {
  const [, service, platform] = /^(?:apps\/[^/]+\/(?:kafka|manifests)\/([^/]+)|platform\/([^/]+))\//.exec(path) ?? [];
  return service ?? platform ?? '';
}

/** The files of a folder, by name without the path of the folder and the suffix. */
function within(files: Readonly<Record<string, string>>, start: string, end: string): [string, string][] {
  const found = Object.entries(files).filter(([path]) => path.startsWith(start) && path.endsWith(end));
  return found.map(([path, text]) => [path.slice(start.length, path.length - end.length), text]);
}
