import { list, many } from '../../core/json';
import type { Json } from '../json';
import type { LabelSelector } from './selectors';

/** A NetworkPolicy, with what Kubernetes takes as given filled in. */
export interface NetworkPolicy {
  readonly name: string;
  readonly namespace: string;
  /** Where it stands in the output. */
  readonly origin: string;
  /** The pods that it is about. */
  readonly podSelector: LabelSelector;
  /** Absent where the policy says nothing of what comes in; an empty list allows nothing. */
  readonly ingress?: readonly PolicyRule[];
  /** Absent where the policy says nothing of what goes out; an empty list allows nothing. */
  readonly egress?: readonly PolicyRule[];
}

/** Something that a policy allows: every one of the ports, with every one of the peers. */
export interface PolicyRule {
  /** Empty for everyone. */
  readonly peers: readonly PolicyPeer[];
  /** Empty for every port of every protocol. */
  readonly ports: readonly PolicyPort[];
}

/** A network, or pods: those of the policy's own namespace where no namespaces are selected. */
export interface PolicyPeer {
  readonly ipBlock?: { readonly cidr: string; readonly except: readonly string[] };
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

export interface PolicyPort {
  readonly protocol: Protocol;
  /** Absent for every port; a name is that of a port of the pod that is called. */
  readonly port?: number | string;
  /** The last port of a range. */
  readonly endPort?: number;
}

/** What a port is of. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/**
 * Reads a NetworkPolicy as Kubernetes writes it, or as Terraform does, which has the same fields in snake case.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function readPolicy({ metadata, spec }: Json, origin: string): NetworkPolicy {
  const [{ name, namespace }] = many(metadata) as Json[];
  const [body = {}] = many(spec) as Json[];
  const rules = { Ingress: rulesOf(body.ingress, 'from'), Egress: rulesOf(body.egress, 'to') };
  const given = list(field(body, 'policyTypes')).map(String);
  const types = given.length > 0 ? given : ['Ingress', ...(rules.Egress.length > 0 ? ['Egress'] : [])];
  return {
    name,
    namespace: namespace ?? 'default',
    origin,
    podSelector: selectorOf(field(body, 'podSelector')) ?? { matchLabels: {}, matchExpressions: [] },
    ...(types.includes('Ingress') && { ingress: rules.Ingress }),
    ...(types.includes('Egress') && { egress: rules.Egress }),
  };
}

/** A field by its name in Kubernetes, or by Terraform's. */
function field(object: Json, name: string): Json {
  return object[name] ?? object[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}

function rulesOf(rules: unknown, peers: 'from' | 'to'): PolicyRule[] {
  return (many(rules) as Json[]).map((rule) => ({ peers: many(rule[peers]).map(peerOf), ports: many(rule.ports).map(portOf) }));
}

function peerOf(peer: Json): PolicyPeer {
  const [block] = many(field(peer, 'ipBlock')) as Json[];
  return {
    ...(block && { ipBlock: { cidr: block.cidr, except: list(block.except).map(String) } }),
    namespaceSelector: selectorOf(field(peer, 'namespaceSelector')),
    podSelector: selectorOf(field(peer, 'podSelector')),
  };
}

function selectorOf(selector: unknown): LabelSelector | undefined {
  const [found] = many(selector) as Json[];
  if (!found) return undefined;
  const expressions = (many(field(found, 'matchExpressions')) as Json[]).map(({ key, operator, values }) => ({
    key,
    operator,
    values: list(values).map(String),
  }));
  return { matchLabels: field(found, 'matchLabels') ?? {}, matchExpressions: expressions };
}

/** Terraform writes every port as text, and what is a number there is one in Kubernetes. */
function portOf(port: Json): PolicyPort {
  const endPort = field(port, 'endPort');
  return {
    protocol: port.protocol ?? 'TCP',
    ...(port.port !== undefined && { port: /^\d+$/.test(String(port.port)) ? Number(port.port) : String(port.port) }),
    ...(endPort !== undefined && { endPort: Number(endPort) }),
  };
}
