import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { GitOpsApp, Peer } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { assertAllowed, assertDenied, synthesize } from '@golden-path/constructs/testing';
import type { ServiceOutput } from '@golden-path/constructs/testing';
import { aService } from '../support/synth';

const DNS = Peer.namespace('kube-system', { 'k8s-app': 'kube-dns' });

/** What a team states of two of its services, web calling api. */
const STATEMENTS: Record<string, (web: ServiceOutput, api: ServiceOutput) => void> = {
  'web reaches api': (web) => assertAllowed(web.canReach('api', 8080)),
  'api lets web in': (_, api) => assertAllowed(api.acceptsFrom('web', 8080)),
  'api lets nobody else in': (_, api) => assertDenied(api.acceptsFrom(Peer.namespace('elsewhere', { app: 'web' }), 8080)),
  'api stays inside': (_, api) => assertDenied(api.canReach('93.184.216.34', 8443)),
  'web resolves names': (web) => assertAllowed(web.canReach(DNS, 53, { protocol: 'UDP' })),
  'api reads its reports': (_, api) => assertAllowed(api.may('s3:GetObject', 'arn:aws:s3:::reports/a.csv')),
  'api deletes no reports': (_, api) => assertDenied(api.may('s3:DeleteObject', 'arn:aws:s3:::reports/a.csv')),
};

/** Meant as the pods of web in its namespace; as it stands, all of that namespace or pods of its own. */
const TWO_PEERS = {
  podSelector: {},
  policyTypes: ['Ingress'],
  ingress: [{
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'elsewhere' } } }, { podSelector: { matchLabels: { app: 'other' } } }],
    ports: [{ port: '8080' }],
  }],
};

/** What is made of the two before they are synthesised. */
type Fault = (web: MicroserviceInfra, api: MicroserviceInfra) => void;

/** The statements that do not hold, each with what a reader is told. */
function broken(fault: Fault): Record<string, string> {
  const output = synthesize((app) => {
    const web = aService(app, { serviceName: 'web' });
    const api = aService(app, { serviceName: 'api' });
    new GitOpsApp(api.node.scope!, 'App', { service: api, image: 'ghcr.io/acme/api', imageTag: '1', port: 8080 });
    web.connectTo(api, { port: 8080 });
    api.grant(['s3:GetObject'], ['arn:aws:s3:::reports/*']);
    fault(web, api);
  });
  const failures = Object.entries(STATEMENTS).flatMap(([statement, state]): [string, string][] => {
    try {
      state(output.service('web', 'staging'), output.service('api', 'staging'));
      return [];
    } catch (error) {
      expect((error as Error).name).toBe('ExpectationError');
      return [[statement, (error as Error).message]];
    }
  });
  return Object.fromEntries(failures);
}

const policyOf = (service: MicroserviceInfra, name: string) => service.networkPolicies.find((policy) => policy.node.id === name)!;
const removed = (service: MicroserviceInfra, name: string) => { expect(service.node.tryRemoveChild(name)).toBe(true); };

test('everything holds where nothing is wrong', () => {
  expect(broken(() => undefined)).toEqual({});
});

test.each<[string, Fault, Record<string, RegExp>]>([
  ["the caller's policy is removed", (web) => removed(web, 'allow-to-api-8080'), {
    'web reaches api': /^expected to be allowed, but web in staging does not reach api in staging on 8080\/TCP\n\n {2}egress of web in staging: denied, .*\n( {4}allow-.*\n)+ {4}default-deny: allows nothing\n/,
    'api lets web in': /egress of web in staging: denied/,
  }],
  ["the other side's policy is removed", (_, api) => removed(api, 'allow-from-web-8080'), {
    'web reaches api': /ingress of api in staging: denied, since none of the policies that select its pods allows it\n {4}default-deny: allows nothing$/,
    'api lets web in': /ingress of api in staging: denied/,
  }],
  ['the way to DNS is removed', (web) => removed(web, 'allow-dns'), {
    'web resolves names': /web in staging does not reach a pod of kube-system with k8s-app=kube-dns on 53\/UDP/,
  }],
  ['DNS is open in the other protocol only', (web) => policyOf(web, 'allow-dns').addOverride('spec.egress.0.ports.0.protocol', 'TCP'), {
    'web resolves names': /allow-dns: allows 53\/TCP, 53\/TCP to pods/,
  }],
  ['a port is another one', (_, api) => policyOf(api, 'allow-from-web-8080').addOverride('spec.ingress.0.ports.0.port', '8081'), {
    'web reaches api': /allow-from-web-8080: allows 8081\/TCP from pods \(app\.kubernetes\.io\/name=web\)/,
    'api lets web in': /allows 8081\/TCP/,
  }],
  ['a label of the pods is misspelt', (_, api) => policyOf(api, 'allow-from-web-8080').addOverride('spec.pod_selector.match_labels', { 'app.kubernetes.io/name': 'apy' }), {
    'web reaches api': /ingress of api in staging: denied, .*\n {4}default-deny: allows nothing$/,
    'api lets web in': /default-deny/,
  }],
  ['a label of the caller is misspelt', (_, api) => policyOf(api, 'allow-from-web-8080').addOverride('spec.ingress.0.from.0.pod_selector.match_labels', { 'app.kubernetes.io/name': 'wep' }), {
    'web reaches api': /from pods \(app\.kubernetes\.io\/name=wep\) of namespaces/,
    'api lets web in': /from pods \(app\.kubernetes\.io\/name=wep\)/,
  }],
  ['the namespace of the caller is another one', (_, api) => policyOf(api, 'allow-from-web-8080').addOverride('spec.ingress.0.from.0.namespace_selector.match_labels', { 'kubernetes.io/metadata.name': 'web' }), {
    'web reaches api': /of namespaces \(kubernetes\.io\/metadata\.name=web\)/,
    'api lets web in': /of namespaces/,
  }],
  ['two selectors stand in two peers', (_, api) => void new NetworkPolicyV1(api.node.scope!, 'Own', { metadata: { name: 'own', namespace: 'api-staging' }, spec: TWO_PEERS }), {
    'api lets nobody else in': /^expected to be denied, but a pod of elsewhere with app=web reaches api in staging on 8080\/TCP\n\n {2}ingress of api in staging: allowed by\n {4}own \(kubernetes_network_policy_v1\.Own of api-staging\)/,
  }],
  ['the way out is open to the world', (_, api) => void api.allowTo(Peer.cidr('0.0.0.0/0'), 8443, 'anything'), {
    'api stays inside': /api in staging reaches 93\.184\.216\.34 on 8443\/TCP\n\n {2}egress of api in staging: allowed by\n {4}allow-to-cidr\.0\.0\.0\.0-0-8443/,
  }],
  ['an action is another one', (_, api) => (api.node.findChild('Grants') as unknown as { policy: string }).policy = grants('s3:PutObject', '*'), {
    'api reads its reports': /the role api-staging may not s3:GetObject on .*\n\n {2}no statement says so; there are\n {4}aws_iam_role_policy\.grants: Allow s3:PutObject on \*/,
  }],
  ['the objects of a bucket are left out', (_, api) => (api.node.findChild('Grants') as unknown as { policy: string }).policy = grants('s3:GetObject', 'arn:aws:s3:::reports'), {
    'api reads its reports': /Allow s3:GetObject on arn:aws:s3:::reports$/,
  }],
  ['an action is too wide', (_, api) => api.grant(['s3:*'], ['arn:aws:s3:::reports/*'], 'for now'), {
    'api deletes no reports': /^expected to be denied, but the role api-staging may s3:DeleteObject on .*\n\n {2}aws_iam_role_policy\.grants: Allow s3:\* on arn:aws:s3:::reports\/\*/,
  }],
  ['a managed policy is attached that nobody knows', (_, api) => void api.attachPolicy('arn:aws:iam::111122223333:policy/more'), {
    'api deletes no reports': /^expected to be denied, but whether the role api-staging may s3:DeleteObject .* depends on more than the output says/,
  }],
])('is seen where %s', (_, fault, expected) => {
  const failures = broken(fault);
  expect(Object.keys(failures)).toEqual(Object.keys(expected));
  for (const [statement, message] of Object.entries(expected)) expect(failures[statement]).toMatch(message);
});

function grants(action: string, resource: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [action], Resource: [resource] }] });
}
