import { App } from 'cdktf';
import { StackContext } from '../../lib/stack/stack-context';
import { AppOutput } from '../../lib/testing/app-output';
import { clusterOf } from '../../lib/testing/network/cluster';
import { rolePolicies } from '../../lib/testing/permissions/documents';
import { mayRole } from '../../lib/testing/permissions/evaluate';
import { Synthesis } from '../../lib/testing/synthesis';
import type { Json } from '../support/synth';
import { aService, temporaryFolder } from '../support/synth';
import { ask, network, pod, word } from './cluster';

const cidr = (block: unknown) => [{ to: [{ ip_block: [{ cidr: block }] }] }];

/** A stack with a policy of the namespace `bank`, which is closed but for what the policy says. */
function withPolicy(egress: unknown, spec: Json = {}, metadata: Json = {}, more: Json = {}): Json {
  const closed = { metadata: { name: 'deny', namespace: 'bank' }, spec: { pod_selector: {}, policy_types: ['Egress'] } };
  const own = { metadata: [{ name: 'own', namespace: 'bank', ...metadata }], spec: { pod_selector: {}, policy_types: ['Egress'], egress, ...spec }, ...more };
  return { kubernetes_network_policy_v1: { Closed: closed, Own: own } };
}

const withManifest = (manifest: unknown) => ({ ...withPolicy([]), kubernetes_manifest: { M: { manifest } } });

describe('whether a pod reaches an address', () => {
  const reaches = (resource: Json, uncertain = false) =>
    word(ask(clusterOf([{ origin: 's', document: { resource }, uncertain }], []), pod('bank', { app: 'a' }), network('8.8.8.8/32'), 443));

  test.each<[string, Json, string]>([
    ['the address is written out', withPolicy(cidr('8.8.8.8/32')), 'allowed'],
    ['another address is', withPolicy(cidr('9.9.9.9/32')), 'denied'],
    ['a data source gives the network', withPolicy(cidr('${data.aws_vpc.V.cidr_block}')), 'depends'],
    ['a variable gives it, whatever its default', withPolicy(cidr('${var.c}')), 'depends'],
    ['a directive gives it', withPolicy(cidr('%{ if true }8.8.8.8/32%{ endif }')), 'depends'],
    ['beside it another rule is not known', withPolicy([...cidr('8.8.8.8/32'), ...cidr('${var.c}')]), 'allowed'],
    ['rules are dynamic', withPolicy(undefined, { dynamic: { egress: { for_each: ['x'], content: {} } } }), 'depends'],
    ['the whole spec is dynamic', withPolicy([], {}, {}, { spec: undefined, dynamic: { spec: {} } }), 'depends'],
    ['peers are dynamic', withPolicy([{ dynamic: { to: { for_each: ['x'], content: {} } } }]), 'depends'],
    ['a peer is dynamic inside', withPolicy([{ to: [{ dynamic: { ip_block: {} } }] }]), 'depends'],
    ['all rules are an expression', withPolicy('${local.rules}'), 'depends'],
    ['all peers are an expression', withPolicy([{ to: '${local.peers}' }]), 'depends'],
    ['rules are in a list of lists', withPolicy([cidr('8.8.8.8/32')]), 'allowed'],
    ['the port is an expression', withPolicy([{ ...cidr('8.8.8.8/32')[0], ports: [{ port: '${var.p}' }] }]), 'depends'],
    ['the network is not known, and the port another one', withPolicy([{ ...cidr('${var.c}')[0], ports: [{ port: '80' }] }]), 'denied'],
    ['the selector is an expression', withPolicy(cidr('8.8.8.8/32'), { pod_selector: { match_labels: { app: '${var.a}' } } }), 'depends'],
    ['the selector is dynamic', withPolicy(cidr('8.8.8.8/32'), { pod_selector: { dynamic: { match_expressions: {} } } }), 'depends'],
    ['the types are an expression', withPolicy(cidr('8.8.8.8/32'), { policy_types: '${var.types}' }), 'depends'],
    ['the namespace is that of each', withPolicy(cidr('8.8.8.8/32'), {}, { namespace: '${each.value}' }, { for_each: ['bank'] }), 'depends'],
    ['there may be none of it', withPolicy(cidr('8.8.8.8/32'), {}, {}, { count: '${var.on}' }), 'depends'],
    ['there is one of it', withPolicy(cidr('8.8.8.8/32'), {}, {}, { count: 1 }), 'allowed'],
    ['a manifest has a kind that is an expression', withManifest({ kind: '${"NetworkPolicy"}', metadata: { namespace: 'bank' } }), 'depends'],
    ['a manifest is an expression', withManifest('${yamldecode(file("x"))}'), 'depends'],
    ['the metadata of a manifest are an expression', withManifest({ kind: 'NetworkPolicy', metadata: '${local.m}' }), 'depends'],
    ['a manifest is of another kind', withManifest({ kind: 'ConfigMap', metadata: '${local.m}' }), 'denied'],
  ])('%s: %s', (_, resource, expected) => {
    expect(reaches(resource)).toBe(expected);
  });

  test('a policy that may be of another cluster opens and closes nothing beyond doubt', () => {
    expect(reaches(withPolicy(cidr('8.8.8.8/32')), true)).toBe('depends');
    expect(reaches({ kubernetes_namespace: { N: { metadata: { name: 'bank' } } } }, true)).toBe('allowed');
  });
});

test.each<[string, Json, string]>([
  ['of a label that only Terraform knows', { kubernetes_namespace_v1: { N: { metadata: { name: 'shop', labels: { team: '${var.t}' } } } } }, 'depends'],
  ['of labels that only Terraform knows', { kubernetes_namespace_v1: { N: { metadata: { name: 'shop', labels: '${var.t}' } } } }, 'depends'],
  ['of a label that is added', { kubernetes_namespace_v1: { N: { metadata: { name: 'shop' } } }, kubernetes_labels: { L: { kind: 'Namespace', metadata: [{ name: 'shop' }], labels: { team: 'shop' } } } }, 'allowed'],
  ['without the label', { kubernetes_namespace_v1: { N: { metadata: { name: 'shop' } } } }, 'denied'],
])('a namespace %s: %s', (_, namespaces, expected) => {
  const from = { namespace_selector: { match_labels: { team: 'shop' } } };
  const policies = { P: { metadata: { name: 'p', namespace: 'bank' }, spec: { pod_selector: {}, ingress: { from }, policy_types: ['Ingress'] } } };
  const cluster = clusterOf([{ origin: 's', document: { resource: { ...namespaces, kubernetes_network_policy_v1: policies } } }], []);
  const shop = { ...pod('shop'), namespaceLabels: { ...cluster.namespaces.get('shop') } };
  expect(word(ask(cluster, shop, pod('bank'), 80))).toBe(expected);
  expect(word(ask(cluster, network('10.0.0.0/8'), pod('bank'), 80))).toBe('denied');
});

const ROLE = { R: { name: 'api' } };
const QUEUE = 'arn:aws:sqs:eu-west-1:222222222222:jobs';
const SEND = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE };
const document = (...statements: Json[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

describe('whether a role may do something', () => {
  const inline = (policy: string, more: Json = {}): Json => ({ aws_iam_role_policy: { P: { role: '${aws_iam_role.R.name}', policy, ...more } } });
  const attached = (role: string, more: Json = {}): Json => ({ aws_iam_role_policy_attachment: { A: { role, policy_arn: 'arn:aws:iam::222222222222:policy/x', ...more } } });
  const queue = (statement: Json): Json => ({ aws_sqs_queue: { Q: { policy: document(statement) } } });
  const data = (more: Json): Json => ({ aws_iam_policy_document: { D: more } });
  const SOURCED = inline('${data.aws_iam_policy_document.D.json}');

  const cases: [string, Json, string, Json?][] = [
    ['nothing is written', {}, 'denied'],
    ['it is written out', inline(document(SEND)), 'allowed'],
    ['a document is a data source', SOURCED, 'allowed', data({ statement: [[{ actions: ['sqs:*'], resources: ['*'] }]] })],
    ['a document has sources', SOURCED, 'depends', data({ source_policy_documents: [document(SEND)] })],
    ['a document has overrides', SOURCED, 'depends', data({ override_policy_documents: '${var.o}' })],
    ['statements of a document are dynamic', SOURCED, 'depends', data({ dynamic: { statement: {} } })],
    ['a document is of another stack', SOURCED, 'depends'],
    ['the action is an expression', inline(document({ ...SEND, Action: '${local.w}' })), 'depends'],
    ['the action begins otherwise', inline(document({ ...SEND, Action: 's3:${local.w}' })), 'denied'],
    ['a directive gives the action', inline(document({ ...SEND, Action: '%{ if true }sqs:*%{ endif }' })), 'depends'],
    ['the effect is an expression', inline(document({ ...SEND, Effect: '${local.e}' })), 'depends'],
    ['statements are an expression', inline('{"Statement":"${local.s}"}'), 'depends'],
    ['a key is an expression', inline('{"Statement":[{"Effect":"Allow","${local.a}":"*","Resource":"*"}]}'), 'depends'],
    ['the document is an expression', inline('${jsonencode(local.d)}'), 'depends'],
    ['a policy of the role is dynamic', { aws_iam_role: { R: { ...ROLE.R, dynamic: { inline_policy: {} } } } }, 'depends'],
    ['managed policies are an expression', { aws_iam_role: { R: { ...ROLE.R, managed_policy_arns: '${local.arns}' } } }, 'depends'],
    ['an attachment is for each role', attached('${each.value}', { for_each: '${toset(["a"])}' }), 'depends'],
    ['an attachment names the role by a function', attached('${lower(aws_iam_role.R.name)}'), 'depends'],
    ['an attachment names another role', attached('${aws_iam_role.Other.name}'), 'denied'],
    ['a policy by its place in a list', { ...attached('api', { policy_arn: '${aws_iam_policy.Q[0].arn}' }), aws_iam_policy: { Q: { count: 1, policy: document(SEND) } } }, 'depends'],
    ['a policy that there may be none of', inline(document(SEND), { count: '${var.n}' }), 'depends'],
    ['a deny that there may be none of', { ...inline(document(SEND)), aws_iam_policy_attachment: { A: { roles: ['api'], policy_arn: '${aws_iam_policy.D.arn}', count: '${var.n}' } }, aws_iam_policy: { D: { policy: document({ ...SEND, Effect: 'Deny' }) } } }, 'depends'],
    ['a queue that lets everyone in', queue({ ...SEND, Principal: '*' }), 'depends'],
    ['a queue that lets the account in', queue({ ...SEND, Principal: { AWS: 'arn:aws:iam::222222222222:root' } }), 'depends'],
    ['a queue that lets the role in', queue({ ...SEND, Principal: { AWS: ['${aws_iam_role.R.arn}'] } }), 'depends'],
    ['a queue that lets another role in', queue({ ...SEND, Principal: { AWS: 'arn:aws:iam::222222222222:role/other' } }), 'denied'],
    ['a queue that lets a service of AWS in', queue({ ...SEND, Principal: { Service: 'sns.amazonaws.com' } }), 'denied'],
    ['a queue that lets everyone in, and a deny', { ...queue({ ...SEND, Principal: '*' }), ...inline(document({ ...SEND, Effect: 'Deny' })) }, 'denied'],
  ];

  const rows = cases.map(([name, resource, expected, sources = {}]) => [name, expected, { resource, sources }] as const);
  test.each(rows)('%s: %s', (_, expected, { resource, sources }) => {
    const stack = { resource: { ...resource, aws_iam_role: { ...ROLE, Other: {}, ...resource.aws_iam_role } }, data: sources };
    expect(word(mayRole(rolePolicies(stack, 'api', {}), 'sqs:SendMessage', QUEUE))).toBe(expected);
  });

  test.each([
    ['of the same account', false, 'allowed'],
    ['that may be of another account', true, 'depends'],
  ])('by a stack %s', (_, uncertain, expected) => {
    const terraform = { resource: { aws_iam_role_policy: { P: { role: 'api', policy: document(SEND) } } } };
    const verdict = mayRole(rolePolicies({ resource: { aws_iam_role: ROLE } }, 'api', {}, [{ name: 'sibling', uncertain, terraform }]), 'sqs:SendMessage', QUEUE);
    expect(word(verdict)).toBe(expected);
    expect(verdict.explanation).toContain('aws_iam_role_policy.P of sibling: Allow sqs:SendMessage');
  });
});

test('every stack of an app is read: those of the platform by their cluster and account, a foreign one with doubt', () => {
  const app = new App({ outdir: temporaryFolder() });
  const service = aService(app);
  const { environment } = StackContext.of(service);
  const elsewhere = { ...environment, clusterEndpoint: 'https://elsewhere', awsAccountId: '333333333333' } as typeof environment;
  const environments = new Map([
    ['checkout-staging', environment],
    ['sibling-staging', environment],
    ['sibling-production', elsewhere],
  ]);
  const namespaces = { N: { metadata: { name: service.namespaceName } } };
  const own = { resource: { aws_iam_role: { R: { name: service.roleName } }, kubernetes_namespace: namespaces, ...withPolicyIn([]) } };
  const other = { resource: { ...withPolicyIn(cidr('8.8.8.8/32')), aws_iam_role_policy: { P: { role: service.roleName, policy: document(SEND) } } } };
  function withPolicyIn(egress: unknown): Json {
    return { kubernetes_network_policy: { P: { metadata: { name: 'p', namespace: service.namespaceName }, spec: { pod_selector: {}, policy_types: ['Egress'], egress } } } };
  }
  const answers = (id: string) => {
    const files = { 'stacks/checkout-staging/cdk.tf.json': JSON.stringify(own), [`stacks/${id}/cdk.tf.json`]: JSON.stringify(other) };
    const output = new Synthesis(new AppOutput(files, { services: [service], environments, managedPolicies: {} })).service('checkout', 'staging');
    return [word(output.canReach('8.8.8.8', 443)), word(output.may('sqs:SendMessage', QUEUE))];
  };
  expect(answers('sibling-staging')).toEqual(['allowed', 'allowed']);
  expect(answers('foreign')).toEqual(['depends', 'depends']);
  expect(answers('sibling-production')).toEqual(['denied', 'denied']);
});
