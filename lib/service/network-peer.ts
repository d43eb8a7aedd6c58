import { cidrContains } from '../core/cidr';
import { INSTANCE_METADATA } from '../platform/instance-metadata';
import type { PeerSelector } from './peer';

/** A network as a peer, without some parts, and always without the instance metadata of the node. */
export function networkPeer(cidr: string, without: readonly string[] = []): PeerSelector {
  const metadata = INSTANCE_METADATA.filter((address) => cidrContains(cidr, address));
  const except = [...without, ...metadata.filter((address) => !without.some((part) => cidrContains(part, address)))];
  return { ipBlock: { cidr, except: except.length > 0 ? except : undefined } };
}
