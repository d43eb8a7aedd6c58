import type { Environment } from '../platform/environment';
import { NetworkPolicyEngine } from '../platform/environment-props';
import type { NetworkRule } from './isolation';
import { networkPeer } from './network-peer';
import { dnsNetworks, everywhere } from './networks';
import type { PeerSelector } from './peer';
import { NetworkProtocol, portRange } from './ports';
import { namespaceNamed, NODE_LOCAL_DNS_PODS } from './selectors';

const HTTPS = portRange(443);

/** The addresses of the EKS Pod Identity agent on every node, for IPv4 and IPv6 clusters. */
const POD_IDENTITY_AGENT = ['169.254.170.23/32', 'fd00:ec2::23/128'];

/** No other rule works without DNS; answers that do not fit a datagram come over TCP. */
export function dnsRule(environment: Environment): NetworkRule {
  const { dnsNamespace, dnsPodLabels, networkPolicyEngine, nodeLocalDns } = environment;
  // Cilium sends what is meant for the DNS Service to the pod on the node, whose address is no longer the one on the node.
  const isRedirected = nodeLocalDns && networkPolicyEngine === NetworkPolicyEngine.CILIUM;
  const pods = [dnsPodLabels, ...(isRedirected ? [NODE_LOCAL_DNS_PODS] : [])].map((matchLabels) => ({
    namespaceSelector: { matchLabels: namespaceNamed(dnsNamespace) },
    podSelector: { matchLabels },
  }));
  return {
    name: 'allow-dns',
    direction: 'to',
    peers: [...pods, ...networks(dnsNetworks(environment))],
    ports: [portRange(53, { protocol: NetworkProtocol.UDP }), portRange(53)],
    why: 'names are resolved by the DNS of the cluster',
  };
}

/**
 * How pods get the credentials of their role.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 */
export function workloadIdentityRule(environment: Environment): NetworkRule {
  const name = 'allow-workload-identity';
  if (environment.oidcIssuer) {
    const why = `IRSA: the AWS SDK exchanges its token for credentials at AWS STS${reasonForAll(environment)}`;
    return { name, direction: 'to', peers: awsApis(environment), ports: [HTTPS], why };
  }
  const why = 'EKS Pod Identity: the AWS SDK gets credentials from the agent on the node';
  return { name, direction: 'to', peers: networks(POD_IDENTITY_AGENT), ports: [portRange(80)], why };
}

/** With IRSA the rule for STS opens the same networks. */
export function awsApisRule(environment: Environment): NetworkRule {
  const why = `the role was granted the use of AWS APIs${reasonForAll(environment)}`;
  return { name: 'allow-aws-apis', direction: 'to', peers: awsApis(environment), ports: [HTTPS], why };
}

function awsApis(environment: Environment): PeerSelector[] {
  const { awsEndpointCidrs } = environment;
  return networks(awsEndpointCidrs.length > 0 ? awsEndpointCidrs : everywhere(environment));
}

function networks(cidrs: string[]): PeerSelector[] {
  return cidrs.map((cidr) => networkPeer(cidr));
}

function reasonForAll({ awsEndpointCidrs }: Environment): string {
  return awsEndpointCidrs.length > 0
    ? ''
    : '; open to every address, since the environment declares no awsEndpointCidrs and a NetworkPolicy knows no host names';
}
