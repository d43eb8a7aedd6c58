import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { snapshot } from '../core/snapshot';
import type { Connections } from './connections';
import type { Peer } from './peer';
import type { PortOptions } from './ports';

/** The network of a service, as `service.network`: what can call it, and what it can call. All other traffic is denied. */
export class ServiceNetwork {
  /** @internal */
  public static _of(connections: Connections): ServiceNetwork {
    return new ServiceNetwork(connections);
  }

  private constructor(private readonly connections: Connections) {}

  /** Denies all traffic that no other policy allows. */
  public get defaultDeny(): NetworkPolicyV1 {
    return this.connections.isolation.defaultDeny;
  }

  /** The policies that allow something, in the order in which they were added. */
  public get policies(): NetworkPolicyV1[] {
    return this.connections.isolation.allowing;
  }

  /**
   * Lets a peer call the service on a port, or a range of ports. If the peer is a service of the same app and environment, its
   * side is opened too. If the rule already exists, only the reason is added to it.
   *
   * Throws `InvalidRule` if the peer, a port or the reason is invalid.
   *
   * @param peer the peer that can call
   * @param port the port that the service's pods listen on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowFrom(peer: Peer, port: number, reason: string, options?: PortOptions): NetworkPolicyV1 {
    return this.connections.connect('from', { peer, port, options: snapshot(options), why: reason });
  }

  /**
   * Lets the service call a peer on a port, or a range of ports. If the peer is a service of the same app and environment, its
   * side is opened too. If the rule already exists, only the reason is added to it.
   *
   * Throws `InvalidRule` if the peer, a port or the reason is invalid.
   *
   * @param peer the peer that can be called
   * @param port the port that the peer listens on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowTo(peer: Peer, port: number, reason: string, options?: PortOptions): NetworkPolicyV1 {
    return this.connections.connect('to', { peer, port, options: snapshot(options), why: reason });
  }
}
