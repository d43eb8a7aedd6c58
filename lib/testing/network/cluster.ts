import { many } from '../../core/json';
import type { Json } from '../json';
import { isUnresolved, withReferences } from '../references';
import { readPolicy } from './policy';
import type { NetworkPolicy } from './policy';
import type { Labels } from './selectors';

/** What of a cluster decides who reaches whom. */
export interface Cluster {
  readonly policies: readonly NetworkPolicy[];
  /** Policies of namespaces whose names are known only to Terraform, by where they stand. */
  readonly unplaced: readonly string[];
  /** The labels of the namespaces that the output makes, by their names. */
  readonly namespaces: ReadonlyMap<string, Labels>;
}

/** A document with the place where it stands in the output. */
export interface Placed {
  readonly origin: string;
  readonly document: Json;
}

/** The label that Kubernetes itself puts on every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Reads a cluster from the stacks and documents that are applied to it. */
export function clusterOf(stacks: readonly Placed[], manifests: readonly Placed[]): Cluster {
  const objects = [...stacks.flatMap(({ origin, document }) => inTerraform(origin, withReferences(document))), ...manifests];
  const policies = objects
    .filter(({ document }) => document.kind === 'NetworkPolicy')
    .map(({ document, origin }) => readPolicy(document, origin));
  const namespaces = objects.filter(({ document }) => document.kind === 'Namespace').map(({ document }) => many(document.metadata)[0]);
  return {
    policies: policies.filter(({ namespace }) => !isUnresolved(namespace)),
    unplaced: policies.filter(({ namespace }) => isUnresolved(namespace)).map(({ origin }) => origin),
    namespaces: new Map(namespaces.map(({ name, labels }: Json) => [name, labels ?? {}])),
  };
}

/** The labels of a namespace; of one that the output does not make, only its name is known. */
export function namespaceLabels({ namespaces }: Cluster, namespace: string): Labels {
  return { ...namespaces.get(namespace), [NAMESPACE_NAME]: namespace };
}

/** The objects of Kubernetes that a stack makes, as far as networks go. */
function inTerraform(stack: string, { resource = {} }: Json): Placed[] {
  return Object.entries(KINDS).flatMap(([type, documentOf]) =>
    Object.entries<Json>(resource[type] ?? {}).map(([name, body]) => ({
      origin: `${type}.${name} of ${stack}`,
      document: documentOf(body),
    })),
  );
}

const policy = (body: Json): Json => ({ ...body, kind: 'NetworkPolicy' });
const namespace = (body: Json): Json => ({ ...body, kind: 'Namespace' });

/** A resource of Terraform as the object of Kubernetes that it makes. */
const KINDS: Record<string, (body: Json) => Json> = {
  kubernetes_manifest: ({ manifest }) => manifest ?? {},
  kubernetes_namespace: namespace,
  kubernetes_namespace_v1: namespace,
  kubernetes_network_policy: policy,
  kubernetes_network_policy_v1: policy,
};
