import type { KubernetesObject } from '../../../../test/support/documents';
import { crdOf } from '../../../../test/support/schemas/definitions';
import type { DefinitionSpec } from '../../../../test/support/schemas/schema';
import { isTrue, type KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { asWritten, documentsBelow, type Output, type Written } from '../output';
import type { Findings } from '../part';

const PATIENCE_SECONDS = 60;

/** Kinds of which faults are planted, whether an output has them or not. */
const PLANTED_KINDS = ['HTTPRoute'];

/** What a platform of ours runs beside what we write. */
const NAMESPACES = ['argocd', 'crossplane-system', 'external-secrets', 'ingress-nginx', 'kafka', 'monitoring', 'observability'];

/**
 * The definitions of the kinds that an output has: those of other systems in the folders that are there, of which the last that has
 * one wins, and what Crossplane would make of ours.
 */
export function definitionsFor({ platform, services }: Output, folders: readonly string[]): Written[] {
  const kinds = new Set([...[...platform, ...services].map(({ document }) => document.kind), ...PLANTED_KINDS]);
  const found = folders.flatMap(documentsBelow).filter(({ document }) => document.kind === 'CustomResourceDefinition');
  const others = new Map(found.map((each) => [each.document.metadata!.name, each]));
  const ours = platform.filter(({ document }) => document.kind === 'CompositeResourceDefinition').map(({ document }) => crdOf(document));
  return [
    ...[...others.values()].filter(({ document }) => kinds.has((document.spec as DefinitionSpec).names.kind)),
    ...ours.map(asWritten),
  ];
}

/** Installs definitions, and waits until each is served. */
export async function installDefinitions(api: KubernetesApi, definitions: readonly Written[]): Promise<Findings> {
  const answers = await Promise.all(definitions.map(async ({ document, text }) => {
    const { status, body } = await api.apply(document, { text, force: true });
    return status < 300 ? [] : [`${document.metadata!.name}: ${body.message}`];
  }));
  const waiting = await untilServed(api);
  return {
    asked: definitions.length,
    problems: [...answers.flat(), ...waiting.map((name) => `${name} is not served after ${PATIENCE_SECONDS} s`)],
    notes: [`${definitions.length} definitions`],
  };
}

export async function makeNamespaces(api: KubernetesApi, names: readonly string[] = NAMESPACES): Promise<void> {
  for (const name of names) await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

async function untilServed(api: KubernetesApi): Promise<string[]> {
  let waiting: string[] = [];
  await until(async () => {
    const { body } = await api.call('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    const unserved = (body.items as KubernetesObject[]).filter((each) => !isTrue(each, 'Established'));
    waiting = unserved.map(({ metadata }) => metadata!.name!);
    return waiting.length === 0;
  }, PATIENCE_SECONDS);
  return waiting;
}
