import { DNS_LABEL } from '../core/names';
import { value } from '../core/settings';
import type { Settings } from '../core/settings';
import { LABELS, NAME, NETWORK, NETWORKS } from './environment-forms';
import type { EnvironmentProps } from './environment-props';
import { NetworkPolicyEngine } from './environment-props';

const VPC = '10.0.0.0/8';
const INGRESS_NAMESPACE = 'ingress-nginx';

/** Every network of the VPC, by the props of its environment. */
function vpcOf({ vpcCidr = VPC, vpcSecondaryCidrs = [] }: EnvironmentProps): string[] {
  return [vpcCidr, ...vpcSecondaryCidrs];
}

/** The settings of an environment that say who is where in its network. */
export const NETWORK_SETTINGS = {
  vpcCidr: {
    form: NETWORK,
    default: VPC,
    text: "The VPC's network, which contains the addresses of databases and caches",
  },
  vpcSecondaryCidrs: {
    form: NETWORKS,
    default: [],
    defaultText: 'none',
    text: 'Further networks of the VPC: secondary IPv4 ranges and IPv6 ranges',
  },
  dualStack: {
    form: value({ type: 'boolean' }),
    default: (props) => vpcOf(props).some((cidr) => cidr.includes(':')),
    defaultText: 'true if a network of the VPC is an IPv6 one, otherwise false',
    text: 'Whether pods have IPv6 addresses; rules for every address then name those of IPv6 as well',
  },
  awsEndpointCidrs: {
    form: NETWORKS,
    default: [],
    defaultText: '0.0.0.0/0 on port 443, with an annotation that says why',
    text:
      "The addresses of AWS APIs: the subnets of the VPC's interface endpoints, and for S3 and DynamoDB " +
      'the networks in their prefix lists',
  },
  dnsNamespace: {
    form: value(DNS_LABEL),
    default: 'kube-system',
    text: "The namespace of the cluster's DNS",
  },
  dnsPodLabels: {
    form: LABELS,
    default: { 'k8s-app': 'kube-dns' },
    text: 'The labels of the DNS pods',
  },
  nodeLocalDns: {
    form: value({ type: 'boolean' }),
    default: false,
    text:
      'Whether NodeLocal DNSCache answers the pods at 169.254.20.10. If it also answers at the cluster IP of the DNS ' +
      'Service, as with kube-proxy in iptables mode, add that address to `dnsCidrs`',
  },
  apiServerCidrs: {
    form: NETWORKS,
    default: vpcOf,
    defaultText: "every network of the VPC: EKS places the API server's network interfaces in its subnets",
    text: 'The networks from which the API server calls webhooks, and at which it is called',
  },
  networkPolicyEngine: {
    form: value({ type: 'string', enum: Object.values(NetworkPolicyEngine) }),
    default: NetworkPolicyEngine.KUBERNETES,
    defaultText: '`NetworkPolicyEngine.KUBERNETES`',
    text: 'What enforces network policies; with `CILIUM`, services can be allowed to call host names',
  },
  ingressClass: {
    form: value(NAME),
    default: 'nginx',
    text: 'The class of the ingress controller',
  },
  ingressNamespace: {
    form: value(DNS_LABEL),
    default: INGRESS_NAMESPACE,
    text: 'The namespace of the ingress controller',
  },
  ingressPodLabels: {
    form: LABELS,
    default: {},
    defaultText: 'every pod of ingressNamespace',
    text: "The labels of the ingress controller's pods",
  },
  dnsCidrs: {
    form: NETWORKS,
    default: [],
    defaultText: 'none',
    text: 'Additional addresses that answer DNS, such as the cluster IP of the DNS Service',
  },
  ingressCidrs: {
    form: NETWORKS,
    default: [],
    defaultText: 'requests come from ingressNamespace',
    text: 'The networks of a load balancer that sends requests directly to pods',
  },
  gatewayName: {
    form: value(DNS_LABEL),
    default: 'public',
    text: 'The Gateway that HTTPRoutes attach to',
  },
  gatewayNamespace: {
    form: value(DNS_LABEL),
    default: ({ ingressNamespace = INGRESS_NAMESPACE }) => ingressNamespace,
    defaultText: 'ingressNamespace',
    text: 'The namespace of the Gateway',
  },
  gatewayProxyNamespace: {
    form: value(DNS_LABEL),
    default: ({ ingressNamespace = INGRESS_NAMESPACE }) => ingressNamespace,
    defaultText: 'ingressNamespace',
    text: "The namespace of the pods of the Gateway's proxies, such as `envoy-gateway-system`",
  },
  gatewayProxyPodLabels: {
    form: LABELS,
    default: ({ gatewayProxyNamespace, ingressNamespace = INGRESS_NAMESPACE, ingressPodLabels = {} }): Record<string, string> =>
      (gatewayProxyNamespace ?? ingressNamespace) === ingressNamespace ? ingressPodLabels : {},
    defaultText: 'ingressPodLabels if the proxies run in ingressNamespace, otherwise every pod of gatewayProxyNamespace',
    text: 'The labels of those pods',
  },
  acmeHttp01Solver: {
    form: value({ type: 'boolean' }),
    default: false,
    text:
      "Whether cert-manager proves hosts by HTTP-01. Its solver's pods in the namespaces of services then get requests " +
      'from the ingress, and can call nothing',
  },
  monitoringNamespace: {
    form: value(DNS_LABEL),
    default: 'monitoring',
    text: 'The namespace of Prometheus',
  },
} as const satisfies Partial<Settings<EnvironmentProps>>;
