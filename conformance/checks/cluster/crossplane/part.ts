import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import { CrossplaneCore, isTrue, type CrossplaneBinaries, type KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { installDefinitions, makeNamespaces } from '../apply/definitions';
import { documentsBelow } from '../output';
import { expecting, together, type Context, type Findings } from '../part';
import { playAws } from './fake-aws';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

const PATIENCE_SECONDS = 90;

/** Of these groups are the definitions that Crossplane's controllers and what they compose need. */
const GROUPS = /crossplane\.io$|\.aws\.m\.upbound\.io$|^external-secrets\.io$/;

/** What of a platform is Crossplane's; packages are processes here. */
const KINDS = ['CompositeResourceDefinition', 'Composition', 'ClusterRole'];

/** Crossplane's controllers compose what requests ask for, by the platform's Compositions and with a simulated AWS. */
export async function checkCrossplane(context: Context, binaries: CrossplaneBinaries, schemas: readonly string[]): Promise<Findings> {
  const { plane, plane: { api }, output } = context;
  const definitions = schemas.flatMap(documentsBelow).filter(({ document }) =>
    document.kind === 'CustomResourceDefinition' && GROUPS.test((document.spec as { group: string }).group));
  await makeNamespaces(api);
  const installed = await installDefinitions(api, definitions);
  const folder = join(context.folder, 'crossplane');
  mkdirSync(folder, { recursive: true });
  const core = await CrossplaneCore.start(binaries, plane, folder);
  try {
    const platform = output.platform.map(({ document }) => document).filter(({ kind }) => KINDS.includes(kind));
    for (const document of platform) await api.apply(document, { force: true });
    const xrds = platform.filter(({ kind }) => kind === 'CompositeResourceDefinition');
    const established = await Promise.all(xrds.map(async (xrd) => {
      const seconds = await until(async () => is(api, xrd, 'Established'), PATIENCE_SECONDS);
      return expecting(seconds !== undefined, `${xrd.metadata!.name} is not established: ${core.lastWords}`);
    }));
    const services = output.services.map(({ document }) => document);
    const composed = await checkRequests(api, requestsOf(services), services);
    return { ...together([installed, ...established, composed]), notes: [`${xrds.length} definitions`, ...composed.notes] };
  } finally {
    core.stop();
  }
}

/** Those of the services, and one of a kind that no service of the examples has. */
function requestsOf(documents: readonly KubernetesObject[]): KubernetesObject[] {
  const own = documents.filter(({ apiVersion }) => apiVersion === 'platform.acme.io/v1alpha1');
  const { namespace } = own[0].metadata!;
  const metadata = { name: 'a-bucket', namespace };
  return [...own, { apiVersion: own[0].apiVersion, kind: 'ObjectBucket', metadata, spec: { parameters: {} } }];
}

async function checkRequests(
  api: KubernetesApi, requests: readonly KubernetesObject[], services: readonly KubernetesObject[],
): Promise<Findings> {
  await makeNamespaces(api, [...new Set(requests.map(({ metadata }) => metadata!.namespace!))]);
  const outcomes: Findings[] = [];
  for (const request of requests) {
    const made = await until(async () => (await api.apply(request, { force: true })).status < 300, PATIENCE_SECONDS);
    const synced = await until(async () => is(api, request, 'Synced'), PATIENCE_SECONDS);
    const status = async () => JSON.stringify((await api.read(request)).body.status ?? {}).slice(0, 600);
    const said = await status();
    // Before the cloud says so, nothing is ready: that is what is planted.
    const early = await is(api, request, 'Ready');
    const ready = await until(async () => {
      await playAws(api, request);
      return is(api, request, 'Ready');
    }, PATIENCE_SECONDS);
    const name = `${request.kind} ${request.metadata!.name}`;
    outcomes.push(
      expecting(made !== undefined, `${name} is refused`),
      expecting(synced !== undefined, `${name} is not composed: ${said}`),
      expecting(!early, `planted: ${name} is ready before AWS is`),
      expecting(ready !== undefined, `${name} does not become ready: ${await status()}`),
    );
  }
  outcomes.push(await checkSecrets(api, services, requests), await checkUpdate(api, requests), await checkKept(api, requests));
  return { ...together(outcomes), notes: [`${requests.length} requests become ready`, 'one grows', 'one is deleted'] };
}

/** A larger request reaches what was composed. */
async function checkUpdate(api: KubernetesApi, requests: readonly KubernetesObject[]): Promise<Findings> {
  const request = requests.find(({ kind }) => kind === 'PostgreSQLInstance')!;
  await api.patch(request, { spec: { parameters: { storageGB: 321 } } });
  const instance = await composedOf(api, request, 'Instance');
  const grown = await until(async () => (await api.read(instance)).body.spec.forProvider.allocatedStorage === 321, PATIENCE_SECONDS);
  return expecting(grown !== undefined, 'a larger database does not reach its instance');
}

const DELETING = ['*', 'Delete'];

/** Whoever deletes a request deletes nothing in AWS. */
async function checkKept(api: KubernetesApi, requests: readonly KubernetesObject[]): Promise<Findings> {
  const request = requests.find(({ kind }) => kind === 'PostgreSQLInstance')!;
  const instance = await composedOf(api, request, 'Instance');
  const { managementPolicies = ['*'] } = (await api.read(instance)).body.spec as { managementPolicies?: string[] };
  await api.delete(request);
  const gone = await until(async () => (await api.read(request)).status === 404, PATIENCE_SECONDS);
  return together([
    expecting(!managementPolicies.some((policy) => DELETING.includes(policy)), `the instance may be deleted: ${managementPolicies.join()}`),
    expecting(gone !== undefined, 'a request that is deleted does not go'),
  ]);
}

/** The keys of connection secrets that pods read are in the secrets that there are, which come a moment after a request is ready. */
async function checkSecrets(
  api: KubernetesApi, services: readonly KubernetesObject[], requests: readonly KubernetesObject[],
): Promise<Findings> {
  const read = keysRead(services, requests.map(({ metadata }) => `${metadata!.name}-connection`));
  const missing = async () => {
    const there = await Promise.all(read.map(async ({ namespace, name, key }) => {
      const { body } = await api.read({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
      return key in (body.data ?? {});
    }));
    return read.filter((_, index) => !there[index]).map(({ name, key }) => `${name} ${key}`);
  };
  const served = await until(async () => {
    await Promise.all(requests.map(async (request) => playAws(api, request)));
    return (await missing()).length === 0;
  }, PATIENCE_SECONDS);
  return together([
    expecting(served !== undefined, `pods read keys that no secret has: ${(await missing()).join(', ')}`),
    expecting(read.length > 0, 'no pod reads a connection secret'),
  ]);
}

/** A key of a secret that a pod reads. */
interface KeyRead {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

function keysRead(services: readonly KubernetesObject[], names: readonly string[]): KeyRead[] {
  const deployments = (services as readonly Json[]).filter(({ kind }) => kind === 'Deployment');
  return deployments.flatMap(({ metadata, spec }) => {
    const variables = spec.template.spec.containers.flatMap(({ env = [] }: Json) => env as Json[]);
    const references = variables.map(({ valueFrom }: Json) => valueFrom?.secretKeyRef);
    return references
      .filter((reference: Json) => names.includes(reference?.name as string))
      .map(({ name, key }: Json) => ({ namespace: metadata.namespace, name, key }));
  });
}

async function composedOf(api: KubernetesApi, request: KubernetesObject, kind: string): Promise<KubernetesObject> {
  const { spec } = (await api.read(request)).body as Json;
  const { apiVersion, name } = spec.crossplane.resourceRefs.find((each: Json) => each.kind === kind);
  return { apiVersion, kind, metadata: { name, namespace: request.metadata!.namespace } };
}

async function is(api: KubernetesApi, object: KubernetesObject, type: string): Promise<boolean> {
  const answer = await api.read(object).catch(() => undefined);
  return answer !== undefined && isTrue(answer.body as KubernetesObject, type);
}
