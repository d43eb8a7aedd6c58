import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { NetworkPolicyV1SpecEgress, NetworkPolicyV1SpecIngress } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { ORGANIZATION, PORT, WHY } from './estate';
import type { Service } from './estate';
import type { Context } from './hand-written';

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';

/** The network policies of a service, the one towards the service that it calls included. */
export function addPolicies(context: Context, called?: Service): void {
  const { service, environment } = context;
  addDefaultDeny(context);
  allowTo(context, 'allow-dns', 'names are resolved by the DNS of the cluster', {
    to: [peer('kube-system', { 'k8s-app': 'kube-dns' })],
    ports: [{ port: '53', protocol: 'UDP' }, { port: '53', protocol: 'TCP' }],
  });
  allowTo(context, 'allow-workload-identity', 'IRSA: the AWS SDK exchanges its token for credentials at AWS STS', {
    to: environment.awsEndpointCidrs.map((cidr) => ({ ipBlock: { cidr } })),
    ports: [{ port: '443', protocol: 'TCP' }],
  });
  const ports = [{ port: String(PORT), protocol: 'TCP' }];
  if (service.caller) {
    const from = [peer(`${service.caller}-${environment.name}`, { [NAME]: service.caller })];
    allowFrom(context, `allow-from-${service.caller}-${PORT}`, WHY, { from, ports });
  }
  if (called) {
    const to = [peer(`${called.name}-${environment.name}`, { [NAME]: called.name, [COMPONENT]: 'service' })];
    allowTo(context, `allow-to-${called.name}-${PORT}`, WHY, { to, ports });
  }
}

function addDefaultDeny(context: Context): void {
  const { scope, namespace, labels, annotations } = context;
  new NetworkPolicyV1(scope, 'default-deny', {
    metadata: { name: 'default-deny', namespace, labels, annotations },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** Jobs need the way out as much as the service does. */
function allowTo(context: Context, name: string, why: string, egress: NetworkPolicyV1SpecEgress): void {
  const podSelector = {
    matchLabels: { [NAME]: context.service.name },
    matchExpressions: [{ key: COMPONENT, operator: 'In', values: ['job', 'service'] }],
  };
  new NetworkPolicyV1(context.scope, name, {
    metadata: metadataOf(context, name, why),
    spec: { podSelector, policyTypes: ['Egress'], egress: [egress] },
  });
}

function allowFrom(context: Context, name: string, why: string, ingress: NetworkPolicyV1SpecIngress): void {
  const podSelector = { matchLabels: { [NAME]: context.service.name, [COMPONENT]: 'service' } };
  new NetworkPolicyV1(context.scope, name, {
    metadata: metadataOf(context, name, why),
    spec: { podSelector, policyTypes: ['Ingress'], ingress: [ingress] },
  });
}

function metadataOf({ namespace, labels, annotations }: Context, name: string, why: string) {
  return { name, namespace, labels, annotations: { ...annotations, [`${ORGANIZATION.domain}/why`]: why } };
}

function peer(namespace: string, pods: Record<string, string>) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: pods },
  };
}
