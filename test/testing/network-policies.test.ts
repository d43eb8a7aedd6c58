import { readPolicy } from '../../lib/testing/network/policy';
import { ask, clusterWith, network, pod, policy, word } from './cluster';

const api = pod('bank', { app: 'api', tier: 'front' }, [{ name: 'http', port: 8080, protocol: 'TCP' }, { name: 'dns', port: 53, protocol: 'UDP' }]);
const neighbour = pod('bank', { app: 'batch' });
const shop = pod('shop', { app: 'web' });
const shopOther = pod('shop', { app: 'cron' });
const elsewhere = pod('elsewhere', { app: 'web' });

type Row = readonly [what: string, policies: string[], from: Parameters<typeof ask>[1], to: Parameters<typeof ask>[2], port: number, expected: string, protocol?: 'TCP' | 'UDP' | 'SCTP'];

/** What the documentation of Kubernetes says of policies, each sentence as a case and its opposite. */
const INGRESS: Row[] = [
  ['a pod that no policy selects takes everything', [], shop, api, 8080, 'allowed'],
  ['a pod that a policy selects takes nothing that it does not allow', [policy('{ podSelector: {} }')], shop, api, 8080, 'denied'],
  ['a policy of another namespace selects no pod here', [policy('{ podSelector: {} }').replace('namespace: bank', 'namespace: shop')], shop, api, 8080, 'allowed'],
  ['a policy is about the pods that it selects', [policy('{ podSelector: { matchLabels: { app: api } } }')], shop, neighbour, 8080, 'allowed'],
  ['an empty rule allows everything', [policy('{ podSelector: {}, ingress: [{}] }')], shop, api, 1, 'allowed'],
  ['an empty list of rules allows nothing', [policy('{ podSelector: {}, ingress: [] }')], shop, api, 8080, 'denied'],
  ['policies add up', [policy('{ podSelector: {} }'), policy('{ podSelector: { matchLabels: { app: api } }, ingress: [{}] }', 'b')], shop, api, 8080, 'allowed'],
  ['policies that deny other pods nothing add nothing', [policy('{ podSelector: {} }'), policy('{ podSelector: { matchLabels: { app: batch } }, ingress: [{}] }', 'b')], shop, api, 8080, 'denied'],
  ['a pod selector alone means the own namespace', [policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }')], neighbour, api, 8080, 'allowed'],
  ['a pod selector alone means no other namespace', [policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }')], shop, api, 8080, 'denied'],
  ['a namespace selector alone means all of its pods', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } } }] }] }')], shopOther, api, 8080, 'allowed'],
  ['a namespace selector goes by the labels of the namespace', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } } }] }] }')], elsewhere, api, 8080, 'denied'],
  ['an empty namespace selector means all namespaces', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }')], elsewhere, api, 8080, 'allowed'],
  ['every namespace has its name as a label', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: elsewhere } } }] }] }')], elsewhere, api, 8080, 'allowed'],
  ['two selectors of one peer both have to hold', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } }, podSelector: { matchLabels: { app: web } } }] }] }')], shopOther, api, 8080, 'denied'],
  ['two selectors of one peer that both hold allow', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } }, podSelector: { matchLabels: { app: web } } }] }] }')], shop, api, 8080, 'allowed'],
  ['of two peers one has to hold', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } } }, { podSelector: { matchLabels: { app: web } } }] }] }')], shopOther, api, 8080, 'allowed'],
  ['a peer that says nothing is nobody', [policy('{ podSelector: {}, ingress: [{ from: [{}] }] }')], shop, api, 8080, 'denied'],
  ['an empty list of peers is everybody', [policy('{ podSelector: {}, ingress: [{ from: [] }] }')], shop, api, 8080, 'allowed'],
  ['a rule goes by peer and port', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }] }')], shop, api, 8081, 'denied'],
  ['peers and ports of two rules do not mix', [policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }, { from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] }] }')], shop, api, 8080, 'denied'],
  ['a port without a protocol is one of TCP', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: 53 }] }] }')], shop, api, 53, 'denied', 'UDP'],
  ['a protocol without a port is all of its ports', [policy('{ podSelector: {}, ingress: [{ ports: [{ protocol: UDP }] }] }')], shop, api, 4711, 'allowed', 'UDP'],
  ['a protocol without a port is no port of another one', [policy('{ podSelector: {}, ingress: [{ ports: [{ protocol: UDP }] }] }')], shop, api, 4711, 'denied', 'SCTP'],
  ['an empty list of ports is every port', [policy('{ podSelector: {}, ingress: [{ ports: [] }] }')], shop, api, 4711, 'allowed', 'SCTP'],
  ['a range of ports has its last one', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: 8000, endPort: 8080 }] }] }')], shop, api, 8080, 'allowed'],
  ['a range of ports ends', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: 8000, endPort: 8080 }] }] }')], shop, api, 8081, 'denied'],
  ['a port by name is that of the pod', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }')], shop, api, 8080, 'allowed'],
  ['a port by name is no other port', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }')], shop, api, 80, 'denied'],
  ['a port by name has a protocol', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: dns }] }] }')], shop, api, 53, 'denied', 'UDP'],
  ['a port by name is of the protocol that the pod says', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: dns }] }] }')], shop, api, 53, 'denied'],
  ['a port by name of a protocol is found', [policy('{ podSelector: {}, ingress: [{ ports: [{ port: dns, protocol: UDP }] }] }')], shop, api, 53, 'allowed', 'UDP'],
  ['a block holds its addresses', [policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 172.17.0.0/16 } }] }] }')], network('172.17.9.1/32'), api, 8080, 'allowed'],
  ['a block holds no others', [policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 172.17.0.0/16 } }] }] }')], network('172.18.9.1/32'), api, 8080, 'denied'],
  ['a block lets out what it excepts', [policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] } }] }] }')], network('172.17.1.9/32'), api, 8080, 'denied'],
  ['what one block excepts another one may hold', [policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] } }, { ipBlock: { cidr: 172.17.1.9/32 } }] }] }')], network('172.17.1.9/32'), api, 8080, 'allowed'],
  ['selectors select no address', [policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }')], network('172.17.1.9/32'), api, 8080, 'denied'],
  ['whether a block holds a pod is not for a policy to say', [policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }')], shop, api, 8080, 'depends'],
  ['IPv6 is a family of its own', [policy("{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }")], network('2001:db8::1/128'), api, 8080, 'denied'],
  ['blocks may be of IPv6', [policy("{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '2001:db8::/32' } }] }] }")], network('2001:db8::1/128'), api, 8080, 'allowed'],
];

const EGRESS: Row[] = [
  ['a policy without egress rules says nothing of what goes out', [policy('{ podSelector: {} }')], api, shop, 80, 'allowed'],
  ['a policy with egress rules is about egress', [policy('{ podSelector: {}, egress: [{ ports: [{ port: 81 }] }] }')], api, shop, 80, 'denied'],
  ['a policy with egress rules is about ingress as well', [policy('{ podSelector: {}, egress: [{}] }')], shop, api, 80, 'denied'],
  ['types say what a policy is about', [policy('{ podSelector: {}, policyTypes: [Egress] }')], api, shop, 80, 'denied'],
  ['a policy of egress leaves ingress alone', [policy('{ podSelector: {}, policyTypes: [Egress] }')], shop, api, 80, 'allowed'],
  ['rules of a type that is not named have no effect', [policy('{ podSelector: {}, policyTypes: [Ingress], egress: [{ ports: [{ port: 81 }] }] }')], api, shop, 80, 'allowed'],
  ['both ends have to allow', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{}] }'), policy('{ podSelector: {}, ingress: [] }', 'b').replace('namespace: bank', 'namespace: shop')], api, shop, 80, 'denied'],
  ['the other end alone is not enough', [policy('{ podSelector: {}, policyTypes: [Egress] }'), policy('{ podSelector: {}, ingress: [{}] }', 'b').replace('namespace: bank', 'namespace: shop')], api, shop, 80, 'denied'],
  ['a port by name is that of the pod that is called', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: web }] }] }')], api, pod('shop', {}, [{ name: 'web', port: 80, protocol: 'TCP' }]), 80, 'allowed'],
  ['which ports an unknown pod names, the output does not say', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: web }] }] }')], api, { ...shop, ports: undefined }, 80, 'depends'],
  ['an address names no ports', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: web }] }] }')], api, network('10.0.0.1/32'), 80, 'denied'],
  ['DNS needs its port in both protocols', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }] }')], api, elsewhere, 53, 'denied', 'TCP'],
  ['a network counts as allowed as a whole', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }')], api, network('10.1.0.0/16'), 80, 'allowed'],
  ['a network that is allowed in part is neither', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }')], api, network('0.0.0.0/0'), 80, 'depends'],
  ['a network with a hole is neither', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.2.0/24] } }] }] }')], api, network('10.1.0.0/16'), 80, 'depends'],
  ['a hole that is not asked for is none', [policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }] }] }')], api, network('0.0.0.0/0', '169.254.169.254/32'), 80, 'allowed'],
];

const asked = (rows: Row[]) => rows.map(([what, policies, from, to, port, expected, protocol]) => ({
  what, expected, verdict: () => ask(clusterWith(...policies), from, to, port, protocol),
}));

test.each(asked(INGRESS))('$what', ({ verdict, expected }) => {
  expect(word(verdict())).toBe(expected);
});

test.each(asked(EGRESS))('outwards: $what', ({ verdict, expected }) => {
  expect(word(verdict())).toBe(expected);
});

test.each([
  ['{ matchExpressions: [{ key: app, operator: In, values: [api, web] }] }', true],
  ['{ matchExpressions: [{ key: app, operator: In, values: [web] }] }', false],
  ['{ matchExpressions: [{ key: absent, operator: In, values: [web] }] }', false],
  ['{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }', true],
  ['{ matchExpressions: [{ key: app, operator: NotIn, values: [api] }] }', false],
  ['{ matchExpressions: [{ key: absent, operator: NotIn, values: [web] }] }', true],
  ['{ matchExpressions: [{ key: tier, operator: Exists }] }', true],
  ['{ matchExpressions: [{ key: absent, operator: Exists }] }', false],
  ['{ matchExpressions: [{ key: absent, operator: DoesNotExist }] }', true],
  ['{ matchExpressions: [{ key: tier, operator: DoesNotExist }] }', false],
  ['{ matchLabels: { app: api }, matchExpressions: [{ key: tier, operator: In, values: [back] }] }', false],
  ['{ matchLabels: { app: api, tier: front } }', true],
  ['{ matchLabels: { app: api, tier: back } }', false],
])('the selector %s selects: %s', (selector, expected) => {
  const cluster = clusterWith(policy(`{ podSelector: ${selector}, ingress: [] }`));
  expect(ask(cluster, shop, api, 8080).denied).toBe(expected);
});

test("Terraform's spelling of a policy means the same", () => {
  const kubernetes = readPolicy({
    metadata: { name: 'a', namespace: 'bank' },
    spec: {
      podSelector: { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'shop' } }, podSelector: {} }], ports: [{ port: 8000, endPort: 8080, protocol: 'TCP' }, { port: 'http' }] }],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
    },
  }, 'x');
  const terraform = readPolicy({
    metadata: [{ name: 'a', namespace: 'bank' }],
    spec: {
      pod_selector: { match_labels: { app: 'api' }, match_expressions: [{ key: 'tier', operator: 'In', values: ['front'] }] },
      policy_types: ['Ingress', 'Egress'],
      ingress: { from: { namespace_selector: { match_labels: { team: 'shop' } }, pod_selector: {} }, ports: [{ port: '8000', end_port: 8080, protocol: 'TCP' }, { port: 'http' }] },
      egress: [{ to: [{ ip_block: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
    },
  }, 'x');
  expect(terraform).toEqual(kubernetes);
  expect(terraform.ingress![0].ports[0]).toEqual({ protocol: 'TCP', port: 8000, endPort: 8080 });
});

describe('an explanation', () => {
  const cluster = clusterWith(
    policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }', 'default-deny'),
    policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } }, podSelector: {} }, { ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }], ports: [{ port: 8080 }, { port: 1, endPort: 9 }, { protocol: UDP }] }] }', 'allow-shop'),
  );

  test('names the policy that allows', () => {
    expect(ask(cluster, shop, api, 8080).explanation).toBe([
      'a pod of shop reaches a pod of bank on 8080/TCP',
      '',
      '  egress of a pod of shop: allowed, since no policy selects its pods',
      '  ingress of a pod of bank: allowed by',
      '    allow-shop (NetworkPolicy allow-shop)',
    ].join('\n'));
  });

  test('says what the policies allow instead', () => {
    expect(ask(cluster, elsewhere, api, 8080).explanation).toMatch(/^whether a pod of elsewhere reaches a pod of bank on 8080\/TCP depends/);
    expect(ask(cluster, neighbour, api, 99).explanation).toBe([
      'a pod of bank does not reach a pod of bank on 99/TCP',
      '',
      '  egress of a pod of bank: denied, since none of the policies that select its pods allows it',
      '    default-deny: allows nothing',
      '  ingress of a pod of bank: denied, since none of the policies that select its pods allows it',
      '    default-deny: allows nothing',
      '    allow-shop: allows 8080/TCP, 1-9/TCP, every UDP port from pods (all) of namespaces (team=shop) or 10.0.0.0/8 except 10.1.0.0/16',
    ].join('\n'));
  });

  test('says whose policies are not known', () => {
    expect(ask(clusterWith(), elsewhere, api, 8080).explanation)
      .toContain('a pod of elsewhere: its own policies are not in this output, and taken to allow it');
  });

  test('says which policy cannot be read, and then decides nothing', () => {
    const verdict = ask(clusterWith(policy('{ podSelector: {} }').replace('namespace: bank', "namespace: '${data.x.y.name}'")), shop, api, 8080);
    expect(word(verdict)).toBe('depends');
    expect(verdict.explanation).toContain('not read: NetworkPolicy policy, whose namespace only Terraform knows');
  });
});
