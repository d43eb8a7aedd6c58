import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { NetworkPolicy } from '@cdktf/provider-kubernetes/lib/network-policy';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { NetworkProtocol, Peer } from '@golden-path/constructs';
import { TerraformStack, TerraformVariable } from 'cdktf';
import type { ServiceApp } from '../service-app';
import { attacksOn, blocks, NAMESPACE, overridden, sibling } from './entry';

const { refused, safe, allowed } = attacksOn('network', 'network');

const TYPES = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
const policyIn = (scope: TerraformStack, spec: object, Kind = NetworkPolicyV1) => {
  const policy = new Kind(scope, 'NP', { metadata: { name: 'x', namespace: NAMESPACE }, spec: TYPES });
  return overridden(policy, Object.fromEntries(Object.entries(spec).map(([key, value]) => [`spec.${key}`, value])));
};
const rules = (name: string, spec: object) => refused(name, ({ stack }) => void policyIn(stack, spec));
const from = (name: string, peer: unknown) => rules(`from ${name}`, { ingress: [{ from: [peer] }] });
const to = (name: string, ...peers: object[]) => rules(`to ${name}`, { egress: [{ to: peers }] });
const namespaces = (key: string, operator: string, values?: string[]) =>
  ({ namespace_selector: { match_expressions: [{ key, operator, values }] } });
const network = (cidr: string, except?: string[]) => ({ ip_block: { cidr, except } });
const byVerb = (cidr: string) => refused(`allowTo ${cidr}`, ({ service }) => void service.allowTo(Peer.cidr(cidr), 80, 'x'));
const manifest = ({ stack }: ServiceApp, policy: object) => new Manifest(stack, 'M', { manifest: policy });
const OPEN = {
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'open', namespace: NAMESPACE },
  spec: { ...TYPES, ingress: [{}], egress: [{}] },
};

const NO_METADATA = [{ toCIDR: ['169.254.169.254/32', 'fd00:ec2::254/128'] }];

/** Every network that a rule of the service's own names. */
const exceptions = (output: Parameters<typeof blocks>[0]) =>
  JSON.stringify(blocks(output, 'kubernetes_network_policy_v1')).includes('"except":["169.254.169.254/32"]');

export const NETWORK = [
  rules('a rule without anything', { ingress: [{}] }),
  rules('a rule of egress without anything', { egress: [{}] }),
  rules('a rule with ports alone', { ingress: [{ ports: [{ port: '80' }] }] }),
  rules('no peers', { ingress: [{ from: [] }] }),
  rules('an empty rule in a list in a list', { ingress: [[{}]] }),
  rules('peers in a list in a list', { ingress: [{ from: [[{ namespace_selector: {} }]] }] }),
  rules('a rule that is no list', { ingress: { from: { namespace_selector: {} } } }),
  rules('a dynamic rule', { dynamic: { ingress: { for_each: ['x'], content: {} } } }),
  rules('a dynamic rule in a list', { dynamic: [{ egress: [{ for_each: ['x'], content: [{}] }] }] }),
  rules('dynamic peers', { ingress: [{ dynamic: { from: { for_each: [], content: {} } } }] }),
  rules('a rule by an expression', { ingress: '${[{}]}' }),
  from('an empty peer', {}),
  from('every namespace', { namespace_selector: {} }),
  from('every namespace, by empty labels', { namespace_selector: { match_labels: {} } }),
  from('every namespace that has a name', namespaces('kubernetes.io/metadata.name', 'Exists')),
  from('every namespace but one', namespaces('kubernetes.io/metadata.name', 'NotIn', ['none'])),
  from('every namespace without a label', namespaces('nope', 'DoesNotExist')),
  from('every pod, by a label that none has', { ...namespaces('nope', 'DoesNotExist'), pod_selector: {} }),
  from('every namespace, and pods without a label', {
    namespace_selector: {}, pod_selector: { match_expressions: [{ key: 'nope', operator: 'DoesNotExist' }] },
  }),
  from('a selector by an expression', { namespace_selector: { match_labels: '${{}}' } }),
  from('everywhere', network('0.0.0.0/0')),
  from('everywhere in IPv6', network('::/0')),
  from('everywhere but itself', network('10.0.0.0/8', ['10.0.0.0/8'])),
  to('everywhere', network('0.0.0.0/0')),
  to('everywhere in halves', network('0.0.0.0/1'), network('128.0.0.0/1')),
  to('everywhere in quarters', ...['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'].map((cidr) => network(cidr))),
  to('everywhere in IPv6, by halves', network('::/1'), network('8000::/1')),
  to('everywhere, with a host part', network('1.2.3.4/0')),
  to('the metadata of the node', network('169.254.169.254/32')),
  to('the metadata of the node, with its neighbour', network('169.254.169.254/31')),
  to('the link-local network', network('169.254.0.0/16')),
  to('the metadata of the node in IPv6', network('fd00:ec2::254/128')),
  to('the metadata of the node in IPv6, written out', network('FD00:0EC2:0:0:0:0:0:254/128')),
  to('a network of a variable', network('${var.cidr}')),
  byVerb('169.254.169.254/32'),
  byVerb('169.254.169.254/31'),
  byVerb('FD00:EC2::254/128'),
  byVerb('fd00:ec2:0:0:0:0:0:254/128'),
  byVerb('::ffff:169.254.169.254/128'),
  byVerb('::ffff:a9fe:a9fe/128'),
  byVerb('010.0.0.0/8'),
  byVerb('0.0.0.0/0'),
  refused('a network of a variable with a default', ({ stack }) => {
    const { stringValue } = new TerraformVariable(stack, 'cidr', { type: 'string', default: '0.0.0.0/0' });
    policyIn(stack, { egress: [{ to: [network(stringValue)] }] });
  }),
  refused('a policy for each', ({ stack }) => {
    const policy = policyIn(stack, { egress: [{ to: [network('${each.value}')] }] });
    policy.addOverride('for_each', { a: '0.0.0.0/1', b: '128.0.0.0/1' });
  }),
  refused('two policies with a half each', ({ stack }) => {
    policyIn(stack, { egress: [{ to: [network('0.0.0.0/1')] }] });
    stack.addOverride('resource.kubernetes_network_policy_v1.Half', {
      metadata: { name: 'half', namespace: NAMESPACE }, spec: { pod_selector: {}, policy_types: ['Egress'], egress: [{ to: [network('128.0.0.0/1')] }] },
    });
  }),
  refused('an open policy by kubernetes_manifest', (it) => void manifest(it, OPEN)),
  refused('a manifest whose kind is an expression', (it) => void manifest(it, { ...OPEN, kind: '${"NetworkPolicy"}' })),
  refused('a manifest that is an expression', (it) => void overridden(manifest(it, {}), { manifest: '${yamldecode(file("open.yaml"))}' })),
  refused('a manifest whose spec is an expression', (it) => void manifest(it, { ...OPEN, spec: '${var.spec}' })),
  refused('a list of manifests', (it) => void manifest(it, { apiVersion: 'v1', kind: 'List', items: [OPEN] })),
  refused('a policy of Cilium that lets everyone in', (it) => void manifest(it, {
    apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: OPEN.metadata, spec: { endpointSelector: {}, ingress: [{ fromEntities: ['all'] }] },
  })),
  refused('a policy of the cluster', (it) => void manifest(it, {
    apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name: 'open' }, spec: { priority: 1, subject: { namespaces: {} }, ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] },
  })),
  ...[
    ['everyone', { egress: [{}] }],
    ['the world', { egress: [{ toEntities: ['world'] }], egressDeny: NO_METADATA }],
    ['every name', { egress: [{ toFQDNs: [{ matchPattern: '*' }] }], egressDeny: NO_METADATA }],
    ['a name of the metadata', { egress: [{ toFQDNs: [{ matchName: 'instance-data.ec2.internal' }] }] }],
    ['the metadata', { egress: [{ toCIDR: ['169.254.169.254/32'] }] }],
    ['half of all networks', { ingress: [{ fromCIDR: ['0.0.0.0/1'] }] }],
    ['a rule by an expression', { ingress: '${[{}]}' }],
  ].map(([name, spec]) => refused(`Cilium: ${String(name)}, with a reason`, (it) => {
    const policy = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'open', namespace: NAMESPACE } };
    it.service.allowException(manifest(it, { ...policy, spec: { endpointSelector: {}, ...(spec as object) } }), 'partners publish no networks');
  })),
  refused('Cilium: a policy of the cluster, with a reason', (it) => {
    const policy = { apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'open' } };
    const spec = { endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] };
    it.service.allowException(manifest(it, { ...policy, spec }), 'everybody calls everybody');
  }),
  refused('a host by its name, where policies know none', ({ service }) => void service.allowToHost('evil.example', 443, 'partners')),
  refused('every port of UDP to everyone', ({ service }) =>
    void service.allowTo(Peer.cidr('0.0.0.0/0'), 1, 'x', { protocol: NetworkProtocol.UDP, endPort: 65535 })),
  refused('the internet without a reason', ({ service }) => void service.allowTo(Peer.internet(), 443, 'x')),
  refused('the internet without its exceptions', ({ service }) => {
    service.allowTo(Peer.internet(), 443, 'partners').addOverride('spec.egress', [{ to: [network('0.0.0.0/0')] }]);
  }),
  refused('default-deny: a rule', ({ service }) => service.defaultDeny.addOverride('spec.ingress', [{}])),
  refused('default-deny: a dynamic rule', ({ service }) => service.defaultDeny.addOverride('spec.dynamic', { ingress: { for_each: ['x'], content: {} } })),
  refused('default-deny: a dynamic selector', ({ service }) => {
    service.defaultDeny.addOverride('spec.dynamic', { pod_selector: { for_each: ['x'], content: { match_labels: { a: 'b' } } } });
  }),
  refused('default-deny: a second spec', ({ service }) => service.defaultDeny.addOverride('spec', [{ pod_selector: {}, policy_types: ['Ingress'] }, {}])),
  refused('default-deny: created for another cluster', ({ service }) => service.defaultDeny.addOverride('provider', 'kubernetes.other')),
  refused('a rule of the library without its peers', ({ service }) => {
    service.allowTo(Peer.cidr('10.0.0.0/8'), 443, 'x').addOverride('spec.egress', [{ ports: [{ port: '443' }] }]);
  }),
  refused("a rule of the library without the metadata's exception", ({ service }) => {
    service.allowTo(Peer.cidr('169.254.0.0/16'), 443, 'x').addOverride('spec.egress.0.to.0.ip_block.except', []);
  }, exceptions),
  safe('a wide network by the verb, but for the metadata', ({ service }) => void service.allowTo(Peer.cidr('160.0.0.0/4'), 443, 'partners'), exceptions),
  refused('the old kind', ({ stack }) => void policyIn(stack, { ingress: [{}] }, NetworkPolicy as unknown as typeof NetworkPolicyV1)),
  refused('a sibling stack', (it) => void policyIn(sibling(it), { ingress: [{}], egress: [{}] })),
  refused('a sibling stack of another team', (it) => void policyIn(sibling(it, 'ledger'), { ingress: [{ from: [{ namespace_selector: {} }] }] })),
  refused('a stack without a platform', ({ app }) => {
    const stack = new TerraformStack(app, 'raw');
    stack.addOverride('provider.kubernetes', [{ host: 'https://1D2E3F4A5B6C.gr7.eu-west-1.eks.amazonaws.com' }]);
    stack.addOverride('resource.kubernetes_network_policy_v1.open', {
      metadata: { name: 'open', namespace: NAMESPACE }, spec: { pod_selector: {}, policy_types: ['Ingress'], ingress: [{}] },
    });
  }),
  refused('an override of the stack', ({ stack }) => stack.addOverride('resource.kubernetes_network_policy_v1.evil', {
    metadata: { name: 'e', namespace: NAMESPACE }, spec: { pod_selector: {}, policy_types: ['Ingress'], ingress: [{}] },
  })),
  refused('an override of the stack in a list', ({ stack }) => stack.addOverride('resource.kubernetes_network_policy_v1.evil', [[{
    metadata: { name: 'e', namespace: NAMESPACE }, spec: { pod_selector: {}, policy_types: ['Ingress'], ingress: [{}] },
  }]])),
  refused('an override of the resources in a list', ({ stack }) => stack.addOverride('resource.kubernetes_network_policy_v1', [{
    evil: { metadata: { name: 'e', namespace: NAMESPACE }, spec: { pod_selector: {}, policy_types: ['Ingress'], ingress: [{}] } },
  }])),
  allowed('namespaces by a label', 'the peers are named, and the cluster decides which namespaces have the label', ({ stack }) =>
    void policyIn(stack, { ingress: [{ from: [{ namespace_selector: { match_labels: { 'acme.io/zone': 'edge' } } }] }] })),
  allowed('pods of the own namespace', 'they belong to one service', ({ stack }) => void policyIn(stack, { ingress: [{ from: [{ pod_selector: {} }] }] })),
  allowed('a namespace by name, kube-system too', 'the peer is named, and its team decides what it answers', ({ service }) =>
    void service.allowTo(Peer.namespace('kube-system'), 443, 'the API of metrics')),
  allowed('one address, the API server too', 'the peer is named, and the API server asks for a token', ({ service }) =>
    void service.allowTo(Peer.cidr('172.20.0.1/32'), 443, 'the API server')),
];
