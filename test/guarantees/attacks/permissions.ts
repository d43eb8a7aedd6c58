import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamGroupPolicy } from '@cdktf/provider-aws/lib/iam-group-policy';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamUserPolicy } from '@cdktf/provider-aws/lib/iam-user-policy';
import { Fn, TerraformLocal, TerraformVariable, Token } from 'cdktf';
import type { ServiceApp } from '../service-app';
import { allowing, attacksOn, blocks, overridden } from './entry';

const { refused, safe, allowed } = attacksOn('permissions', 'permissions');

const STAR = allowing('s3:*');
const inline = ({ stack, service }: ServiceApp, policy: string) => new IamRolePolicy(stack, 'P', { role: service.role.name, policy });
const byText = (name: string, policy: string) => refused(name, (it) => void inline(it, policy));
const byDocument = (name: string, make: (it: ServiceApp) => DataAwsIamPolicyDocument) =>
  refused(name, (it) => void inline(it, make(it).json));
const document = ({ stack }: ServiceApp, config = {}) => new DataAwsIamPolicyDocument(stack, 'D', config);
const wide = { actions: ['s3:*'], resources: ['*'] };
const granted = (actions: string[], ...resources: string[]) =>
  refused(`a grant of ${actions.join(', ')} on ${resources.join(', ')}`, ({ service }) => service.grant(actions, resources));

export const PERMISSIONS = [
  granted(['s3:*'], '*'),
  granted(['S3:*'], '*'),
  granted(['s3:Get?bject'], '*'),
  granted(['*'], '*'),
  granted(['sts:AssumeRole'], '*'),
  granted(['sts:AssumeRole'], 'arn:aws:iam::999999999999:role/anything'),
  granted(['iam:PassRole'], '*'),
  granted(['iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:CreatePolicyVersion', 'iam:CreateAccessKey'], '*'),
  granted(['iam:UpdateAssumeRolePolicy'], 'arn:aws:iam::444455556666:role/*'),
  granted(['secretsmanager:GetSecretValue'], '*'),
  granted(['secretsmanager:GetSecretValue'], 'arn:aws:secretsmanager:*:*:secret:*'),
  granted(['kms:Decrypt'], '*'),
  granted(['kms:CreateGrant'], '*'),
  granted(['s3:GetObject', 's3:DeleteObjectVersion', 's3:PutBucketPolicy'], 'arn:aws:s3:::*'),
  granted(['lambda:UpdateFunctionCode'], '*'),
  granted(['ssm:SendCommand'], '*'),
  granted(['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'], '*'),
  refused('a reason of one dot', ({ service }) => service.grant(['*'], ['*'], '.')),
  refused('a reason of punctuation', ({ service }) => service.grant(['s3:*'], ['*'], '- - -')),
  allowed(
    'a reason with control characters',
    'JSON, YAML and every command show them escaped',
    ({ service }) => service.grant(['*'], ['*'], 'evil\n\u001b[31m; eks.amazonaws.com/role-arn: evil'),
  ),
  refused('a reason that was given for another resource', ({ service }) => {
    service.grant(['s3:*'], ['arn:aws:s3:::payments-exports/*'], 'the export tool manages its own folder');
    service.grant(['s3:*'], ['*']);
  }),
  refused('an action that is a variable', ({ stack, service }) => {
    service.grant([new TerraformVariable(stack, 'a', { type: 'string', default: '*' }).stringValue], ['*']);
  }),
  refused("the library's own policy is replaced", ({ service }) => {
    service.grant(['s3:GetObject'], ['arn:aws:s3:::payments-x/*']);
    (service.node.findChild('Grants') as IamRolePolicy).policy = STAR;
  }),
  byText('a wildcard by JSON.stringify', STAR),
  byText('an escaped wildcard', '{"Statement":[{"Effect":"Allow","Action":"s3:\\u002a","Resource":"*"}]}'),
  byText('two lists of statements', '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}],"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'),
  byText('two effects in a statement', '{"Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}]}'),
  byText('an effect in another case', '{"Statement":[{"Effect":"deny","Action":"*","Resource":"*"}]}'),
  byText('keys in lower case', '{"version":"2012-10-17","statement":[{"effect":"Allow","action":"*","resource":"*"}]}'),
  byText('all actions but some', '{"Statement":[{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}]}'),
  byText('all resources but one', '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","NotResource":"arn:aws:s3:::x"}]}'),
  byText('a token outside of a text', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}${","}{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'),
  byText('a byte order mark', `\ufeff${STAR}`),
  byText('a document that is no JSON', 'not json'),
  byText('escalation by name on everything', allowing(['iam:PassRole', 'ec2:RunInstances'])),
  byText('a role of another account', allowing('sts:AssumeRole', 'arn:aws:iam::999999999999:role/x')),
  byText('a function of Terraform for the whole text', '${jsonencode({Statement=[{Effect="Allow",Action="*",Resource="*"}]})}'),
  byText('a heredoc that is joined', '${join("", ["{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}]}"])}'),
  byText('a file', '${file("policy.json")}'),
  byText('text that is decoded', '${base64decode("eyJTdGF0ZW1lbnQiOlt7IkVmZmVjdCI6IkFsbG93IiwiQWN0aW9uIjoiKiIsIlJlc291cmNlIjoiKiJ9XX0=")}'),
  refused('every action on a resource by reference', (it) => void inline(it, allowing('*', it.service.role.arn))),
  refused('Fn.jsonencode', (it) => void inline(it, Fn.jsonencode({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }))),
  refused('a local in the action', (it) => {
    it.stack.addOverride('locals', { w: '*' });
    inline(it, allowing('${local.w}'));
  }),
  refused('a local for the whole text', (it) => void inline(it, new TerraformLocal(it.stack, 'l', STAR).asString)),
  refused('a variable for the whole text', (it) => void inline(it, new TerraformVariable(it.stack, 'v', { type: 'string', default: STAR }).stringValue)),
  refused('a variable without a default', (it) => void inline(it, new TerraformVariable(it.stack, 'v', { type: 'string' }).stringValue)),
  refused('each.value for the whole text', (it) => void overridden(inline(it, '${each.value}'), { for_each: { a: STAR } })),
  byDocument('a wildcard in a document of Terraform', (it) => document(it, { statement: [wide] })),
  byDocument('principals in the document of a role', (it) => document(it, { statement: [{ ...wide, principals: [{ type: 'AWS', identifiers: ['*'] }] }] })),
  byDocument('an override document', (it) => document(it, { statement: [{ ...wide, actions: ['s3:GetObject'] }], overridePolicyDocuments: [STAR] })),
  byDocument('a source document', (it) => document(it, { sourcePolicyDocuments: [STAR] })),
  byDocument('a source document that is an expression', (it) => document(it, { sourcePolicyDocuments: ['${file("x.json")}'] })),
  byDocument('a source of a source', (it) => document(it, {
    sourcePolicyDocuments: [new DataAwsIamPolicyDocument(it.stack, 'Base', { sourcePolicyDocuments: [STAR] }).json],
  })),
  byDocument('a dynamic statement', (it) => overridden(document(it), {
    'dynamic.statement': { for_each: ['x'], content: { actions: ['*'], resources: ['*'] } },
  })),
  byDocument('a statement in a list in a list', (it) => overridden(document(it), { statement: [[wide]] })),
  byDocument('actions by an expression', (it) => overridden(document(it, { statement: [{ resources: ['*'] }] }), { 'statement.0.actions': '${["*"]}' })),
  byDocument('an action by concatenation', (it) => document(it, { statement: [{ actions: ['s3:${"*"}'], resources: ['*'] }] })),
  byDocument('not_actions', (it) => document(it, { statement: [{ notActions: ['iam:CreateUser'], resources: ['*'] }] })),
  byDocument('an effect by an expression', (it) => document(it, { statement: [{ ...wide, effect: '${"Allow"}' }] })),
  refused('an inline policy in the role of the service', ({ service }) => service.role.addOverride('inline_policy', [{ name: 'x', policy: STAR }])),
  refused('an inline policy in a list in a list', ({ service }) => service.role.addOverride('inline_policy', [[{ name: 'x', policy: STAR }]])),
  refused('a dynamic inline policy', ({ service }) => {
    service.role.addOverride('dynamic', { inline_policy: { for_each: ['x'], content: { name: 'x', policy: STAR } } });
  }),
  refused('a dynamic inline policy in a list', ({ service }) => {
    service.role.addOverride('dynamic', [{ inline_policy: [{ for_each: ['x'], content: [{ name: 'x', policy: STAR }] }] }]);
  }),
  refused('a policy of a group', ({ stack }) => void new IamGroupPolicy(stack, 'P', { group: 'developers', policy: '${file("x.json")}' })),
  refused('a policy of a user', ({ stack }) => void new IamUserPolicy(stack, 'P', { user: 'ci', policy: Fn.jsonencode({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }) })),
  refused('a managed policy by an expression', ({ stack, service }) => {
    service.attachPolicy(new IamPolicy(stack, 'P', { policy: '${jsonencode({Statement=[{Effect="Allow",Action="*",Resource="*"}]})}' }).arn);
  }),
  refused('a policy by an override of the stack', ({ stack }) => {
    stack.addOverride('resource.aws_iam_role_policy.P', { role: 'payment-service-production', policy: STAR });
  }),
  refused('the same in a list', ({ stack }) => {
    stack.addOverride('resource.aws_iam_role_policy.P', [[{ role: 'payment-service-production', policy: STAR }]]);
  }),
  safe('a denial of everything', (it) => void inline(it, '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'), (output) =>
    blocks(output, 'aws_iam_role_policy').every(({ policy }) => !policy.includes('"Allow"'))),
  allowed('a resource that is not a string', 'IAM refuses it', ({ service }) => service.grant(['s3:GetObject'], [Token.asString({ a: 1 })])),
  allowed(
    'objects of a bucket may be deleted by their versions', 'the actions are named, and the bucket is one that the team names',
    ({ service }) => service.grant(['s3:DeleteObjectVersion'], ['arn:aws:s3:::payments-receipts/*']),
  ),
];
