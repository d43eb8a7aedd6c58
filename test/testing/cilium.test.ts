import * as fc from 'fast-check';
import { decide } from '../../lib/testing/network/evaluate';
import type { End } from '../../lib/testing/network/evaluate';
import { ask, clusterWith, network, pod, policy, word } from './cluster';

const DENY = policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }', 'default-deny');
const host = (name: string): End => ({ kind: 'host', name });

/** A CiliumNetworkPolicy of the namespace `bank`, by its spec. */
function cilium(spec: string, kind = 'CiliumNetworkPolicy'): string {
  return `{ apiVersion: cilium.io/v2, kind: ${kind}, metadata: { name: cilium, namespace: bank }, spec: ${spec} }`;
}

const out = (egress: string, more = '') => cilium(`{ endpointSelector: {}, egress: [${egress}]${more} }`);
const to443 = "toPorts: [{ ports: [{ port: '443', protocol: TCP }] }]";
const METADATA = ", egressDeny: [{ toCIDR: ['169.254.169.254/32'] }]";
const asks = (policies: readonly string[], other: End, port = 443) => word(ask(clusterWith(DENY, ...policies), pod('bank'), other, port));

test.each<[string, string, End, number, string]>([
  ['a host', out(`{ toFQDNs: [{ matchName: api.stripe.com. }], ${to443} }`), host('api.stripe.com'), 443, 'allowed'],
  ['a host, at another port', out(`{ toFQDNs: [{ matchName: api.stripe.com }], ${to443} }`), host('api.stripe.com'), 80, 'denied'],
  ['another host', out('{ toFQDNs: [{ matchName: api.stripe.com }] }'), host('evil.example'), 443, 'denied'],
  ['a pattern', out('{ toFQDNs: [{ matchPattern: \'api-*.stripe.com\' }] }'), host('api-1.stripe.com'), 443, 'allowed'],
  ['a pattern of many labels', out('{ toFQDNs: [{ matchPattern: \'**.stripe.com\' }] }'), host('a.b.stripe.com'), 443, 'allowed'],
  ['its parent', out('{ toFQDNs: [{ matchPattern: \'**.stripe.com\' }] }'), host('stripe.com'), 443, 'denied'],
  ['a deeper name', out('{ toFQDNs: [{ matchPattern: \'*.stripe.com\' }] }'), host('a.b.stripe.com'), 443, 'denied'],
  ['an address, by a name', out('{ toFQDNs: [{ matchName: api.stripe.com }] }'), network('203.0.113.7/32'), 443, 'depends'],
  ['a pod, by a name', out('{ toFQDNs: [{ matchPattern: \'*\' }] }'), pod('shop'), 443, 'denied'],
  ['a host, by a network', out('{ toCIDR: [\'203.0.113.0/24\'] }'), host('api.stripe.com'), 443, 'depends'],
  ['an address', out('{ toCIDR: [\'203.0.113.0/24\'] }'), network('203.0.113.7/32'), 443, 'allowed'],
  ['a hole', out('{ toCIDRSet: [{ cidr: 203.0.113.0/24, except: [203.0.113.0/28] }] }'), network('203.0.113.7/32'), 443, 'denied'],
  ['a set by name', out('{ toCIDRSet: [{ cidrGroupRef: partners }] }'), network('203.0.113.7/32'), 443, 'depends'],
  ['a pod', out('{ toEndpoints: [{ matchLabels: { \'k8s:io.kubernetes.pod.namespace\': shop, \'k8s:app\': web } }] }'), pod('shop', { app: 'web' }), 443, 'allowed'],
  ['a pod of its own', out('{ toEndpoints: [{ matchLabels: { app: web } }] }'), pod('shop', { app: 'web' }), 443, 'denied'],
  ['a label of Cilium', out('{ toEndpoints: [{ matchLabels: { \'io.cilium.k8s.namespace.labels.team\': shop } }] }'), pod('shop'), 443, 'depends'],
  ['an entity', out('{ toEntities: [world] }'), network('203.0.113.7/32'), 443, 'depends'],
  ['everyone', out('{}'), network('203.0.113.7/32'), 443, 'allowed'],
  ['what is filtered', out('{ toPorts: [{ ports: [{ port: \'443\' }], rules: { http: [{ method: GET }] } }] }'), pod('shop'), 443, 'depends'],
  ['a range', out('{ toPorts: [{ ports: [{ port: \'440\', endPort: 450 }] }] }'), pod('shop'), 443, 'allowed'],
  ['every port', out('{ toPorts: [{ ports: [{ port: \'0\', protocol: UDP }, { port: \'0\', protocol: TCP }] }] }'), pod('shop'), 443, 'allowed'],
  ['what is denied', out('{}', METADATA), network('169.254.169.254/32'), 443, 'denied'],
  ['a part of it', out('{}', METADATA), network('169.254.0.0/16'), 443, 'depends'],
  ['all but it', out('{}', METADATA), network('169.254.0.0/16', '169.254.169.254/32'), 443, 'allowed'],
  ['what an unknown rule may deny', out('{}', ', egressDeny: [{ toServices: [] , toGroups: [{ aws: {} }] }]'), pod('shop'), 443, 'depends'],
  ['pods that only some policies select', cilium('{ endpointSelector: { matchLabels: { app: x } }, egress: [{}] }'), pod('shop'), 443, 'denied'],
  ['what turns denial off', cilium('{ endpointSelector: {}, enableDefaultDeny: { egress: false }, egress: [{}] }'), pod('shop'), 443, 'depends'],
  ['nodes', cilium('{ nodeSelector: {}, egress: [{}] }'), pod('shop'), 443, 'depends'],
  ['a policy for the cluster', cilium('{ endpointSelector: {}, egress: [{}] }', 'CiliumClusterwideNetworkPolicy'), pod('shop'), 443, 'depends'],
])('egress to %s', (_, written, other, port, expected) => expect(asks([written], other, port)).toBe(expected));

test('a denial of one policy holds against what all others allow', () => {
  const wide = policy('{ podSelector: {}, policyTypes: [Egress], egress: [{}] }', 'wide');
  expect(asks([wide], network('169.254.169.254/32'))).toBe('allowed');
  const denial = cilium("{ endpointSelector: {}, egressDeny: [{ toCIDR: ['169.254.169.254/32'] }] }");
  expect(asks([wide, denial], network('169.254.169.254/32'))).toBe('denied');
  expect(asks([wide, denial], network('203.0.113.7/32'))).toBe('allowed');
});

test('several specs are several policies, and ingress is read like egress', () => {
  const specs = `{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: x, namespace: bank },
    specs: [{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { 'any:io.kubernetes.pod.namespace': shop } }] }] },
      { endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: api.stripe.com }] }] }] }`;
  const cluster = clusterWith(DENY, specs);
  expect(word(ask(cluster, pod('shop'), pod('bank'), 443))).toBe('allowed');
  expect(word(ask(cluster, pod('bank'), host('api.stripe.com'), 443))).toBe('allowed');
});

test('another host is never reached by the name of one, whatever the names are', () => {
  const label = fc.stringMatching(/^[a-z0-9]{1,4}$/);
  const names = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
  fc.assert(fc.property(names, names, (allowed, asked) => {
    const { policies } = clusterWith(DENY, out(`{ toFQDNs: [{ matchName: '${allowed}' }] }`));
    const to = (name: string) => decide(policies, 'egress', { from: pod('bank'), to: host(name), port: 443, protocol: 'TCP' }).outcome;
    expect(to(allowed)).toBe('yes');
    expect(to(asked)).toBe(asked === allowed ? 'yes' : 'no');
  }), { numRuns: 300 });
});
