import { cidrContains, cidrFix, shareOf } from '../../core/cidr';
import type { Json } from '../../core/json';
import { list } from '../../core/json';
import { INSTANCE_METADATA } from '../../platform/instance-metadata';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import type { Subject } from '../model/app-model';
import { blockOf, blocksOf, valueAt } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';
import { unreadable } from '../predicates';
import { row, WITH_REASON } from './row';

const CHAPTER = 'Network';

/** The largest share of all addresses that a rule may cover. */
const WIDEST = { 4: 2 ** -8, 6: 2 ** -16 };

interface Rule {
  readonly direction: 'ingress' | 'egress';
  readonly peers: readonly unknown[];
  readonly hasPeers: boolean;
}

/** The rules of a policy; one that cannot be read is a breach. */
function rulesOf({ object }: Subject): { readonly rules: Rule[]; readonly breaches: Breach[] } {
  const spec = blockOf(object!.body.spec);
  if (isUnreadable(spec)) return { rules: [], breaches: [unreadable('spec', spec)] };
  const rules: Rule[] = [];
  const breaches: Breach[] = [];
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    if (isUnreadable(spec?.[direction])) breaches.push(unreadable(`spec.${direction}`, spec[direction]));
    for (const rule of blocksOf(spec?.[direction])) {
      if (isUnreadable(rule)) breaches.push(unreadable(`spec.${direction}`, rule));
      else if (isUnreadable(rule[peers])) breaches.push(unreadable(`spec.${direction}.${peers}`, rule[peers]));
      else rules.push({ direction, peers: blocksOf(rule[peers]), hasPeers: blocksOf(rule[peers]).length > 0 });
    }
  }
  return { rules, breaches };
}

/** Every rule names a peer, and the peer is not everyone. */
const NAMED_PEERS: Predicate = {
  name: 'every rule names its peers, and none of them is every pod',
  breaches: (subject) => {
    const { rules, breaches } = rulesOf(subject);
    return [...breaches, ...rules.flatMap(openRule)];
  },
};

function openRule({ direction, peers, hasPeers }: Rule): Breach[] {
  const open = { got: 'a rule that does not name its peers, so it lets everyone through', what: `${direction} from everyone` };
  if (!hasPeers) return [open];
  return peers.flatMap((peer) => {
    if (isUnreadable(peer)) return [unreadable(direction, peer)];
    const { namespaceSelector, podSelector, ipBlock } = peer as Json;
    const parts = [namespaceSelector, podSelector, ipBlock].map(blockOf);
    const unknown = parts.find(isUnreadable);
    if (unknown) return [unreadable(direction, unknown)];
    if (parts[2] !== undefined) return [];
    if (parts[0] === undefined) return parts[1] === undefined ? [open] : [];
    return narrows(parts[0]) || narrows(parts[1]) ? [] : [open];
  });
}

/** Whether a selector is narrow: it requires a label with a value, or one of some values. */
function narrows(selector: unknown): boolean {
  const block = blockOf(selector);
  if (block === undefined || isUnreadable(block)) return false;
  const labels = blockOf(block.matchLabels);
  if (labels && !isUnreadable(labels) && Object.values(labels).some((value) => typeof value === 'string')) return true;
  return blocksOf(block.matchExpressions).some(
    (expression) => !isUnreadable(expression) && expression.operator === 'In' && list(expression.values).flat(Infinity).length > 0,
  );
}

interface IpBlock {
  readonly cidr: string;
  readonly except: readonly unknown[];
  readonly direction: Rule['direction'];
}

/** The networks of a policy, by direction. An entry that cannot be read, or is no network, is a breach. */
function networksOf(subject: Subject): { readonly networks: IpBlock[]; readonly breaches: Breach[] } {
  const networks: IpBlock[] = [];
  const breaches: Breach[] = [];
  for (const { direction, peers } of rulesOf(subject).rules) {
    for (const peer of peers) {
      const block = isUnreadable(peer) ? undefined : blockOf((peer as Json).ipBlock);
      if (block === undefined || isUnreadable(block)) continue;
      const { cidr } = block;
      const except = list(block.except).flat(Infinity);
      if (typeof cidr !== 'string') breaches.push(unreadable(`${direction}.ip_block.cidr`, cidr));
      else if (cidrFix(cidr) && !shareOf(cidr)) breaches.push(unreadable(`${direction}.ip_block.cidr`, cidr));
      else networks.push({ cidr, except, direction });
    }
  }
  return { networks, breaches };
}

/** Whether Kubernetes accepts a network as an exception: it must be a proper part of the other one. */
function isPart(hole: unknown, cidr: string): hole is string {
  return typeof hole === 'string' && cidrContains(cidr, hole) && !cidrContains(hole, cidr);
}

function noParts({ cidr, except, direction }: IpBlock): Breach[] {
  const others = except.filter((hole): hole is string => typeof hole === 'string' && !isPart(hole, cidr));
  return others.map((hole) => ({
    got: `${direction} ${cidr} except ${hole}, which is not part of it`,
    what: `${direction} ${cidr}`,
  }));
}

/** No rule covers a large part of all addresses. */
const NARROW_NETWORKS: Predicate = {
  name: 'no rule covers a large part of all addresses',
  breaches: (subject) => {
    const { networks, breaches } = networksOf(subject);
    const large = (['ingress', 'egress'] as const).flatMap((direction) => largeNetworks(networks, direction));
    return [...breaches, ...networks.flatMap(noParts), ...large];
  },
};

/** Networks of one direction that are together a large part of all addresses. */
export function largeNetworks(networks: readonly IpBlock[], direction: Rule['direction']): Breach[] {
  return ([4, 6] as const).flatMap((version) => {
    const own = networks.filter((network) => network.direction === direction && shareOf(network.cidr)!.version === version);
    const total = [...new Set(own.map(({ cidr }) => cidr))].reduce((sum, cidr) => sum + shareOf(cidr)!.share, 0);
    if (total <= WIDEST[version]) return [];
    const large = own.filter(({ cidr }) => shareOf(cidr)!.share > WIDEST[version]);
    const named = large.length > 0 ? large : own;
    return [...new Set(named.map(({ cidr }) => cidr))].map((cidr) => ({
      got: `${direction} ${direction === 'ingress' ? 'from' : 'to'} ${cidr}`,
      what: `${direction} ${cidr}`,
    }));
  });
}

/** Pods cannot reach the address that returns the credentials of the node. */
const NO_METADATA: Predicate = {
  name: 'no network includes the instance metadata of the node',
  breaches: (subject) =>
    networksOf(subject)
      .networks.filter(({ direction }) => direction === 'egress')
      .flatMap(({ cidr, except }) =>
        INSTANCE_METADATA.filter((address) => cidrContains(cidr, address))
          .filter((address) => !except.some((hole) => isPart(hole, cidr) && cidrContains(hole, address)))
          .map((address) => ({ got: `egress to ${cidr}, which includes ${address}`, what: `egress ${cidr}` })),
      ),
};

/** A stack writes no policy into the namespace of another service. */
const OWN_NAMESPACE: Predicate = {
  name: 'the namespace is the service’s own or one that the stack creates',
  breaches: (subject) => foreignNamespace(subject),
};

/** The namespace of an object, if it is neither the service's nor made by the stack. */
export function foreignNamespace({ object, resource, stack }: Subject): Breach[] {
  const namespace = valueAt(object?.body, 'metadata.namespace');
  if (isUnreadable(namespace)) {
    const made = namespace.reference && stack.model.find(namespace.reference.address);
    return made?.type.startsWith('kubernetes_namespace') ? [] : [unreadable('metadata.namespace', namespace)];
  }
  // For documents of Argo CD, the project decides the namespace.
  if (resource === undefined || namespace === stack.facts.namespace) return [];
  const own = stack.model.resources.some(
    ({ type, copies }) =>
      type.startsWith('kubernetes_namespace') && copies.some((copy) => valueAt(copy, 'metadata.name') === namespace),
  );
  if (own) return [];
  const got = namespace === undefined ? 'no namespace, which means the namespace default' : `the namespace ${String(namespace)}`;
  return [{ got, what: `namespace ${String(namespace ?? 'default')}` }];
}

/** The guardrails of the network. */
export const NETWORK_ROWS: readonly Guardrail[] = [
  row({
    id: 'network.peers',
    chapter: CHAPTER,
    on: ['NetworkPolicy'],
    path: 'spec.ingress.from, spec.egress.to',
    must: NAMED_PEERS,
    rule: 'rules that name their peers',
    fix: 'use service.allowFrom or service.allowTo with a Peer',
    lifted: 'unreadable',
  }),
  row({
    id: 'network.wide',
    chapter: CHAPTER,
    on: ['NetworkPolicy'],
    path: 'spec.*.ip_block.cidr',
    must: NARROW_NETWORKS,
    rule: 'readable networks that cover only a small part of all addresses, or a written reason',
    fix: `name the networks, ${WITH_REASON}`,
    lifted: 'all',
    ownToo: true,
  }),
  row({
    id: 'network.metadata',
    chapter: CHAPTER,
    on: ['NetworkPolicy'],
    path: 'spec.egress.to.ip_block',
    must: NO_METADATA,
    rule: "no access to the instance metadata of a node, which would give pods the node's credentials",
    fix: `add it to ip_block.except: ${INSTANCE_METADATA.join(' and ')}`,
    lifted: 'nothing',
  }),
  row({
    id: 'network.namespace',
    chapter: CHAPTER,
    on: ['NetworkPolicy'],
    path: 'metadata.namespace',
    must: OWN_NAMESPACE,
    rule: "policies in the service's namespace, or in one that this stack creates",
    fix: `use service.namespace.metadata.name, ${WITH_REASON}`,
    lifted: 'all',
  }),
];
