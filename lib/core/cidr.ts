import { isIP, isIPv4 } from 'node:net';

/** A network, as its first address and the number of fixed bits. */
interface Network {
  readonly version: 4 | 6;
  readonly base: bigint;
  readonly prefix: number;
}

const NO_HOST_NAMES =
  'a NetworkPolicy knows pods, namespaces and CIDRs, but no host names: ' +
  'give the networks that the host publishes, or go through an egress proxy';

const BITS = { 4: 32, 6: 128 } as const;

/** What is wrong with a CIDR, as the fix to show; nothing where it is sound. */
export function cidrFix(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'give a network such as 10.0.0.0/16';
  if (isIP(text)) return prefixFix(text);
  const network = parse(text);
  if (network) {
    const first = networkAddress(network);
    return first === network.base ? undefined : `did you mean '${addressText(network.version, first)}/${network.prefix}'?`;
  }
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) && !/^[\d.]+$/.test(text)
    ? NO_HOST_NAMES
    : 'give a network such as 10.0.0.0/16 or 2001:db8::/32';
}

/** An address that ends with zeros is meant as a network, and any other one by itself. */
function prefixFix(text: string): string {
  const zeros = [['.0.0', 16], ['.0', 24], ['::', 64]] as const;
  const [, length] = zeros.find(([end]) => text.endsWith(end)) ?? [];
  return length === undefined
    ? `did you mean '${text}/${isIPv4(text) ? 32 : 128}'?`
    : `add the length of its prefix, as in '${text}/${length}'`;
}

/** Whether every address of the inner network lies in the outer one; both must be sound. */
export function cidrContains(outer: string, inner: string): boolean {
  const [a, b] = [known(outer), known(inner)];
  if (!a || !b || a.version !== b.version || a.prefix > b.prefix) return false;
  return networkAddress({ ...b, prefix: a.prefix }) === networkAddress(a);
}

/** A network as it is on the wire. */
function known(text: string): Network | undefined {
  const network = parse(text);
  return network && unmapped(network);
}

/**
 * IPv4 addresses that are written as IPv6, such as `::ffff:10.0.0.1`, are IPv4 on the wire.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2
 */
function unmapped(network: Network): Network {
  const { version, base, prefix } = network;
  if (version === 4 || prefix < 96 || base >> 32n !== 0xffffn) return network;
  return { version: 4, base: base & 0xffffffffn, prefix: prefix - 96 };
}

function parse(text: string): Network | undefined {
  const match = /^([0-9a-fA-F:.]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const version = match ? (isIP(match[1]) as 0 | 4 | 6) : 0;
  if (!match || version === 0) return undefined;
  const prefix = Number(match[2]);
  return prefix <= BITS[version] ? { version, prefix, base: address(version, match[1]) } : undefined;
}

function address(version: 4 | 6, text: string): bigint {
  if (version === 4) return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  return groupsOf(text).reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** The eight groups of an IPv6 address, `::` and a dotted tail written out. */
function groupsOf(text: string): string[] {
  const dotted = /((?:\d{1,3}\.){3}\d{1,3})$/.exec(text);
  const tail = dotted ? address(4, dotted[1]) : 0n;
  const hex = dotted ? text.replace(dotted[1], `${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`) : text;
  const [left, right] = hex.split('::').map((half) => half.split(':').filter(Boolean));
  if (right === undefined) return left;
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
}

function networkAddress(network: Network): bigint {
  const free = BigInt(BITS[network.version] - network.prefix);
  return (network.base >> free) << free;
}

function addressText(version: 4 | 6, value: bigint): string {
  const [size, count, radix] = version === 4 ? [8n, 4, 10] : [16n, 8, 16];
  const parts = Array.from(
    { length: Number(count) },
    (_, index) => (value >> (BigInt(Number(count) - 1 - index) * BigInt(size))) & ((1n << BigInt(size)) - 1n),
  );
  return parts.map((part) => part.toString(Number(radix))).join(version === 4 ? '.' : ':');
}

/** How many addresses a network has, as a part of all there are of its version; nothing if it is not sound. */
export function shareOf(text: string): { readonly version: 4 | 6; readonly share: number } | undefined {
  const network = known(text);
  return network && { version: network.version, share: 2 ** -network.prefix };
}
