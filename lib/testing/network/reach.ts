import { all, verdictOf } from '../verdict';
import type { Outcome, Verdict } from '../verdict';
import type { Cluster } from './cluster';
import { decide } from './evaluate';
import type { End, Pod, Side, Traffic } from './evaluate';
import type { NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule } from './policy';
import { selectorText } from './selectors';

/** An end of a connection with the name that its readers know it by. */
export interface NamedEnd {
  readonly name: string;
  readonly end: End;
}

/** Who calls whom. */
export interface Call extends Omit<Traffic, 'from' | 'to'> {
  readonly from: NamedEnd;
  readonly to: NamedEnd;
}

/** Why the policies of one end neither allow nor deny. */
const PARTLY = ', since a part of the addresses is allowed';
const UNKNOWN_HOST = ' on the addresses that the host has';
const UNKNOWN_POD = ' on the address or the ports of the other pod';
const UNREAD = ' on what only Terraform knows';

const SIDE: Record<Outcome, string> = { yes: 'allowed', no: 'denied', depends: 'depends' };

/** Whether a connection is possible: both of its ends must allow it, if they are pods of this output. */
export function reach(cluster: Cluster, call: Call): Verdict {
  const traffic: Traffic = { ...call, from: call.from.end, to: call.to.end };
  const sides = [
    ...(isKnown(cluster, call.from.end) ? [{ named: call.from, side: decide(cluster.policies, 'egress', traffic) }] : []),
    ...(isKnown(cluster, call.to.end) ? [{ named: call.to, side: decide(cluster.policies, 'ingress', traffic) }] : []),
  ];
  // It may open as well as close.
  const outcome: Outcome = cluster.unplaced.length > 0 ? 'depends' : all(sides.map(({ side }) => side.outcome));
  const what = `${call.to.name} on ${call.port}/${call.protocol}`;
  const sentence = {
    yes: `${call.from.name} reaches ${what}`,
    no: `${call.from.name} does not reach ${what}`,
    depends: `whether ${call.from.name} reaches ${what} depends on more than the output says`,
  };
  return verdictOf(outcome, sentence, [
    ...sides.flatMap(({ named, side }) => sideLines(named, side, traffic)),
    ...[call.from, call.to].flatMap((end) => elsewhere(cluster, end)),
    ...cluster.unplaced.map((origin) => `  not read: ${origin}`),
  ]);
}

/** Nothing is known about a namespace that the output neither creates nor has policies for. */
function isKnown({ namespaces, policies }: Cluster, end: End): end is Pod {
  return end.kind === 'pod' && (namespaces.has(end.namespace) || policies.some(({ namespace }) => namespace === end.namespace));
}

function elsewhere(cluster: Cluster, { name, end }: NamedEnd): string[] {
  if (end.kind !== 'pod' || isKnown(cluster, end)) return [];
  return [`  ${name}: its own policies are not in this output, and taken to allow it`];
}

function sideLines({ name }: NamedEnd, { direction, outcome, selecting }: Side, { from, to }: Traffic): string[] {
  const head = `  ${direction} of ${name}: ${SIDE[outcome]}`;
  if (selecting.length === 0) return [`${head}, since no policy selects its pods`];
  const denying = selecting.filter(({ denied, uncertain }) => denied === 'yes' && !uncertain);
  if (denying.length > 0) return [`${head} by`, ...denying.map(({ policy }) => `    ${policy.name} (${policy.origin})`)];
  const deciding = selecting.filter((each) => each.outcome === outcome);
  if (outcome === 'yes') return [`${head} by`, ...deciding.map(({ policy }) => `    ${policy.name} (${policy.origin})`)];
  const isUnread = deciding.length === 0 || deciding.some(({ policy, uncertain }) => uncertain || hasUnread(policy[direction]!));
  const others = [from, to].map(({ kind }) => kind);
  const known = others.includes('host') ? UNKNOWN_HOST : others.includes('network') ? PARTLY : UNKNOWN_POD;
  const open = isUnread ? UNREAD : known;
  return [
    `${head}${outcome === 'no' ? ', since none of the policies that select its pods allows it' : open}`,
    ...(deciding.length > 0 ? deciding : selecting).map(({ policy }) => `    ${policy.name}: ${policyText(policy, direction)}`),
  ];
}

function hasUnread(rules: readonly PolicyRule[]): boolean {
  return rules.some(({ peers, ports }) => [...peers, ...ports].some(({ unread }) => unread));
}

function policyText(policy: NetworkPolicy, direction: Side['direction']): string {
  const rules = policy[direction]!.map((rule) => ruleText(rule, direction === 'egress' ? 'to' : 'from'));
  return rules.length === 0 ? 'allows nothing' : `allows ${rules.join(' and ')}`;
}

function ruleText({ peers, ports }: PolicyRule, preposition: string): string {
  const open = ports.length === 0 ? 'every port' : ports.map(portText).join(', ');
  return `${open} ${preposition} ${peers.length === 0 ? 'everyone' : peers.map(peerText).join(' or ')}`;
}

function portText({ protocol, port, endPort, unread }: PolicyPort): string {
  if (unread) return 'ports that cannot be read here';
  const range = endPort === undefined ? '' : `-${endPort}`;
  return port === undefined ? `every ${protocol} port` : `${port}${range}/${protocol}`;
}

function peerText({ host, ipBlock, namespaceSelector, podSelector, unread }: PolicyPeer): string {
  if (unread) return 'peers that cannot be read here';
  if (host !== undefined) return host;
  if (ipBlock) return ipBlock.except.length === 0 ? ipBlock.cidr : `${ipBlock.cidr} except ${ipBlock.except.join(', ')}`;
  const where = namespaceSelector ? `namespaces (${selectorText(namespaceSelector)})` : 'its own namespace';
  return podSelector ? `pods (${selectorText(podSelector)}) of ${where}` : `all pods of ${where}`;
}
