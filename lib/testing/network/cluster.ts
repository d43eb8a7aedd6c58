import { isPlainObject } from '../../core/json';
import type { Json } from '../json';
import { blocks, hasOtherThanBlocks, isMadeOnce, isUnresolved, withReferences } from '../references';
import { CILIUM_CLUSTERWIDE, CILIUM_POLICY, readCiliumPolicies } from './cilium';
import { readPolicy } from './policy';
import type { NetworkPolicy } from './policy';
import type { Labels } from './selectors';

/** The parts of a cluster that decide which connections are allowed. */
export interface Cluster {
  readonly policies: readonly NetworkPolicy[];
  /**
   * Objects that can be a policy of any namespace, because only Terraform knows their kind or namespace: their
   * location, and why.
   */
  readonly unplaced: readonly string[];
  /** The labels of the namespaces that the output makes, by their names. */
  readonly namespaces: ReadonlyMap<string, Labels>;
}

/** A document with its location in the output. */
interface Placed {
  readonly origin: string;
  readonly document: Json;
  /** Whether it is possibly not applied to the cluster. */
  readonly uncertain?: boolean;
}

/** The label that Kubernetes itself puts on every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Reads a cluster from the stacks and documents that are applied to it. */
export function clusterOf(stacks: readonly Placed[], manifests: readonly Placed[]): Cluster {
  const objects = [...stacks.flatMap(inTerraform), ...manifests];
  const unread = objects.filter(({ document }) => mayBePolicy(document));
  const policies = objects
    .filter((object) => !unread.includes(object))
    .flatMap(({ document, origin, uncertain = false }) => READERS[document.kind as string]?.(document, origin, !uncertain) ?? []);
  return {
    policies: policies.filter(({ namespace }) => !isUnresolved(namespace)),
    unplaced: [
      ...unread.map(({ origin }) => `${origin}, which may be a policy of any namespace`),
      ...policies.flatMap(({ namespace, origin }) =>
        isUnresolved(namespace) ? [`${origin}, whose namespace only Terraform knows`] : [],
      ),
    ],
    namespaces: namespacesIn(objects),
  };
}

/** Whether an object may be a policy, of any namespace: its kind, or what names it, is an expression. */
function mayBePolicy({ kind, metadata }: Json): boolean {
  return isUnresolved(kind) || kind === CILIUM_CLUSTERWIDE || (kind in READERS && hasOtherThanBlocks(metadata));
}

/** How the policies of each kind are read. */
const READERS: Readonly<Record<string, (document: Json, origin: string, certain: boolean) => NetworkPolicy[]>> = {
  NetworkPolicy: (document, origin, certain) => [readPolicy(document, origin, certain)],
  [CILIUM_POLICY]: readCiliumPolicies,
};

/** A namespace can occur twice: where it is created, and where labels are added to it. */
function namespacesIn(objects: readonly Placed[]): Map<string, Labels> {
  const namespaces = new Map<string, Labels>();
  for (const { document } of objects.filter(({ document: { kind } }) => kind === 'Namespace')) {
    const [{ name, labels, dynamic } = {} as Json] = blocks(document.metadata);
    const unread = dynamic !== undefined || (labels !== undefined && labels !== null && !isPlainObject(labels));
    namespaces.set(String(name), { ...namespaces.get(String(name)), ...(unread ? { '${unread}': '' } : (labels as Labels)) });
  }
  return namespaces;
}

/** The labels of a namespace; of one that the output does not make, only its name is known. */
export function namespaceLabels({ namespaces }: Cluster, namespace: string): Labels {
  return { ...namespaces.get(namespace), [NAMESPACE_NAME]: namespace };
}

/** The objects of Kubernetes that a stack makes, as far as networks go. */
function inTerraform({ origin: stack, document: json, uncertain = false }: Placed): Placed[] {
  const { resource = {} } = withReferences(json);
  return Object.entries(KINDS).flatMap(([type, documentOf]) =>
    Object.entries<Json>(resource[type] ?? {}).map(([name, body]) => ({
      origin: `${type}.${name} of ${stack}`,
      document: documentOf(body),
      uncertain: uncertain || !isMadeOnce(body),
    })),
  );
}

const policy = (body: Json): Json => ({ ...body, kind: 'NetworkPolicy' });
const namespace = (body: Json): Json => ({ ...body, kind: 'Namespace' });

/** A resource of Terraform as the object of Kubernetes that it makes. */
const KINDS: Record<string, (body: Json) => Json> = {
  kubernetes_labels: ({ kind, metadata, labels }) => ({ kind, metadata: blocks(metadata).map((each) => ({ ...each, labels })) }),
  kubernetes_manifest: ({ manifest }) => (isPlainObject(manifest) ? manifest : { kind: manifest }),
  kubernetes_namespace: namespace,
  kubernetes_namespace_v1: namespace,
  kubernetes_network_policy: policy,
  kubernetes_network_policy_v1: policy,
};
