import { isPlainObject, list } from '../../core/json';
import type { Json } from '../json';
import { blocks, hasOtherThanBlocks, isUnread, isUnresolved } from '../references';
import type { Labels, LabelSelector } from './selectors';

/** A NetworkPolicy, with what Kubernetes takes as given filled in. */
export interface NetworkPolicy {
  readonly name: string;
  readonly namespace: string;
  /** Its location in the output. */
  readonly origin: string;
  /** The pods that it selects. */
  readonly podSelector: LabelSelector;
  /** Absent if the policy has no ingress rules; an empty list allows nothing. */
  readonly ingress?: readonly PolicyRule[];
  /** Absent if the policy has no egress rules; an empty list allows nothing. */
  readonly egress?: readonly PolicyRule[];
  /** What it denies, whatever any policy allows. */
  readonly ingressDeny?: readonly PolicyRule[];
  /** What it denies, whatever any policy allows. */
  readonly egressDeny?: readonly PolicyRule[];
  /** Whether it possibly does not exist, or applies to fewer directions. */
  readonly uncertain?: boolean;
}

/** Something that a policy allows: every one of the ports, with every one of the peers. */
export interface PolicyRule {
  /** Empty for everyone. */
  readonly peers: readonly PolicyPeer[];
  /** Empty for every port of every protocol. */
  readonly ports: readonly PolicyPort[];
}

/** A peer or port that is partly known only to Terraform: it can be any, or none. */
export const UNREAD = { unread: true } as const;

/** A network, or pods: those of the policy's own namespace if no namespaces are selected. */
export interface PolicyPeer {
  readonly ipBlock?: { readonly cidr: string; readonly except: readonly string[] };
  /** A host by its name, or by a pattern with asterisks. */
  readonly host?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
  readonly unread?: boolean;
}

export interface PolicyPort {
  readonly unread?: boolean;
  /** Absent if it cannot be read. */
  readonly protocol?: Protocol;
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
export function readPolicy({ metadata, spec, dynamic: more }: Json, origin: string, certain = true): NetworkPolicy {
  const [{ name, namespace = 'default', dynamic } = { dynamic: true } as Json] = blocks(metadata);
  const [body = {}] = blocks(spec);
  const made = body.dynamic !== undefined || more !== undefined || hasOtherThanBlocks(spec);
  const rules = { Ingress: rulesOf(body.ingress, 'from', made), Egress: rulesOf(body.egress, 'to', made) };
  const given = [field(body, 'policyTypes')]
    .flat(Infinity)
    .filter((each) => each !== undefined && each !== null)
    .map(String);
  const unreadTypes = made || given.some(isUnresolved);
  const types = given.length > 0 ? given : ['Ingress', ...(rules.Egress.length > 0 ? ['Egress'] : [])];
  return {
    name,
    namespace: dynamic === undefined ? namespace : '${unread}',
    origin,
    podSelector: selectorOf(field(body, 'podSelector')) ?? { matchLabels: {}, matchExpressions: [], unread: made },
    ...((unreadTypes || types.includes('Ingress')) && { ingress: rules.Ingress }),
    ...((unreadTypes || types.includes('Egress')) && { egress: rules.Egress }),
    ...((unreadTypes || !certain) && { uncertain: true }),
  };
}

/** A field by its name in Kubernetes, or by Terraform's. */
function field(object: Json, name: string): Json {
  return object[name] ?? object[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}

/** If a rule or a part of it is known only to Terraform, a rule that can be any replaces it. */
function rulesOf(rules: unknown, peers: 'from' | 'to', more: boolean): PolicyRule[] {
  const read = blocks(rules).map((rule): PolicyRule => {
    const made = isPlainObject(rule.dynamic) ? rule.dynamic : {};
    return { peers: partsOf(rule[peers], peers in made, peerOf), ports: partsOf(rule.ports, 'ports' in made, portOf) };
  });
  return more || hasOtherThanBlocks(rules) ? [...read, { peers: [UNREAD], ports: [UNREAD] }] : read;
}

function partsOf<T>(value: unknown, more: boolean, read: (part: Json) => T): (T | typeof UNREAD)[] {
  const parts = blocks(value).map((part) => (isUnread(part) ? UNREAD : read(part)));
  return more || hasOtherThanBlocks(value) ? [...parts, UNREAD] : parts;
}

function peerOf(peer: Json): PolicyPeer {
  const [block] = blocks(field(peer, 'ipBlock'));
  return {
    ...(block && { ipBlock: { cidr: block.cidr, except: list(block.except).map(String) } }),
    namespaceSelector: selectorOf(field(peer, 'namespaceSelector')),
    podSelector: selectorOf(field(peer, 'podSelector')),
  };
}

function selectorOf(selector: unknown): LabelSelector | undefined {
  const [found] = blocks(selector);
  if (!found) return hasOtherThanBlocks(selector) ? { matchLabels: {}, matchExpressions: [], unread: true } : undefined;
  const conditions = field(found, 'matchExpressions');
  const expressions = blocks(conditions).map(({ key, operator, values }) => ({ key, operator, values: list(values).map(String) }));
  const labels = field(found, 'matchLabels') ?? {};
  const unread = found.dynamic !== undefined || !isPlainObject(labels) || hasOtherThanBlocks(conditions);
  return { matchLabels: isPlainObject(labels) ? (labels as Labels) : {}, matchExpressions: expressions, ...(unread && { unread }) };
}

/** Terraform writes every port as text; a numeric text is a number in Kubernetes. */
function portOf(port: Json): PolicyPort {
  const endPort = field(port, 'endPort');
  return {
    protocol: port.protocol ?? 'TCP',
    ...(port.port !== undefined && { port: /^\d+$/.test(String(port.port)) ? Number(port.port) : String(port.port) }),
    ...(endPort !== undefined && { endPort: Number(endPort) }),
  };
}
