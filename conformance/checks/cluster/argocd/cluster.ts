import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import type { DefinitionSpec } from '../../../../test/support/schemas/schema';
import { ArgoCdControllers, FakeNodes, Operators } from '../../../referees/cluster';
import type { ChartServer, Login } from '../../../referees/helm';
import { definitionsFor, installDefinitions, makeNamespaces } from '../apply/definitions';
import { asWritten, type Written } from '../output';
import { together, type Context, type Findings } from '../part';
import { applyStacks, withTerraform } from '../terraform/part';
import { Delivery } from './delivery';
import { installationOf, type Installation } from './installation';
import type { Repository } from './repository';

/** Argo CD's program, and the Helm that it renders charts with. */
export interface ArgoCdBinaries {
  readonly controllers: string;
  readonly helm: string;
}

/** What all clusters have in common. */
export interface Surroundings {
  readonly binaries: ArgoCdBinaries;
  readonly repository: Repository;
  readonly charts: ChartServer;
  readonly login: Login;
  /** Folders of definitions of other systems. */
  readonly schemas: readonly string[];
  /** What the repository is called in the output. */
  readonly named: string;
}

/** The groups of kinds that operators look after. */
const OPERATED = /^(platform\.acme|external-secrets|kafka\.strimzi)\.io\//;

/** A cluster of one environment, as Terraform makes it, with nodes, operators and an Argo CD that follows the repository. */
export class Cluster {
  public static async start(context: Context, surroundings: Surroundings): Promise<Cluster> {
    const { plane, plane: { api }, output, environment, folder } = context;
    const { binaries: { controllers: binary, helm }, charts, login, repository, schemas } = surroundings;
    const installation = installationOf(output.stacks[`platform-${environment}`]);
    await makeNamespaces(api);
    const platform = [...output.platform, ...installation.root.map(asWritten)];
    const installed = await installDefinitions(api, definitionsFor({ ...output, platform }, schemas).map(withStatus));
    const applied = await withTerraform(context, async (terraform) => applyStacks(terraform, context));
    await api.create(loginFor(charts, login, installation));
    const services = output.services.map(({ document }) => document);
    const nodes = await FakeNodes.start(api);
    const operators = Operators.start(api, operatedIn(services));
    const own = join(folder, 'argocd');
    mkdirSync(own);
    const { namespace, settings } = installation;
    const argoCd = await ArgoCdControllers.start({ binary, helm, namespace, settings }, plane, own);
    const workloads = services.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
    const delivery = new Delivery(api, repository, environment, workloads, namespace);
    const root = JSON.parse(JSON.stringify(installation.root).replaceAll(surroundings.named, repository.git.url)) as KubernetesObject[];
    return new Cluster(delivery, together([installed, applied]), root, { argoCd, nodes, operators });
  }

  private constructor(
    public readonly delivery: Delivery,
    /** What was asked before Argo CD had anything to do. */
    public readonly made: Findings,
    private readonly root: readonly KubernetesObject[],
    private readonly running: { readonly argoCd: ArgoCdControllers; readonly nodes: FakeNodes; readonly operators: Operators },
  ) {}

  /** Makes the platform's project and Application, from which all else follows. */
  public async begin(): Promise<void> {
    for (const each of this.root) await this.delivery.api.create(each);
  }

  public async stop(): Promise<void> {
    this.running.argoCd.stop();
    await this.running.operators.stop();
    await this.running.nodes.stop();
  }
}

/** The kinds of documents that an operator answers, and those of Ingresses, for which a controller does. */
function operatedIn(documents: readonly KubernetesObject[]): KubernetesObject[] {
  const operated = documents.filter(({ apiVersion, kind }) => kind === 'Ingress' || OPERATED.test(apiVersion));
  return [...new Map(operated.map((each) => [`${each.apiVersion} ${each.kind}`, each])).values()];
}

/** Crossplane has fields of its own in the status of requests. */
function withStatus(written: Written): Written {
  const { group } = written.document.spec as DefinitionSpec;
  if (!OPERATED.test(`${group}/`)) return written;
  const document = JSON.parse(JSON.stringify(written.document)) as KubernetesObject;
  for (const { schema } of (document.spec as DefinitionSpec).versions) {
    Object.assign(schema.openAPIV3Schema.properties!.status, { 'x-kubernetes-preserve-unknown-fields': true });
  }
  return asWritten(document);
}

/** As an organisation lets its Argo CD read its charts. */
function loginFor(charts: ChartServer, { user: username, password }: Login, { namespace }: Installation): KubernetesObject {
  const metadata = { name: 'charts', namespace, labels: { 'argocd.argoproj.io/secret-type': 'repository' } };
  const stringData = {
    type: 'helm', name: 'charts', url: addressOf(charts), enableOCI: 'true', insecureOCIForceHttp: 'true', username, password,
  };
  return { apiVersion: 'v1', kind: 'Secret', metadata, stringData };
}

/** The registry of a chart server, as an Application names it. */
export function addressOf({ oci }: ChartServer): string {
  return oci.slice('oci://'.length);
}
