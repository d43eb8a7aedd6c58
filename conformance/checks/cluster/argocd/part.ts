import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import type { DefinitionSpec } from '../../../../test/support/schemas/schema';
import { ArgoCdControllers, FakeNodes, GitServer, Operators } from '../../../referees/cluster';
import { withChartServer, type ChartServer } from '../../../referees/helm';
import { COMMON } from '../../helm/charts';
import { definitionsFor, installDefinitions, makeNamespaces } from '../apply/definitions';
import { asWritten, documentsBelow, type Written } from '../output';
import { together, type Context, type Findings } from '../part';
import { applyStacks, withTerraform } from '../terraform/part';
import { checkBroken, checkForeign } from './apart';
import { Delivery } from './delivery';
import { installationOf, type Installation } from './installation';
import { checkHealed, checkPruned, checkRemoved } from './kept';
import { checkFailedMigration, checkOrder, checkPromoted } from './rollout';
import { checkAdded, checkPlatform, checkServices } from './started';
import { carry, treeOf } from './tree';

/** Argo CD's program, and the Helm that it renders charts with. */
export interface ArgoCdBinaries {
  readonly controllers: string;
  readonly helm: string;
}

/** What the GitOps repository and the charts are called in the output. */
const REPOSITORY = 'https://github.com/acme/platform-apps.git';
const CHARTS = 'ghcr.io/acme/charts';

/** The service that comes by a pull request, one that only has neighbours, and one with a migration and data. */
const ADDED = 'payment-service';
const NEIGHBOUR = 'ledger-worker';
const MIGRATED = 'storefront';

/** The groups of kinds that operators look after. */
const OPERATED = /^(platform\.acme|external-secrets|kafka\.strimzi)\.io\//;

/** A private registry, as that of an organisation is. */
const LOGIN = { user: 'argocd', password: 'a token' };

/** Argo CD's controllers deploy the whole GitOps tree from a repository, and what becomes of changes to it. */
export async function checkArgoCd(
  context: Context, { controllers, helm }: ArgoCdBinaries, outdir: string, schemas: readonly string[],
): Promise<Findings> {
  const { plane, plane: { api }, output, environment, folder } = context;
  const installation = installationOf(output.stacks[`platform-${environment}`]);
  await makeNamespaces(api);
  const platform = [...output.platform, ...installation.root.map(asWritten)];
  const installed = await installDefinitions(api, definitionsFor({ ...output, platform }, schemas).map(withStatus));
  const applied = await withTerraform(context, async (terraform) => applyStacks(terraform, context));
  const [git, nodes] = [await GitServer.start(folder), await FakeNodes.start(api)];
  const operators = Operators.start(api, operatedIn(output.services.map(({ document }) => document)));
  try {
    return await withChartServer(helm, [COMMON], async (charts) => {
      await api.create(loginFor(charts, installation));
      const own = join(folder, 'argocd');
      mkdirSync(own);
      const setup = { binary: controllers, helm, namespace: installation.namespace, settings: installation.settings };
      const argoCd = await ArgoCdControllers.start(setup, plane, own);
      try {
        const tree = await treeOf(outdir, folder, { [REPOSITORY]: git.url, [CHARTS]: addressOf(charts) });
        const delivery = new Delivery(api, git, tree, environment, installation.namespace);
        return together([installed, applied, await deliver(delivery, context, installation)]);
      } finally {
        argoCd.stop();
      }
    }, LOGIN);
  } finally {
    git.stop();
    await operators.stop();
    await nodes.stop();
  }
}

async function deliver(delivery: Delivery, { output, environment }: Context, { root }: Installation): Promise<Findings> {
  const { api, git, tree } = delivery;
  carry(tree, git.checkout, (path) => !path.startsWith(`apps/${ADDED}`));
  const commit = git.merge('feat: the platform and its services');
  for (const each of root) await api.create(JSON.parse(JSON.stringify(each).replaceAll(REPOSITORY, git.url)) as KubernetesObject);
  const documents = documentsBelow(join(tree, 'platform', environment)).map(({ document }) => document).filter(({ kind }) => kind);
  const workloads = output.services.map(({ document }) => document).filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
  const pair = { bad: NEIGHBOUR, good: ADDED };
  const findings = [
    await checkPlatform({ delivery, documents, commit }),
    await checkServices(delivery, workloads, [MIGRATED, NEIGHBOUR], commit),
    await checkOrder(delivery, MIGRATED),
    await checkAdded(delivery, workloads, ADDED),
    await checkHealed(delivery, delivery.namespaceOf(ADDED), ADDED),
    await checkPruned(delivery, ADDED),
    await checkForeign(delivery, pair),
    await checkBroken(delivery, pair),
    await checkPromoted(delivery, MIGRATED),
    await checkFailedMigration(delivery, MIGRATED),
    await checkRemoved(delivery, ADDED, workloads.find(({ metadata }) => metadata!.name === ADDED)!),
  ];
  return together(findings);
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
function loginFor(charts: ChartServer, { namespace }: Installation): KubernetesObject {
  const metadata = { name: 'charts', namespace, labels: { 'argocd.argoproj.io/secret-type': 'repository' } };
  const stringData = {
    type: 'helm', name: 'charts', url: addressOf(charts), enableOCI: 'true', insecureOCIForceHttp: 'true',
    username: LOGIN.user, password: LOGIN.password,
  };
  return { apiVersion: 'v1', kind: 'Secret', metadata, stringData };
}

function addressOf({ oci }: ChartServer): string {
  return oci.slice('oci://'.length);
}
