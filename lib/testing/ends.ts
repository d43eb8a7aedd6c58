import { isIP, isIPv4 } from 'node:net';
import { cidrFix } from '../core/cidr';
import type { Environment } from '../platform/environment';
import { NetworkPolicyEngine } from '../platform/environment-props';
import { SERVICE_NAME } from '../platform/service-name';
import { HOST_NAME } from '../service/host-name';
import { Peer } from '../service/peer';
import type { PeerSelector } from '../service/peer';
import { QuestionError, unknown } from './failures';
import { namespaceLabels } from './network/cluster';
import type { Cluster } from './network/cluster';
import type { NamedEnd } from './network/reach';

/** Where a question is asked. */
interface Place {
  /** The services of the output, by name. */
  readonly services: ReadonlyMap<string, NamedEnd>;
  readonly cluster: Cluster;
  readonly environment: Environment;
}

/**
 * The other ends that a question names: a service of the output by its name, an address, a network, or any Peer, which can be
 * several networks.
 *
 * For a service in the output, its real pods are used; for any other service, only the labels that the library requires
 * are known.
 */
export function endsOf(other: string | Peer, { services, cluster, environment }: Place): NamedEnd[] {
  // Not by Peer.cidr, which leaves out the instance metadata: that it is out of reach is a question too.
  const cidr = typeof other === 'string' ? networkOf(other) : undefined;
  if (cidr !== undefined) return [fromSelector({ ipBlock: { cidr } }, cluster)];
  if (typeof other === 'string' && isHost(other, environment)) return [{ name: other, end: { kind: 'host', name: other } }];
  const peer = typeof other === 'string' ? peerOf(other, services, environment.name) : other;
  const known = peer.serviceName === undefined ? undefined : services.get(peer.serviceName);
  return known ? [known] : peer._asDestination(environment).map((selector) => fromSelector(selector, cluster));
}

/** The network in a text, if there is one; an address is a network with one address. */
function networkOf(text: string): string | undefined {
  if (isIP(text)) return `${text}/${isIPv4(text) ? 32 : 128}`;
  if (!text.includes('/')) return undefined;
  const fix = cidrFix(text);
  if (fix) throw new QuestionError(`'${text}' is no network: ${fix}`);
  return text;
}

/** Whether a text is the name of a host, where policies know any. */
function isHost(text: string, { networkPolicyEngine }: Environment): boolean {
  return networkPolicyEngine === NetworkPolicyEngine.CILIUM && !text.startsWith('*') && new RegExp(HOST_NAME.pattern!).test(text);
}

function peerOf(text: string, services: ReadonlyMap<string, NamedEnd>, environment: string): Peer {
  if (!new RegExp(SERVICE_NAME.pattern!).test(text)) {
    throw new QuestionError(
      `'${text}' is no service's name, address or network; network policies know no host names, so ask for the ` +
      "addresses that the host has, for a service by its name, or for Peer.namespace('...')",
    );
  }
  if (services.has(text)) return Peer.service(text);
  const { message } = unknown(environment, 'service', text, [...services.keys()]);
  throw new QuestionError(`${message}; where another repository owns it, ask for Peer.service('${text}')`);
}

function fromSelector({ ipBlock, namespaceSelector, podSelector }: PeerSelector, cluster: Cluster): NamedEnd {
  if (ipBlock) {
    return {
      name: ipBlock.cidr.replace(/\/(32|128)$/, ''),
      end: { kind: 'network', cidr: ipBlock.cidr, except: ipBlock.except ?? [] },
    };
  }
  const [namespace] = Object.values(namespaceSelector!.matchLabels);
  const labels = podSelector?.matchLabels ?? {};
  const name = [...Object.entries(labels).map(([key, value]) => `${key}=${value}`)].join(', ');
  return {
    name: name === '' ? `a pod of ${namespace}` : `a pod of ${namespace} with ${name}`,
    end: { kind: 'pod', namespace, namespaceLabels: namespaceLabels(cluster, namespace), labels },
  };
}
