import { ADDED_DEFAULTS } from '../../../../lib/gitops/argo-cd/added-defaults';
import type { KubernetesObject } from '../../../../test/support/documents';
import type { Answer, KubernetesApi } from '../../../referees/cluster';
import { asWritten, nameOf, type Written } from '../output';
import { expecting, together, type Findings } from '../part';
import { addedInLists, differences } from './differences';

/** Applies documents strictly, reads them back, and applies them again. */
export async function applyAll(api: KubernetesApi, all: readonly Written[], what: string): Promise<Findings> {
  const { served, notes } = await servedOf(api, all);
  const each = await Promise.all(served.map(async (one) => applyTwice(api, one)));
  return { ...together(each), notes: [`${served.length} documents of ${what} applied, read back and applied again`, ...notes] };
}

/** Tries documents without keeping them. */
export async function tryAll(api: KubernetesApi, all: readonly Written[], what: string): Promise<Findings> {
  const { served, notes } = await servedOf(api, all);
  const each = await Promise.all(served.map(async ({ document, text }) => ({
    asked: 1, problems: problemsOf(document, await attempt(api, { document, text }, true)), notes: [],
  })));
  return { ...together(each), notes: [`${served.length} documents of ${what} tried`, ...notes] };
}

/** Documents of a kind without a definition cannot be judged; the notes name the kind. */
async function servedOf(api: KubernetesApi, written: readonly Written[]): Promise<{ served: Written[]; notes: string[] }> {
  const paths = await Promise.all(written.map(async ({ document }) => api.pathOf(document).catch(() => undefined)));
  const without = new Set(written.filter((_, index) => !paths[index]).map(({ document }) => `${document.apiVersion} ${document.kind}`));
  return { served: written.filter((_, index) => paths[index]), notes: [...without].map((kind) => `no definition of ${kind}`) };
}

/** A document with each fault that applying, reading back and applying again is to find. */
export async function plantApplyFaults(api: KubernetesApi): Promise<Findings> {
  const metadata = { name: 'planted', namespace: 'default' };
  const planted = (spec: object, apiVersion = 'v1', kind = 'Service') => asWritten({ apiVersion, kind, metadata, spec });
  const port = { name: 'http', port: 80, protocol: 'TCP', targetPort: 80 };
  const faults = {
    'an unknown field': planted({ ports: [port], colour: 'red' }),
    'a field of a wrong type': planted({ ports: [{ ...port, port: 'eighty' }] }),
    'a default inside of a list': planted({ parentRefs: [{ name: 'public' }] }, 'gateway.networking.k8s.io/v1', 'HTTPRoute'),
    'a warning': planted({ ports: [port], externalIPs: ['010.0.0.1'] }),
  };
  const outcomes = [];
  const { served, notes } = await servedOf(api, Object.values(faults));
  for (const [name, fault] of Object.entries(faults)) {
    if (!served.includes(fault)) continue;
    const { problems } = await applyTwice(api, fault);
    outcomes.push(expecting(problems.length > 0, `planted: ${name} is not found`));
    await api.delete(fault.document);
  }
  return { ...together(outcomes), notes: [`${outcomes.length} planted faults found`, ...notes] };
}

async function applyTwice(api: KubernetesApi, one: Written): Promise<Findings> {
  const { document } = one;
  const first = await attempt(api, one);
  const refused = problemsOf(document, first);
  if (first.status >= 300) return { asked: 3, problems: refused, notes: [] };
  const { body: live } = await api.read(document);
  const wanted = { ...document, status: undefined };
  const added = [...new Set(addedInLists(wanted, live))].filter((path) => !isHarmless(document, path));
  const problems = [
    ...refused,
    ...differences(wanted, live),
    ...added.map((path) => `${path} is added by the server inside of a list: write it out`),
    ...(await changedAgain(api, one)).map((each) => `the second apply changes it: ${each}`),
  ];
  const named = problems.map((problem) => (problem.startsWith(nameOf(document)) ? problem : `${nameOf(document)}: ${problem}`));
  return { asked: 3, problems: named, notes: [] };
}

/** Controllers change objects too, so a change counts only if it is still there after some attempts. */
async function changedAgain(api: KubernetesApi, one: Written, attempts = 3): Promise<string[]> {
  const [before, after] = [await api.read(one.document), await attempt(api, one)];
  const changed = differences(withoutTraces(before.body), withoutTraces(after.body));
  return changed.length > 0 && attempts > 1 ? changedAgain(api, one, attempts - 1) : changed;
}

async function attempt(api: KubernetesApi, { document, text }: Written, dryRun = false): Promise<Answer> {
  return api.apply(document, { text, dryRun });
}

function problemsOf(document: KubernetesObject, { status, body, warnings }: Answer): string[] {
  const all = [
    ...(status < 300 ? [] : [`${status}: ${String(body.message).slice(0, 600)}`]), ...warnings.map((each) => `warning: ${each}`)];
  return all.map((problem) => `${nameOf(document)}: ${problem}`);
}

/** Their group ends as those of Kubernetes itself do. */
const OF_GATEWAYS = ['Gateway', 'GRPCRoute', 'HTTPRoute'];

/** Argo CD is told to leave alone what our Applications list, and knows the defaults of Kubernetes' own kinds by their types. */
function isHarmless({ apiVersion, kind }: KubernetesObject, path: string): boolean {
  const isOwn = !apiVersion.includes('.') || (/\.k8s\.io\/v1$/.test(apiVersion) && !OF_GATEWAYS.includes(kind));
  return isOwn || ADDED_DEFAULTS.some((each) => each.kind === kind && each.paths.includes(path));
}

function withoutTraces(live: Record<string, unknown>): object {
  const metadata = { ...live.metadata as object, managedFields: undefined, resourceVersion: undefined };
  return { ...live, metadata, status: undefined };
}
