import { isPlainObject, list } from '../../core/json';
import type { Json } from '../json';
import { isUnread } from '../references';
import { UNREAD } from './policy';
import type { NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule, Protocol } from './policy';
import type { LabelSelector } from './selectors';

/** The policies of Cilium that are of one namespace. */
export const CILIUM_POLICY = 'CiliumNetworkPolicy';

/** Those that may be of any. */
export const CILIUM_CLUSTERWIDE = 'CiliumClusterwideNetworkPolicy';

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const KNOWN = ['description', 'egress', 'egressDeny', 'endpointSelector', 'ingress', 'ingressDeny', 'labels'];

/**
 * Reads a CiliumNetworkPolicy: pods, networks and host names; what else it says may be anything.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/
 */
export function readCiliumPolicies({ metadata, spec, specs }: Json, origin: string, certain = true): NetworkPolicy[] {
  const written: Json[] = [...(spec === undefined ? [] : [spec]), ...list(specs)].filter(isPlainObject);
  return written.map((body) => ({
    name: metadata.name,
    namespace: metadata.namespace ?? 'default',
    origin,
    podSelector: selectorOf(body.endpointSelector).selector,
    ...directionOf(body, 'ingress', 'from'),
    ...directionOf(body, 'egress', 'to'),
    ...((!certain || Object.keys(body).some((key) => !KNOWN.includes(key))) && { uncertain: true }),
  }));
}

/** What is allowed and denied in one direction; nothing if the policy does not speak of it. */
function directionOf(body: Json, direction: 'egress' | 'ingress', peers: 'from' | 'to'): Partial<NetworkPolicy> {
  const denials = `${direction}Deny` as const;
  if (body[direction] === undefined && body[denials] === undefined) return {};
  const read = (rules: unknown) => list(rules).map((rule) => ruleOf(rule as Json, peers));
  return { [direction]: read(body[direction]), ...(body[denials] !== undefined && { [denials]: read(body[denials]) }) };
}

function ruleOf(rule: Json, peers: 'from' | 'to'): PolicyRule {
  if (isUnread(rule)) return { peers: [UNREAD], ports: [UNREAD] };
  const { toPorts, ...named } = rule;
  const read = Object.entries(named).flatMap(([key, value]) =>
    list(value).map((peer) => peerOf(key.replace(peers, ''), peer as Json)),
  );
  return { peers: read, ports: toPorts === undefined ? [] : list(toPorts).flatMap((each) => portsOf(each as Json)) };
}

const PEERS: Record<string, (peer: Json) => PolicyPeer> = {
  CIDR: (cidr) => ({ ipBlock: { cidr: String(cidr), except: [] } }),
  CIDRSet: ({ cidr, except, ...others }) =>
    Object.keys(others).length > 0 || cidr === undefined ? UNREAD : { ipBlock: { cidr, except: list(except).map(String) } },
  Endpoints: (selector) => endpointsOf(selector),
  FQDNs: ({ matchName, matchPattern }) => ({
    host: String(matchName ?? matchPattern)
      .replace(/\.$/, '')
      .toLowerCase(),
  }),
};

function peerOf(key: string, peer: Json): PolicyPeer {
  return PEERS[key]?.(peer) ?? UNREAD;
}

function endpointsOf(peer: Json): PolicyPeer {
  const { selector, namespace } = selectorOf(peer);
  if (selector.unread) return UNREAD;
  const inNamespace = { matchLabels: { [NAMESPACE_NAME]: namespace! }, matchExpressions: [] };
  return { podSelector: selector, ...(namespace !== undefined && { namespaceSelector: inNamespace }) };
}

/** A selector of endpoints, with the namespace that one of its labels names. */
function selectorOf(selector: Json = {}): { readonly selector: LabelSelector; readonly namespace?: string } {
  const labels = Object.entries<string>(selector.matchLabels ?? {}).map(([key, value]) => [keyOf(key), value] as const);
  const matchExpressions = list(selector.matchExpressions).map((each) => {
    const { key, operator, values } = each as Json;
    return { key: keyOf(key), operator, values: list(values).map(String) };
  });
  const keys = [...labels.map(([key]) => key), ...matchExpressions.map(({ key }) => key)];
  const isForeign = keys.some((key) => key.includes(':') || key.startsWith('io.cilium.'));
  const unread = isForeign || matchExpressions.some(({ key }) => key === NAMESPACE);
  const own = labels.filter(([key]) => key !== NAMESPACE);
  return {
    selector: { matchLabels: Object.fromEntries(own), matchExpressions, ...(unread && { unread }) },
    namespace: labels.find(([key]) => key === NAMESPACE)?.[1],
  };
}

/** A label without where it comes from, if that is Kubernetes or anything. */
function keyOf(key: string): string {
  return key.replace(/^(any|k8s):/, '');
}

/** Filters of requests allow a part of them, unless they are for every name of DNS. */
function portsOf({ ports, rules, ...others }: Json): (PolicyPort | typeof UNREAD)[] {
  const isFiltered =
    Object.keys(others).length > 0 || (rules !== undefined && JSON.stringify(rules) !== '{"dns":[{"matchPattern":"*"}]}');
  if (isFiltered || ports === undefined) return [UNREAD];
  return list(ports).flatMap((each) => {
    const { port, endPort, protocol = 'ANY' } = each as Json;
    const number = /^\d+$/.test(String(port)) ? Number(port) : String(port);
    const opened = { ...(number !== 0 && { port: number }), ...(endPort !== undefined && { endPort: Number(endPort) }) };
    return (protocol === 'ANY' ? PROTOCOLS : [protocol as Protocol]).map((one) => ({ protocol: one, ...opened }));
  });
}
