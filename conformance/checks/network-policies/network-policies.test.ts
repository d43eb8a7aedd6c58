import type { CheckedStack } from '../../referees/terraform';
import { podAddresses, samplesOf } from './addresses';
import { plannedNetwork } from './planned';

/** A stack with resources as Terraform plans them, by their types. */
function stackWith(resources: readonly (readonly [string, Readonly<Record<string, unknown>>])[]): CheckedStack {
  const planned = resources.map(([type, values]) => ({ address: `${type}.It`, mode: 'managed' as const, type, name: 'It', values }));
  return { stack: 'shop-staging', plan: { planned_values: { root_module: { resources: planned } } }, creates: [] };
}

const PEER = { ip_block: [], namespace_selector: [{ match_expressions: [], match_labels: { 'a/b_c': 'x_y' } }], pod_selector: [] };
const PORTS = [{ end_port: null, port: '53', protocol: 'UDP' }, { end_port: '90', port: '80', protocol: 'TCP' }, { port: 'http', protocol: 'TCP' }];

test('reads planned policies and namespaces as Kubernetes writes them', () => {
  const metadata = [{ annotations: { 'a/b': 'c' }, generate_name: null, labels: null, name: 'allow-dns', namespace: 'shop-staging' }];
  const spec = [{ egress: [{ ports: PORTS, to: [PEER] }], ingress: [], pod_selector: [{ match_labels: null }], policy_types: ['Egress'] }];
  expect(plannedNetwork([stackWith([
    ['kubernetes_namespace_v1', { id: 'x', metadata: [{ name: 'shop-staging', labels: { team_name: 'shop' } }] }],
    ['kubernetes_network_policy_v1', { id: 'x', metadata, spec }],
  ])])).toEqual({
    namespaces: { 'shop-staging': { team_name: 'shop' } },
    policies: [{
      metadata: { annotations: { 'a/b': 'c' }, name: 'allow-dns', namespace: 'shop-staging' },
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        ingress: [],
        egress: [{
          ports: [{ port: 53, protocol: 'UDP' }, { port: 80, endPort: 90, protocol: 'TCP' }, { port: 'http', protocol: 'TCP' }],
          to: [{ namespaceSelector: { matchExpressions: [], matchLabels: { 'a/b_c': 'x_y' } } }],
        }],
      },
    }],
  });
});

const policy = (cidr: string) => ({ metadata: { name: 'it', namespace: 'shop' }, spec: { egress: [{ to: [{ ipBlock: { cidr } }] }] } });

test('asks about addresses inside and outside of every block', () => {
  expect(samplesOf('10.10.0.0/16', [policy('10.10.64.0/20'), policy('10.11.0.0/16')])).toEqual(['10.10.1.7', '10.10.64.0', '10.10.0.0']);
  expect(samplesOf('::/0', [policy('10.10.64.0/20')])).toEqual(['fd00:ec2::254', 'fd00:ec2::23', '2001:db8::1', '::']);
  expect(podAddresses([policy('10.10.64.0/20')])).toEqual(['100.64.7.7', 'fd00:77::7', '10.10.64.0']);
});
