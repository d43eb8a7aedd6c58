import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { ApiObject } from 'cdk8s';
import { snapshot } from '../core/snapshot';
import type { Connections } from './connections';
import type { Hosts } from './hosts';
import type { Peer } from './peer';
import type { PortOptions } from './ports';

/** The network of a service, as `service.network`: what can call it, and what it can call. All other traffic is denied. */
export class ServiceNetwork {
  /** @internal */
  public static _of(connections: Connections, hosts: Hosts): ServiceNetwork {
    return new ServiceNetwork(connections, hosts);
  }

  private constructor(
    private readonly connections: Connections,
    private readonly hosts: Hosts,
  ) {}

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

  /**
   * Lets the service call a host outside of the cluster by its name, where the environment's `networkPolicyEngine` is
   * Cilium. `*.example.com` means every name one level below `example.com`. If the rule already exists, only the reason
   * is added to it.
   *
   * Throws `InvalidRule` if the host, a port or the reason is invalid, and wherever network policies know no host names.
   *
   * @param host the host's name, such as `api.stripe.com`
   * @param port the port that the host listens on, from 1 to 65535
   * @param reason why it is needed, for readers of the output
   * @param options the protocol, if it is not TCP, and the end of a range
   */
  public allowToHost(host: string, port: number, reason: string, options?: PortOptions): ApiObject {
    return this.hosts.allow({ host, port, options: snapshot(options), why: reason });
  }
}
