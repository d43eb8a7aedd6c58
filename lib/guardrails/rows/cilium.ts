import { cidrContains, shareOf } from '../../core/cidr';
import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import { INSTANCE_METADATA } from '../../platform/instance-metadata';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import type { Subject } from '../model/app-model';
import { isUnreadable } from '../model/unreadable';
import { unreadable } from '../predicates';
import { largeNetworks } from './network';
import { NETWORK_GUARDRAILS } from './own-network';
import { row } from './row';

const CHAPTER = 'Network';

const KINDS = ['CiliumClusterwideNetworkPolicy', 'CiliumNetworkPolicy'];

/** Entities that are nearly everyone. */
const EVERYONE = ['all', 'cluster', 'world', 'world-ipv4', 'world-ipv6'];

/** The parts of a rule that name peers which are pods: nothing of them can be the instance metadata. */
const PODS = ['fromEndpoints', 'toEndpoints', 'fromRequires', 'toRequires'];

/** The parts of a rule that narrow what its peers may do. */
const NARROWING = ['authentication', 'icmps', 'toPorts'];

/** Whether the library wrote it, and compares all of it. */
function isOwn({ resource, promised = [] }: Subject): boolean {
  return resource === undefined && promised.some(({ guardrail }) => guardrail === NETWORK_GUARDRAILS.ciliumPolicy.id);
}

/** The specs of a policy; one that cannot be read stands as a breach. */
function specsOf({ object }: Subject): { readonly specs: Json[]; readonly breaches: Breach[] } {
  const { spec, specs } = object!.body;
  const written = [...(spec === undefined ? [] : [spec]), ...list(specs)];
  return {
    specs: written.filter((each): each is Json => isPlainObject(each) && !isUnreadable(each)),
    breaches: written.filter(isUnreadable).map((each) => unreadable('spec', each)),
  };
}

/** Nobody is let through whom no rule names, and no rule leads to the instance metadata. */
const CLOSED: Predicate = {
  name: 'every rule names its peers, none of them is everyone, and the instance metadata is denied',
  breaches: (subject) => {
    if (isOwn(subject)) return [];
    const { specs, breaches } = specsOf(subject);
    const clusterwide = subject.object!.kind === KINDS[0];
    return [...breaches, ...specs.flatMap((spec) => openSpec(spec, clusterwide))];
  },
};

function openSpec(spec: Json, clusterwide: boolean): Breach[] {
  const denied = isMetadataDenied(spec.egressDeny);
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const rules = list(spec[direction]);
    const unknown = rules.map(firstUnreadable).find((each) => each !== undefined);
    if (unknown) return [unreadable(`spec.${direction}`, unknown)];
    const read = rules.filter(isPlainObject);
    return [
      ...largeNetworks(
        read.flatMap(networksOf).map((cidr) => ({ cidr, except: [], direction })),
        direction,
      ),
      ...read.flatMap((rule) => openRule(direction, rule, clusterwide)),
      ...(direction === 'egress' && !denied ? read.flatMap(toMetadata) : []),
    ];
  });
}

/** The networks that a rule names. */
function networksOf(rule: Json): string[] {
  const sets = [rule.toCIDR, rule.toCIDRSet, rule.fromCIDR, rule.fromCIDRSet].flatMap(list);
  const networks = sets.map((peer) => (isPlainObject(peer) ? peer.cidr : peer));
  // An address alone is small.
  return networks.filter((cidr): cidr is string => typeof cidr === 'string' && shareOf(cidr) !== undefined);
}

function firstUnreadable(value: unknown): Parameters<typeof unreadable>[1] | undefined {
  if (isUnreadable(value)) return value;
  const parts = Array.isArray(value) ? (value as unknown[]) : isPlainObject(value) ? Object.values(value) : [];
  return parts.map(firstUnreadable).find((part) => part !== undefined);
}

function openRule(direction: string, rule: Json, clusterwide: boolean): Breach[] {
  const peers = Object.keys(rule).filter((key) => !NARROWING.includes(key));
  const open = peers.length === 0 || peers.some((key) => list(rule[key]).some((peer) => isEveryone(key, peer, clusterwide)));
  return open ? [{ got: `${direction}: ${show(rule)}, which lets everyone through`, what: `${direction} everyone` }] : [];
}

function isEveryone(key: string, peer: unknown, clusterwide: boolean): boolean {
  if (key.endsWith('Entities')) return EVERYONE.includes(String(peer));
  // Without a namespace, the policy's own is meant; one for the whole cluster has none.
  if (key.endsWith('Endpoints')) return clusterwide && isPlainObject(peer) && Object.keys(peer).length === 0;
  if (key === 'toFQDNs') return isPlainObject(peer) && isAnyName(peer.matchPattern);
  return false;
}

/** Whether a pattern is of more than the names below one domain. */
function isAnyName(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return false;
  const [last, domain] = pattern.replace(/\.$/, '').split('.').reverse();
  return [last, domain].some((label) => label === undefined || label.includes('*'));
}

/** A name, a service or an entity may have any address. */
function toMetadata(rule: Json): Breach[] {
  const keys = Object.keys(rule).filter((key) => !NARROWING.includes(key) && !PODS.includes(key));
  return keys
    .filter((key) => mayBeMetadata(key, list(rule[key])))
    .map((key) => ({ got: `egress by ${key} without egressDeny of the instance metadata`, what: `egress by ${key}` }));
}

function mayBeMetadata(key: string, peers: readonly unknown[]): boolean {
  if (key !== 'toCIDR' && key !== 'toCIDRSet') return true;
  const networks = peers.map((peer) => (isPlainObject(peer) ? peer.cidr : peer));
  return networks.some((cidr) => typeof cidr !== 'string' || INSTANCE_METADATA.some((address) => cidrContains(cidr, address)));
}

function isMetadataDenied(denied: unknown): boolean {
  const networks = list(denied).flatMap((rule) =>
    isPlainObject(rule) && Object.keys(rule).join() === 'toCIDR'
      ? list(rule.toCIDR).filter((cidr) => typeof cidr === 'string')
      : [],
  );
  return INSTANCE_METADATA.every((address) => networks.some((cidr) => cidrContains(cidr as string, address)));
}

/** What the network promises where Cilium enforces it. */
export const CILIUM_ROWS: readonly Guardrail[] = [
  row({
    id: 'network.cilium',
    chapter: CHAPTER,
    on: KINDS,
    path: 'spec.ingress, spec.egress, spec.egressDeny',
    must: CLOSED,
    rule: 'readable rules that name their peers, no large networks, and an egressDeny of the instance metadata beside hosts and entities',
    fix: `use service.allowToHost, or name the peers and add egressDeny: [{ toCIDR: ['${INSTANCE_METADATA.join("', '")}'] }]`,
    lifted: 'nothing',
  }),
];
