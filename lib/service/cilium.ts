import type { Json } from '../core/json';
import { nameFrom } from '../core/names';
import type { Environment } from '../platform/environment';
import { INSTANCE_METADATA } from '../platform/instance-metadata';
import { dnsNetworks } from './networks';
import { portSlug } from './ports';
import type { PortRange } from './ports';
import { anyPods, NODE_LOCAL_DNS_PODS } from './selectors';

/** The name is also that of a file, which has more before and after it. */
const NAME_LENGTH = 200;

/** Every answer is seen: from it Cilium knows which addresses a host has. */
const EVERY_NAME = { dns: [{ matchPattern: '*' }] };

const DNS_PORTS = [{ ports: ['UDP', 'TCP'].map((protocol) => ({ port: '53', protocol })), rules: EVERY_NAME }];

/** A name may resolve to any address: not to that which gives the credentials of the node. */
const NO_METADATA = [{ toCIDR: [...INSTANCE_METADATA] }];

/** The name of the policy for a host; that of `*.example.com` is of many. */
export function hostPolicyName(host: string, ports: PortRange): string {
  const slug = host.startsWith('*.') ? `hosts.${host.slice(2)}` : `host.${host}`;
  const name = `allow-to-${slug}-${portSlug(ports)}`;
  return name.length <= NAME_LENGTH ? name : nameFrom(name, NAME_LENGTH);
}

/**
 * The spec of a CiliumNetworkPolicy that lets a service call a host.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based
 */
export function hostPolicySpec(serviceName: string, host: string, { port, endPort, protocol }: PortRange): Json {
  const selector = host.startsWith('*') ? { matchPattern: host } : { matchName: host };
  const opened = { port: String(port), protocol, ...(endPort !== undefined && { endPort }) };
  return {
    endpointSelector: { matchLabels: anyPods(serviceName) },
    egress: [{ toFQDNs: [selector], toPorts: [{ ports: [opened] }] }],
    egressDeny: NO_METADATA,
  };
}

/** The spec of the policy by which Cilium sees what names resolve to. It opens nothing that `allow-dns` does not. */
export function dnsPolicySpec(serviceName: string, environment: Environment): Json {
  const { dnsNamespace, dnsPodLabels, nodeLocalDns } = environment;
  const networks = dnsNetworks(environment);
  const pods = [dnsPodLabels, ...(nodeLocalDns ? [NODE_LOCAL_DNS_PODS] : [])];
  return {
    endpointSelector: { matchLabels: anyPods(serviceName) },
    egress: [
      { toEndpoints: pods.map((labels) => ({ matchLabels: ofKubernetes(dnsNamespace, labels) })), toPorts: DNS_PORTS },
      ...(networks.length > 0 ? [{ toCIDR: networks, toPorts: DNS_PORTS }] : []),
    ],
    egressDeny: NO_METADATA,
  };
}

/** Labels of pods and of their namespace, as Cilium names those that come from Kubernetes. */
function ofKubernetes(namespace: string, labels: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(labels).map(([key, value]) => [`k8s:${key}`, value]);
  return { 'k8s:io.kubernetes.pod.namespace': namespace, ...Object.fromEntries(own) };
}
