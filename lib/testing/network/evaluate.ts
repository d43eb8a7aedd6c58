import { cidrContains } from '../../core/cidr';
import { matchesWildcards } from '../../core/text';
import { isForMetadata } from '../../platform/instance-metadata';
import { all, any, yesOrNo } from '../verdict';
import type { Outcome } from '../verdict';
import type { NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule, Protocol } from './policy';
import { selects } from './selectors';
import type { Labels } from './selectors';

/** A pod, as far as policies can tell pods apart. */
export interface Pod {
  readonly kind: 'pod';
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** Absent if they are not known, such as those of pods of another repository. */
  readonly ports?: readonly NamedPort[];
}

export interface NamedPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** The addresses of a network outside of the cluster, all of them. */
export interface Network {
  readonly kind: 'network';
  readonly cidr: string;
  readonly except: readonly string[];
}

/** A host outside of the cluster, whatever addresses its name has. */
export interface Host {
  readonly kind: 'host';
  readonly name: string;
}

export type End = Host | Network | Pod;

/** One connection: the port is that of the end which is called. */
export interface Traffic {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol: Protocol;
}

export type Direction = 'ingress' | 'egress';

/** What the policies of one end say. */
export interface Side {
  readonly direction: Direction;
  readonly outcome: Outcome;
  /** The policies that select the pod for this direction; without any, everything is allowed. */
  readonly selecting: readonly Selecting[];
}

/** A policy that selects a pod, with what it says of a connection. */
interface Selecting {
  readonly policy: NetworkPolicy;
  readonly outcome: Outcome;
  /** Whether it denies the connection, whatever others allow. */
  readonly denied: Outcome;
  /** Whether it possibly does not select the pod. */
  readonly uncertain: boolean;
}

/**
 * The verdict of the policies on a connection at one of its ends, which must be a pod.
 *
 * Policies are combined: if none selects the pod, everything is allowed; otherwise only what at least one policy
 * allows.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function decide(policies: readonly NetworkPolicy[], direction: Direction, traffic: Traffic): Side {
  const [self, other] = direction === 'egress' ? [traffic.from, traffic.to] : [traffic.to, traffic.from];
  const selecting = policies.flatMap((policy): Selecting[] => {
    const about = policy[direction] !== undefined && self.kind === 'pod' ? isAbout(policy, self) : 'no';
    if (about === 'no') return [];
    const outcome = any(policy[direction]!.map((rule) => allows(policy, rule, other, traffic)));
    const denied = any((policy[`${direction}Deny`] ?? []).map((rule) => allows(policy, rule, other, traffic)));
    return [{ policy, outcome, denied, uncertain: policy.uncertain === true || about === 'depends' }];
  });
  return { direction, selecting, outcome: all([together(selecting), ...selecting.map(undenied)]) };
}

/** Whether a policy leaves a connection to the others, which it does unless it denies it. */
function undenied({ denied, uncertain }: Selecting): Outcome {
  if (denied === 'no') return 'yes';
  return denied === 'yes' && !uncertain ? 'no' : 'depends';
}

/** A policy that possibly selects the pod can only add to what others allow, and denies the rest if there are no others. */
function together(selecting: readonly Selecting[]): Outcome {
  const sure = selecting.filter(({ uncertain }) => !uncertain).map(({ outcome }) => outcome);
  const other = selecting.filter(({ uncertain }) => uncertain).map(({ outcome }) => outcome);
  const known = sure.length === 0 ? 'yes' : any(sure);
  const withOthers = selecting.length === 0 ? 'yes' : any([...sure, ...other]);
  const changes = sure.length === 0 ? other.some((outcome) => outcome !== 'yes') : withOthers !== known;
  return changes ? 'depends' : known;
}

function isAbout({ namespace, podSelector }: NetworkPolicy, pod: Pod): Outcome {
  return namespace === pod.namespace ? selects(podSelector, pod.labels) : 'no';
}

function allows({ namespace }: NetworkPolicy, { peers, ports }: PolicyRule, other: End, traffic: Traffic): Outcome {
  const peer = peers.length === 0 ? 'yes' : any(peers.map((each) => isPeer(each, namespace, other)));
  const port = ports.length === 0 ? 'yes' : any(ports.map((each) => isPort(each, traffic)));
  return all([peer, port]);
}

/** Both selectors of a peer must match; without a namespace selector, the policy's own namespace is meant. */
function isPeer({ host, ipBlock, namespaceSelector, podSelector, unread }: PolicyPeer, namespace: string, other: End): Outcome {
  if (unread) return 'depends';
  if (host !== undefined) return isHost(host, other);
  if (ipBlock) return other.kind === 'network' ? covers(ipBlock, other) : other.kind === 'host' ? mayHave(ipBlock.cidr) : 'depends';
  if (other.kind !== 'pod' || (!namespaceSelector && !podSelector)) return 'no';
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, other.namespaceLabels)
    : yesOrNo(other.namespace === namespace);
  return all([inNamespace, ...(podSelector ? [selects(podSelector, other.labels)] : [])]);
}

/** A name has addresses of networks outside of the cluster, which only the cluster knows. */
function isHost(pattern: string, other: End): Outcome {
  if (other.kind === 'host') return yesOrNo(matchesHost(pattern, other.name));
  return other.kind === 'network' ? 'depends' : 'no';
}

/** No host in good faith has the address of the instance metadata. */
function mayHave(cidr: string): Outcome {
  return isForMetadata(cidr) ? 'no' : 'depends';
}

/** An asterisk stands for characters of one label; two of them in front for any labels. */
function matchesHost(pattern: string, name: string): boolean {
  const [wanted, found] = [pattern, name.toLowerCase()].map((text) => text.split('.'));
  if (wanted[0] === '**' && found.length >= wanted.length) found.splice(0, found.length - wanted.length + 1, '');
  return wanted.length === found.length && wanted.every((label, index) => matchesWildcards(label, found[index]));
}

/** Whether a block holds all addresses of a network or none; a part of them is neither. */
function covers(block: { readonly cidr: string; readonly except: readonly string[] }, { cidr, except }: Network): Outcome {
  const excluded = block.except.filter((hole) => !except.some((own) => cidrContains(own, hole)));
  if (excluded.some((hole) => cidrContains(hole, cidr)) || except.some((own) => cidrContains(own, block.cidr))) return 'no';
  if (cidrContains(block.cidr, cidr)) return excluded.some((hole) => cidrContains(cidr, hole)) ? 'depends' : 'yes';
  return cidrContains(cidr, block.cidr) ? 'depends' : 'no';
}

/** A name is one of the ports of the pod that is called. */
function isPort({ protocol, port, endPort, unread }: PolicyPort, traffic: Traffic): Outcome {
  if (unread) return 'depends';
  if (protocol !== traffic.protocol) return 'no';
  if (port === undefined) return 'yes';
  if (typeof port === 'number') return yesOrNo(traffic.port >= port && traffic.port <= (endPort ?? port));
  if (traffic.to.kind !== 'pod') return 'no';
  if (traffic.to.ports === undefined) return 'depends';
  return yesOrNo(traffic.to.ports.some((own) => own.name === port && own.port === traffic.port && own.protocol === protocol));
}
