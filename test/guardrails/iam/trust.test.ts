import { readDocumentBlock } from '../../../lib/guardrails/iam/document-block';
import { readJsonDocument } from '../../../lib/guardrails/iam/json-document';
import { trustFindings } from '../../../lib/guardrails/iam/trust';
import { dnsSuffixOf } from '../../../lib/platform/region';
import { asIs, CONTEXT, documentOf, reading, short } from './support';

const PODS = 'pods.eks.amazonaws.com';
const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const EKS_PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${EKS}`;
const GITHUB = 'token.actions.githubusercontent.com';
const GITHUB_PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${GITHUB}`;
const TAGS = { 'aws:RequestTag/kubernetes-namespace': 'payments', 'aws:RequestTag/kubernetes-service-account': 'payments' };

const trusted = (principal: unknown, condition?: object) =>
  trustFindings(reading({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...(condition && { Condition: condition }) }), CONTEXT);

test.each<[what: string, principal: unknown, condition?: object]>([
  ['a service', { Service: 'ecs-tasks.amazonaws.com' }],
  ['several services', { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] }],
  ['a service of any partition', { Service: 'ec2.${data.aws_partition.current.dns_suffix}' }],
  ['pods by namespace and account', { Service: PODS }, { StringEquals: TAGS }],
  ['the own account', { AWS: 'arn:aws:iam::111122223333:root' }],
  ['the own account by number', { AWS: '111122223333' }],
  ['the own account by reference', { AWS: 'arn:aws:iam::${data.aws_caller_identity.current.account_id}:root' }],
  ['a role of the app', { AWS: '${aws_iam_role.caller.arn}' }],
  ['a service account of a cluster', { Federated: EKS_PROVIDER }, { StringEquals: { [`${EKS}:sub`]: 'system:serviceaccount:payments:payments', [`${EKS}:aud`]: 'sts.amazonaws.com' } }],
  ['a branch of a repository', { Federated: GITHUB_PROVIDER }, { StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/payments:ref:refs/heads/main' } }],
  ['all of a repository', { Federated: GITHUB_PROVIDER }, { StringLike: { [`${GITHUB}:sub`]: ['repo:acme/payments:*', 'repo:acme@1/payments@2:*'] } }],
  ['a subject of a provider of the app', { Federated: '${aws_iam_openid_connect_provider.x.arn}' }, { StringEquals: { 'x:sub': 'system:serviceaccount:a:b' } }],
  ['an identity pool', { Federated: 'cognito-identity.amazonaws.com' }, { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:1' } }],
  ['people by SAML', { Federated: 'arn:aws:iam::111122223333:saml-provider/okta' }, { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }],
  ['everyone of the own account', '*', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }],
  ['everyone who is a role of the own account', { AWS: '*' }, { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/ci-*' } }],
])('is fine: %s', (_, ...[principal, condition]) => {
  expect(trusted(principal, condition)).toEqual([]);
});

test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'])('a service by the suffix of the partition %s is fine', (partition) => {
  const context = { ...CONTEXT, partition };
  const trusting = (service: string) => reading({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } });
  expect(trustFindings(trusting('ec2.${data.aws_partition.current.dns_suffix}'), context)).toEqual([]);
  expect(trustFindings(trusting(`ec2.${dnsSuffixOf(partition)}`), context)).toEqual([]);
  expect(trustFindings(trusting('ec2.example.com'), context)).toHaveLength(1);
});

test.each<[what: string, kind: string, principal: unknown, condition?: object]>([
  ['everyone', 'public', '*'],
  ['every AWS account', 'public', { AWS: '*' }],
  ['everyone with an external id', 'public', { AWS: '*' }, { StringEquals: { 'sts:ExternalId': 'x' } }],
  ['everyone, if the account is given at all', 'public', '*', { StringEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' } }],
  ['everyone of another account', 'public', '*', { StringEquals: { 'aws:PrincipalAccount': ['111122223333', '999999999999'] } }],
  ['everyone federated', 'public', { Federated: '*' }],
  ['another account', 'other-account', { AWS: 'arn:aws:iam::999999999999:root' }],
  ['another account by number', 'other-account', { AWS: '999999999999' }],
  ['an account of another partition', 'other-account', { AWS: 'arn:aws-cn:iam::111122223333:root' }],
  ['a provider of another account', 'other-account', { Federated: 'arn:aws:iam::999999999999:oidc-provider/x' }, { StringEquals: { 'x:sub': 'a' } }],
  ['somebody', 'unreadable', { AWS: '${var.who}' }],
  ['a wildcard that IAM does not take', 'unreadable', { AWS: 'arn:aws:iam::111122223333:role/*' }],
  ['a user by its id', 'unreadable', { AWS: 'AIDAEXAMPLE' }],
  ['a service by expression', 'unreadable', { Service: '${var.service}' }],
  ['a service by wildcard', 'unreadable', { Service: '*' }],
  ['a provider by expression', 'unreadable', { Federated: '${var.provider}' }, { StringEquals: { 'x:sub': 'a' } }],
  ['all pods', 'unbound-subject', { Service: PODS }],
  ['all pods of an account name', 'unbound-subject', { Service: PODS }, { StringEquals: { 'aws:RequestTag/kubernetes-service-account': 'payments' } }],
  ['all pods by wildcard', 'unbound-subject', { Service: PODS }, { StringLike: { ...TAGS, 'aws:RequestTag/kubernetes-namespace': '*' } }],
  ['all service accounts', 'unbound-subject', { Federated: EKS_PROVIDER }, { StringEquals: { [`${EKS}:aud`]: 'sts.amazonaws.com' } }],
  ['all service accounts of a namespace', 'unbound-subject', { Federated: EKS_PROVIDER }, { StringLike: { [`${EKS}:sub`]: 'system:serviceaccount:payments:*' } }],
  ['one service account or any', 'unbound-subject', { Federated: EKS_PROVIDER }, { StringLike: { [`${EKS}:sub`]: ['system:serviceaccount:a:b', '*'] } }],
  ['all of GitHub', 'unbound-subject', { Federated: GITHUB_PROVIDER }, { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } }],
  ['all of an organisation', 'unbound-subject', { Federated: GITHUB_PROVIDER }, { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/*' } }],
  ['all subjects, if given', 'unbound-subject', { Federated: GITHUB_PROVIDER }, { 'ForAllValues:StringEquals': { [`${GITHUB}:sub`]: 'repo:acme/payments:x' } }],
])('is found: %s', (_, kind, ...[principal, condition]) => {
  expect(trusted(principal, condition).map((finding) => finding.kind)).toEqual([kind]);
});

test('NotPrincipal, no principal, what is denied and what cannot be read', () => {
  const base = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  expect(trustFindings(reading({ ...base, NotPrincipal: { AWS: '111122223333' } }), CONTEXT).map(short)).toEqual(['public NotPrincipal on the role']);
  expect(trustFindings(reading(base), CONTEXT).map(short)).toEqual(['unreadable Statement[0] on the role']);
  expect(trustFindings(reading({ ...base, Effect: 'Deny', Principal: '*' }), CONTEXT)).toEqual([]);
  expect(trustFindings({ unreadable: 'x' }, CONTEXT).map(short)).toEqual(['unreadable the trust policy on the role']);
});

test('a document of Terraform: the issuer may be an expression, the subject may not', () => {
  const document = (value: string) => ({
    statement: [
      {
        actions: ['sts:AssumeRoleWithWebIdentity'],
        principals: [{ type: 'Federated', identifiers: ['${data.aws_iam_openid_connect_provider.eks.arn}'] }],
        condition: [{ test: 'StringEquals', variable: '${replace(data.aws_iam_openid_connect_provider.eks.url, "https://", "")}:sub', values: [value] }],
      },
    ],
  });
  const kinds = (value: string) =>
    trustFindings(readDocumentBlock(document(value), asIs, () => ({ statements: [] })), CONTEXT).map((finding) => finding.kind);
  expect(kinds('system:serviceaccount:payments:payments')).toEqual([]);
  expect(kinds('${var.subject}')).toEqual(['unbound-subject']);
});

test('the same in JSON: functions of references, and nothing that could end the key', () => {
  const kinds = (issuer: string) => {
    const statement = {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: '${aws_iam_openid_connect_provider.eks.arn}' },
      Condition: { StringEquals: { 'ISSUER:sub': 'system:serviceaccount:payments:payments' } },
    };
    const text = documentOf(statement).replace('ISSUER', () => issuer);
    return trustFindings(readJsonDocument(text, asIs), CONTEXT).map((finding) => finding.kind);
  };
  expect(kinds('${replace(aws_iam_openid_connect_provider.eks.url, "https://", "")}')).toEqual([]);
  expect(kinds('${trimprefix(data.aws_eks_cluster.x.identity[0].oidc[0].issuer, "https://")}')).toEqual([]);
  expect(kinds('${replace(var.issuer, "https://", "")}')).toEqual(['unreadable']);
});
