import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { ServiceOutput } from '@golden-path/constructs/testing';
import { Fn, TerraformVariable } from 'cdktf';
import { allowing, NAMESPACE, overridden, ROLE, sibling } from './attacks/entry';
import type { ServiceApp } from './service-app';

/** Something whose effect only Terraform or the cluster knows, and the question that it makes open. */
export interface Answer {
  readonly name: string;
  readonly write: (app: ServiceApp) => void;
  readonly question: (service: ServiceOutput) => { readonly allowed: boolean; readonly denied: boolean; readonly explanation: string };
}

const CREATE = allowing('iam:CreateUser');
const POLICY = 'arn:aws:iam::444455556666:policy/x';

/** Gives the written reason that what cannot be read needs, so that there is an output to ask. */
const because = <T extends Parameters<ServiceApp['service']['allowException']>[0]>({ service }: ServiceApp, what: T): T => {
  service.allowException(what, 'the question is what the testing helpers say of it');
  return what;
};
const egress = (name: string, rules: (it: ServiceApp) => Record<string, unknown>, address: string, port: number): Answer => ({
  name: `network: ${name}`,
  write: (it) => {
    const spec = { podSelector: {}, policyTypes: ['Egress'] };
    const policy = because(it, new NetworkPolicyV1(it.stack, 'NP', { metadata: { name: 'x', namespace: NAMESPACE }, spec }));
    overridden(policy, rules(it));
  },
  question: (service) => service.canReach(address, port),
});
const may = (name: string, write: Answer['write']): Answer =>
  ({ name: `permissions: ${name}`, write, question: (service) => service.may('iam:CreateUser', '*') });
const inline = (it: ServiceApp, policy: string) => because(it, new IamRolePolicy(it.stack, 'P', { role: it.service.role.name, policy }));
const attached = (it: ServiceApp, role: string, policyArn = POLICY) => because(it, new IamRolePolicyAttachment(it.stack, 'X', { role, policyArn }));
const to = (cidr: string) => ({ 'spec.egress': [{ to: [{ ip_block: { cidr } }] }] });
const manifest = (name: string, body: object): Answer => ({
  name: `network: ${name}`,
  write: (it) => overridden(because(it, new Manifest(it.stack, 'M', { manifest: {} })), { manifest: body }),
  question: (service) => service.canReach('8.8.8.8', 443),
});
const OPEN = { apiVersion: 'networking.k8s.io/v1', metadata: { name: 'x', namespace: NAMESPACE }, spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}] } };

/** Questions whose honest answer is never "denied beyond doubt". */
export const ANSWERS: readonly Answer[] = [
  egress('a network that is looked up', ({ stack }) => to(new DataAwsVpc(stack, 'V', { default: true }).cidrBlock), '172.31.0.5', 5432),
  egress('a network of a variable', ({ stack }) => to(new TerraformVariable(stack, 'c', { type: 'string', default: '0.0.0.0/0' }).stringValue), '8.8.8.8', 443),
  egress('a local', ({ stack }) => { stack.addOverride('locals', { c: '0.0.0.0/0' }); return to('${local.c}'); }, '8.8.8.8', 443),
  egress('a dynamic rule', () => ({ 'spec.dynamic': { egress: { for_each: ['x'], content: {} } } }), '8.8.8.8', 443),
  egress('a rule by an expression', () => ({ 'spec.egress': '${[{}]}' }), '8.8.8.8', 443),
  egress('a namespace for each', () => ({
    'for_each': `\${toset(["${NAMESPACE}"])}`, 'metadata.namespace': '${each.value}', ...to('8.8.8.8/32'),
  }), '8.8.8.8', 443),
  manifest('a manifest whose kind is an expression', { ...OPEN, kind: '${"NetworkPolicy"}' }),
  manifest('a manifest', { ...OPEN, kind: 'NetworkPolicy' }),
  may('a source document', (it) => void inline(it, because(it, new DataAwsIamPolicyDocument(it.stack, 'D', { sourcePolicyDocuments: [CREATE] })).json)),
  may('an override document', (it) => void inline(it, because(it, new DataAwsIamPolicyDocument(it.stack, 'D', { overridePolicyDocuments: [CREATE] })).json)),
  may('an action by an expression', (it) => {
    it.stack.addOverride('locals', { w: 'iam:CreateUser' });
    inline(it, allowing('${local.w}'));
  }),
  may('a document of a function', (it) => void inline(it, Fn.jsonencode({ Statement: [{ Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' }] }))),
  may('a document that is a file', (it) => void inline(it, '${file("x.json")}')),
  may('a dynamic inline policy', (it) => {
    because(it, it.service.role).addOverride('dynamic', { inline_policy: { for_each: ['x'], content: { name: 'x', policy: CREATE } } });
  }),
  may('an attachment for each role', (it) => {
    const { fqn } = it.service.role;
    overridden(attached(it, '${each.value}'), { for_each: `\${toset([${fqn}.name])}` });
  }),
  may('an attachment whose role is a function', (it) => void attached(it, `\${lower("${ROLE}")}`)),
  may('a policy by its index', (it) => {
    overridden(because(it, new IamPolicy(it.stack, 'Q', { policy: CREATE })), { count: 1 });
    attached(it, it.service.role.name, '${aws_iam_policy.Q[0].arn}');
  }),
  may('an attachment in a stack beside it', (it) => {
    new IamRolePolicyAttachment(sibling(it), 'X', { role: ROLE, policyArn: POLICY });
  }),
];
