import { BlockList, isIPv4 } from 'node:net';
import type { PolicyObject } from './planned';

/** Where the metadata service of AWS hands out the credentials of the node. */
export const METADATA = ['169.254.169.254', 'fd00:ec2::254'];

/** Addresses of everywhere: of VPCs, of the agents on a node, and of the internet. */
export const ADDRESSES = [
  ...METADATA, '169.254.170.23', 'fd00:ec2::23', '10.10.1.7', '10.20.1.7', '10.20.64.7', '100.64.7.7', '192.168.1.1', '8.8.8.8',
  '200.1.1.1', '2001:db8::1',
];

/** Everything, its halves, and networks that hold the metadata service or a part of what is open. */
export const NETWORKS = [
  '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '169.254.0.0/16', 'fd00::/8', '10.0.0.0/8', '10.10.0.0/16', '10.10.0.0/17',
  '10.20.0.0/16',
];

/** Addresses of a network, some of them inside of each block that policies name. */
export function samplesOf(cidr: string, policies: readonly PolicyObject[]): string[] {
  return [...new Set([...ADDRESSES, ...blockAddresses(policies), networkOf(cidr)])].filter(within(cidr));
}

/** Addresses that a pod may have: outside of every block, and inside of each. */
export function podAddresses(policies: readonly PolicyObject[]): string[] {
  return [...new Set(['100.64.7.7', 'fd00:77::7', ...blockAddresses(policies)])];
}

/** The first address of every block. */
function blockAddresses(policies: readonly PolicyObject[]): string[] {
  const cidrs = [...JSON.stringify(policies).matchAll(/"cidr":"([^"]+)"/g)].map(([, cidr]) => networkOf(cidr));
  return [...new Set(cidrs)].sort();
}

function networkOf(cidr: string): string {
  return cidr.split('/')[0];
}

function within(cidr: string): (address: string) => boolean {
  const [network, bits] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits), familyOf(network));
  // A list of IPv6 holds the addresses of IPv4 that are mapped into it, which no pod has.
  return (address) => familyOf(address) === familyOf(network) && list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
