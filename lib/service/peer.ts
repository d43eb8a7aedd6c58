import { cidrFix } from '../core/cidr';
import { DNS_LABEL, LABEL_KEY, LABEL_VALUE, nameFrom } from '../core/names';
import { show } from '../core/problems';
import type { Problem } from '../core/problems';
import { snapshot } from '../core/snapshot';
import { Validation } from '../core/validation';
import { namespaceOf } from '../platform/agreed-names';
import type { Environment } from '../platform/environment';
import { isForMetadata } from '../platform/instance-metadata';
import { SERVICE_NAME } from '../platform/service-name';
import { networkPeer } from './network-peer';
import { publicNetworks, vpcNetworks } from './networks';
import type { PodSelector } from './processes';
import { anyPods, namespaceNamed, servingPods } from './selectors';

/** One entry of a NetworkPolicy rule's `from` or `to`. */
export interface PeerSelector {
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
  readonly namespaceSelector?: { readonly matchLabels: Record<string, string> };
  readonly podSelector?: PodSelector;
}

/**
 * The other end of a connection.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class Peer {
  /**
   * Another service of the same environment, by its name. If it is part of the same app, both sides are opened; if
   * another repository owns it, its team must open its own side.
   *
   * Throws `InvalidRule` if the name is not a valid service name.
   *
   * @param serviceName the service's name, without its environment
   */
  public static service(serviceName: string): Peer {
    const validation = new Validation('Peer.service', 'InvalidRule');
    validation.required('serviceName', serviceName, SERVICE_NAME);
    validation.throwIfAny();
    return new Peer({ slug: serviceName, serviceName });
  }

  /**
   * The pods of a namespace, all of them or those with the given labels.
   *
   * Throws `InvalidRule` if the name or a label is invalid.
   *
   * @param namespace the namespace's name
   * @param podLabels the labels of the pods; all pods if left out
   */
  public static namespace(namespace: string, podLabels?: Record<string, string>): Peer {
    const validation = new Validation('Peer.namespace', 'InvalidRule');
    validation.required('namespace', namespace, DNS_LABEL);
    const given = snapshot(podLabels);
    validation.map('podLabels', given, LABEL_KEY, LABEL_VALUE);
    validation.throwIfAny();
    const labels = Object.entries(given ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    if (labels.length === 0) return new Peer({ slug: `namespace.${namespace}`, namespace });
    return new Peer({
      slug: `namespace.${namespace}.${nameFrom(JSON.stringify(labels), 24)}`,
      namespace,
      podLabels: Object.fromEntries(labels),
    });
  }

  /**
   * A network, of IPv4 or IPv6.
   *
   * Throws `InvalidRule` if it is not a network, such as a host name, which a NetworkPolicy does not support.
   *
   * @param cidr the first address and the prefix length, such as `10.0.0.0/16`
   */
  public static cidr(cidr: string): Peer {
    const validation = new Validation('Peer.cidr', 'InvalidRule');
    if (validation.required('cidr', cidr, { type: 'string', description: 'a network such as 10.0.0.0/16' })) {
      const fix = cidrFix(cidr);
      if (fix) validation.add({ path: 'cidr', got: show(cidr), allowed: 'a network: its first address and prefix length', fix });
      else if (isForMetadata(cidr)) validation.add(metadataProblem(cidr));
    }
    validation.throwIfAny();
    const slug = cidr.toLowerCase().replace('/', '-').replace(/:/g, '-');
    return new Peer({ slug: cidr.includes(':') ? `cidr.v6-${slug}` : `cidr.${slug}`, blocks: () => blocksOf([cidr]) });
  }

  /** Every network of the environment's VPC: databases, caches and other services in it, and all pods with addresses of it. */
  public static vpc(): Peer {
    return new Peer({ slug: 'network.vpc', blocks: (environment) => blocksOf(vpcNetworks(environment)) });
  }

  /**
   * Every public address: no private network, and none of the environment's VPC. With IPv6 in the environment, those
   * of IPv6 too.
   */
  public static internet(): Peer {
    const blocks = (environment: Environment) => publicNetworks(environment).map(({ cidr, except }) => networkPeer(cidr, except));
    return new Peer({ slug: 'network.internet', blocks });
  }

  /**
   * The cluster's API server, at the environment's `apiServerCidrs`. As a source: the calls of admission webhooks; the
   * port is that of the webhook's pods.
   */
  public static apiServer(): Peer {
    return new Peer({ slug: 'network.api-server', blocks: ({ apiServerCidrs }) => blocksOf(apiServerCidrs) });
  }

  /** The name of the service, if the peer is one. */
  public readonly serviceName?: string;

  private constructor(private readonly target: PeerTarget) {
    this.serviceName = target.serviceName;
  }

  /**
   * The part of a policy's name that identifies this peer; the name of a service has no dot, so kinds cannot clash.
   *
   * @internal
   */
  public get _slug(): string {
    return this.target.slug;
  }

  /**
   * The peer as the source of requests to a service.
   *
   * @internal
   */
  public _asSource(environment: Environment): PeerSelector[] {
    return this.selectors(environment, anyPods);
  }

  /**
   * The peer as the destination of a service's requests: jobs are not called.
   *
   * @internal
   */
  public _asDestination(environment: Environment): PeerSelector[] {
    return this.selectors(environment, servingPods);
  }

  private selectors(environment: Environment, podsOf: (serviceName: string) => Record<string, string>): PeerSelector[] {
    const { serviceName, namespace, podLabels, blocks } = this.target;
    if (blocks !== undefined) return blocks(environment);
    if (serviceName !== undefined) {
      return [
        {
          namespaceSelector: { matchLabels: namespaceNamed(namespaceOf(serviceName, environment)) },
          podSelector: { matchLabels: podsOf(serviceName) },
        },
      ];
    }
    return [
      { namespaceSelector: { matchLabels: namespaceNamed(namespace!) }, podSelector: podLabels && { matchLabels: podLabels } },
    ];
  }
}

function blocksOf(cidrs: readonly string[]): PeerSelector[] {
  return cidrs.map((cidr) => networkPeer(cidr));
}

function metadataProblem(cidr: string): Problem {
  return {
    path: 'cidr',
    got: show(cidr),
    allowed: 'any network but the instance metadata of a node, which gives whoever reaches it the credentials of the node',
    fix: 'let the role of the service have what it needs: service.grant(actions, resources)',
  };
}

/** Exactly one of serviceName, namespace and blocks is set. */
interface PeerTarget {
  readonly slug: string;
  readonly serviceName?: string;
  readonly namespace?: string;
  readonly podLabels?: Record<string, string>;
  /** Networks, by the environment. */
  readonly blocks?: (environment: Environment) => PeerSelector[];
}
