import type { KubernetesObject } from '../../../test/support/documents';

/** The parts of a CompositeResourceDefinition that say what its documents are called. */
interface DefinitionSpec {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly claimNames?: { readonly kind: string };
}

/** Whether a document is a composite of this definition, or a claim of one. */
export function isRequestOf(xrd: KubernetesObject, { apiVersion, kind }: KubernetesObject): boolean {
  const { group, names, claimNames } = xrd.spec as DefinitionSpec;
  return apiVersion.startsWith(`${group}/`) && [names.kind, claimNames?.kind].includes(kind);
}

/**
 * The composite that a request stands for: itself, or for a claim of Crossplane 1.x the composite that Crossplane makes of it,
 * which is what the renderer takes. A real one has a random suffix in its name.
 */
export function compositeFor(request: KubernetesObject, xrd: KubernetesObject): KubernetesObject {
  const { names, claimNames } = xrd.spec as DefinitionSpec;
  if (request.kind !== claimNames?.kind) return request;
  const { apiVersion, kind, metadata: { name, namespace, labels, annotations } = {}, spec } = request;
  const claim = { 'crossplane.io/claim-name': name ?? '', 'crossplane.io/claim-namespace': namespace ?? '' };
  return {
    apiVersion,
    kind: names.kind,
    metadata: { name: `${name}-xxxxx`, uid: A_UID, labels: { ...labels, ...claim }, ...(annotations && { annotations }) },
    spec: { ...withoutClaimsOwn(spec as object), claimRef: { apiVersion, kind, name, namespace } },
  };
}

/** Every object of a cluster has one, and some patches read it. */
const A_UID = '5f0c1c1e-6f4e-4b65-9d7c-0d5f2f6a1b3c';

/** What a claim keeps to itself of Crossplane's fields. */
const CLAIMS_OWN = ['compositeDeletePolicy', 'resourceRef', 'writeConnectionSecretToRef'];

function withoutClaimsOwn(spec: object): object {
  return Object.fromEntries(Object.entries(spec).filter(([field]) => !CLAIMS_OWN.includes(field)));
}

/**
 * A composed document as a cluster has it once the provider has worked on it, to render its composite a second time.
 *
 * @param status what the provider reports, such as `atProvider` and `conditions`
 */
export function observed(composed: KubernetesObject, status: object): KubernetesObject {
  const { generateName, ...metadata } = composed.metadata ?? {};
  return { ...composed, metadata: { name: `${generateName}xxxxx`, ...metadata, ...(generateName && { generateName }) }, status };
}

/** The condition with which a managed resource says that it is ready. */
export const READY = { type: 'Ready', status: 'True', reason: 'Available', lastTransitionTime: '2024-01-01T00:00:00Z' };
