import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { IngressV1 } from '@cdktf/provider-kubernetes/lib/ingress-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { NetworkPolicyV1SpecEgress, NetworkPolicyV1SpecIngress } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import type { RoleV1Rule } from '@cdktf/provider-kubernetes/lib/role-v1';
import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { NetworkProtocol, Peer } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import { explain, ordinary, own } from './entry';

const ingress = (scope: Construct, service: MicroserviceInfra, more = {}) =>
  new IngressV1(scope, 'Ingress', {
    metadata: { ...own(service, 'admin'), annotations: { 'alb.ingress.kubernetes.io/scheme': 'internal' } },
    spec: {
      ingressClassName: 'alb', tls: [{ hosts: ['admin.payments.acme.io'], secretName: 'admin-tls' }],
      rule: [{
        host: 'admin.payments.acme.io',
        http: { path: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'admin', port: { number: 80 } } } }] },
      }],
      ...more,
    },
  });

/** A role in the own namespace for the own service account. */
function role(scope: Construct, service: MicroserviceInfra, rule: RoleV1Rule[]): RoleV1 {
  const made = new RoleV1(scope, 'Own', { metadata: own(service, 'own'), rule });
  new RoleBindingV1(scope, 'Binding', {
    metadata: own(service, 'own'), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: made.metadata.name },
    subject: [{ kind: 'ServiceAccount', name: service.serviceAccountName, namespace: service.namespaceName }],
  });
  return made;
}

const named = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const ports = (...numbers: number[]) => numbers.map((number) => ({ port: String(number), protocol: 'TCP' }));
const rules = (
  scope: Construct, service: MicroserviceInfra, spec: { ingress?: NetworkPolicyV1SpecIngress[]; egress?: NetworkPolicyV1SpecEgress[] },
) => new NetworkPolicyV1(scope, 'Rules', {
  metadata: own(service, 'own'),
  spec: { podSelector: { matchLabels: { app: 'worker' } }, policyTypes: Object.keys(spec).map((key) => key === 'ingress' ? 'Ingress' : 'Egress'), ...spec },
});

export const CLUSTER = [
  ordinary('cluster: an internal ingress', (stack, service) => void ingress(stack, service)),
  ordinary('cluster: an ingress with a default backend', (stack, service) => {
    ingress(stack, service, { rule: [], defaultBackend: { service: { name: 'admin', port: { number: 80 } } } });
  }),
  ordinary('cluster: a service of type ClusterIP', (stack, service) => {
    new ServiceV1(stack, 'Admin', { metadata: own(service, 'admin'), spec: { selector: { app: 'admin' }, port: [{ port: 80, targetPort: '8080' }] } });
  }),
  ordinary('cluster: a headless service', (stack, service) => {
    new ServiceV1(stack, 'Peers', { metadata: own(service, 'peers'), spec: { clusterIp: 'None', selector: { app: 'worker' }, port: [{ port: 7946 }] } });
  }),
  ordinary('cluster: a name for a host outside', (stack, service) => {
    new ServiceV1(stack, 'Legacy', { metadata: own(service, 'legacy'), spec: { type: 'ExternalName', externalName: 'legacy.acme.io' } });
  }),
  ordinary('cluster: settings', (stack, service) => {
    new ConfigMapV1(stack, 'Settings', { metadata: own(service, 'settings'), data: { CURRENCY: 'EUR', 'app.yaml': 'retries: 3\n' } });
  }),
  ordinary('cluster: a secret from another resource', (stack, service) => {
    new SecretV1(stack, 'Secret', { metadata: own(service, 'registry'), type: 'Opaque', data: { host: service.roleArn } });
  }),
  ordinary('cluster: a service account for a job', (stack, service) => {
    new ServiceAccountV1(stack, 'Job', { metadata: own(service, 'settle'), automountServiceAccountToken: false });
  }),
  ordinary('cluster: a role that reads settings', (stack, service) => {
    role(stack, service, [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }]);
  }),
  ordinary('cluster: a role for the election of a leader', (stack, service) => {
    role(stack, service, [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }]);
  }),
  ordinary('cluster: a role that finds peers by endpoints', (stack, service) => {
    role(stack, service, [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] }]);
  }),
  ordinary('cluster: the group of the team may read its namespace', (stack, service) => {
    new RoleBindingV1(stack, 'Team', {
      metadata: own(service, 'team'), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subject: [{ kind: 'Group', name: 'payments-team', apiGroup: 'rbac.authorization.k8s.io' }],
    });
  }),
  ordinary('cluster: a caller in another namespace, by its pods', (stack, service) => {
    rules(stack, service, {
      ingress: [{ from: [{ namespaceSelector: named('shop-production'), podSelector: { matchLabels: { app: 'shop' } } }], ports: ports(8080) }],
    });
  }),
  ordinary('cluster: scrapes by the collector of another namespace', (stack, service) => {
    rules(stack, service, { ingress: [{ from: [{ namespaceSelector: named('monitoring') }], ports: ports(9090) }] });
  }),
  ordinary('cluster: pods of the own namespace talk to each other', (stack, service) => {
    const peers = [{ podSelector: {} }];
    rules(stack, service, { ingress: [{ from: peers, ports: ports(7946) }], egress: [{ to: peers, ports: ports(7946) }] });
  }),
  ordinary('cluster: a network of a partner', (stack, service) => {
    rules(stack, service, { egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: ports(443) }] });
  }),
  ordinary('cluster: the network of the VPC but for one part', (stack, service) => {
    rules(stack, service, { egress: [{ to: [{ ipBlock: { cidr: '10.20.0.0/16', except: ['10.20.5.0/24'] } }], ports: ports(5432) }] });
  }),
  ordinary('cluster: the internet, by the verb of the library', (_, service) => {
    service.allowTo(Peer.cidr('198.51.100.0/24'), 443, 'the API of the card network');
  }),
  ordinary('cluster: an admission webhook, by the verb of the library', (_, service) => {
    service.allowFrom(Peer.apiServer(), 9443, 'the API server asks the admission webhook');
  }),
  ordinary('cluster: media on a range of UDP ports, by the verb of the library', (_, service) => {
    service.allowFrom(Peer.vpc(), 10000, 'calls are put through', { protocol: NetworkProtocol.UDP, endPort: 10100 });
  }),
  ordinary('cluster: partners that publish no networks, by the verb of the library', (_, service) => {
    service.allowTo(Peer.internet(), 8443, 'partners publish no networks');
  }),
  ordinary('cluster: another namespace, by the verb of the library', (_, service) => {
    service.allowFrom(Peer.namespace('ingress-nginx', { 'app.kubernetes.io/name': 'ingress-nginx' }), 8080, 'requests from outside');
  }),
  ordinary('cluster: a second namespace of the team', (stack) => void new NamespaceV1(stack, 'Tools', { metadata: { name: 'payment-tools' } })),
  ordinary('cluster: a role that reads secrets', (stack, service, _, reason) => {
    explain(service, role(stack, service, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }]), reason);
  }, 'it reads every secret of the namespace'),
  ordinary('cluster: a role that starts jobs', (stack, service, _, reason) => {
    explain(service, role(stack, service, [{ apiGroups: ['batch'], resources: ['jobs'], verbs: ['create', 'delete', 'get', 'list'] }]), reason);
  }, 'whoever starts a pod may use every service account and secret of the namespace'),
  ordinary('cluster: a role of the cluster that reads nodes', (stack, service, _, reason) => {
    const rule = [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }];
    const nodes = new ClusterRoleV1(stack, 'Nodes', { metadata: { name: 'payment-nodes' }, rule });
    const binding = new ClusterRoleBindingV1(stack, 'Binding', {
      metadata: { name: 'payment-nodes' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'payment-nodes' },
      subject: [{ kind: 'ServiceAccount', name: service.serviceAccountName, namespace: service.namespaceName }],
    });
    for (const each of [nodes, binding]) explain(service, each, reason);
  }, 'it reaches beyond the namespace of the service'),
  ordinary('cluster: the whole internet on one port', (stack, service, _, reason) => {
    const out = rules(stack, service, {
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] } }], ports: ports(443) }],
    });
    explain(service, out, reason);
  }, 'it may send anything to anybody'),
];
