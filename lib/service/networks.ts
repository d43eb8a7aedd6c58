import { cidrContains } from '../core/cidr';
import type { Environment } from '../platform/environment';

/** Every address, by the versions that pods have. */
const EVERYWHERE = { v4: '0.0.0.0/0', v6: '::/0' } as const;

/**
 * Networks that are not of the internet: private, shared, loopback and link-local ones.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml
 */
const NOT_PUBLIC = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

/** The address of NodeLocal DNSCache on every node. */
const NODE_LOCAL_DNS = '169.254.20.10/32';

/** A network, and the parts of it that are left out. */
interface NetworkBlock {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** Every address that pods can have a connection with. */
export function everywhere({ dualStack }: Environment): string[] {
  return dualStack ? [EVERYWHERE.v4, EVERYWHERE.v6] : [EVERYWHERE.v4];
}

/** Every network of the VPC. */
export function vpcNetworks({ vpcCidr, vpcSecondaryCidrs }: Environment): string[] {
  return [...new Set([vpcCidr, ...vpcSecondaryCidrs])];
}

/** Addresses at which DNS is answered, besides those of the cluster's DNS pods. */
export function dnsNetworks({ dnsCidrs, nodeLocalDns }: Environment): string[] {
  return [...new Set([...dnsCidrs, ...(nodeLocalDns ? [NODE_LOCAL_DNS] : [])])];
}

/** Every public address: neither a private one nor one of the VPC. */
export function publicNetworks(environment: Environment): NetworkBlock[] {
  const withheld = [...NOT_PUBLIC, ...vpcNetworks(environment)];
  return everywhere(environment).map((cidr) => ({ cidr, except: outermost(withheld.filter((part) => isPart(part, cidr))) }));
}

/** Whether a network lies inside of another one and is less than all of it. */
function isPart(inner: string, outer: string): boolean {
  return cidrContains(outer, inner) && !cidrContains(inner, outer);
}

/** Networks without those that others contain. */
function outermost(networks: readonly string[]): string[] {
  return [...new Set(networks)].filter((network) => !networks.some((other) => isPart(network, other)));
}
