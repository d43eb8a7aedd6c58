import { cidrContains } from '../core/cidr';
import { INSTANCE_METADATA } from '../platform/instance-metadata';
import type { PeerSelector } from './peer';

/** A network as a peer, always without the instance metadata of the node. */
export function networkPeer(cidr: string): PeerSelector {
  const except = INSTANCE_METADATA.filter((metadata) => cidrContains(cidr, metadata));
  return { ipBlock: { cidr, except: except.length > 0 ? except : undefined } };
}
