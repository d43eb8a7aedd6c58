import { rolePolicies } from '../../lib/testing/permissions/documents';
import type { ManagedPolicies } from '../../lib/testing/permissions/documents';
import { mayRole } from '../../lib/testing/permissions/evaluate';
import type { Json } from '../support/synth';
import { word } from './cluster';

const ROLE = { R: { name: 'api' } };
const KEY = 'arn:aws:s3:::reports/2024/a.csv';

/** The stack of a role with one inline policy. */
function inline(...statements: Json[]): Json {
  return { resource: { aws_iam_role: ROLE, aws_iam_role_policy: { P: { role: '${aws_iam_role.R.name}', policy: JSON.stringify({ Statement: statements }) } } } };
}

function may(stack: Json, action = 's3:GetObject', resource = KEY, managed: ManagedPolicies = {}): string {
  return word(mayRole(rolePolicies(stack, 'api', managed), action, resource));
}

const allow = (Action: Json, Resource: Json, more: Json = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const deny = (Action: Json, Resource: Json, more: Json = {}) => ({ Effect: 'Deny', Action, Resource, ...more });

test.each<[string, Json[], string]>([
  ['nothing is allowed by itself', [], 'denied'],
  ['an action by its name', [allow('s3:GetObject', [KEY])], 'allowed'],
  ['one of several actions', [allow(['s3:PutObject', 's3:GetObject'], [KEY])], 'allowed'],
  ['an action in other letters', [allow('S3:getobject', KEY)], 'allowed'],
  ['another action', [allow('s3:PutObject', KEY)], 'denied'],
  ['a pattern of actions', [allow('s3:Get*', KEY)], 'allowed'],
  ['a pattern of one character', [allow('s3:GetObjec?', KEY)], 'allowed'],
  ['a pattern that is too short', [allow('s3:Get', KEY)], 'denied'],
  ['every action', [allow('*', '*')], 'allowed'],
  ['a pattern of resources', [allow('s3:GetObject', 'arn:aws:s3:::reports/*')], 'allowed'],
  ['a dot that is a dot', [allow('s3:GetObject', 'arn:aws:s3:::reports/2024/a_csv')], 'denied'],
  ['a resource in other letters', [allow('s3:GetObject', KEY.toUpperCase())], 'denied'],
  ['the bucket and not its objects', [allow('s3:GetObject', 'arn:aws:s3:::reports')], 'denied'],
  ['all but some actions', [allow(undefined, '*', { NotAction: ['iam:*'] })], 'allowed'],
  ['all but this action', [allow(undefined, '*', { NotAction: ['s3:*'] })], 'denied'],
  ['all but some resources', [allow('s3:*', undefined, { NotResource: ['arn:aws:s3:::secrets/*'] })], 'allowed'],
  ['all but this resource', [allow('s3:*', undefined, { NotResource: ['arn:aws:s3:::reports/*'] })], 'denied'],
  ['a deny wins', [allow('s3:*', '*'), deny('s3:GetObject', KEY)], 'denied'],
  ['a deny wins wherever it stands', [deny('*', '*'), allow('s3:GetObject', KEY)], 'denied'],
  ['a deny of something else', [allow('s3:*', '*'), deny('s3:PutObject', KEY)], 'allowed'],
  ['a condition', [allow('s3:GetObject', KEY, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })], 'depends'],
  ['a condition beside an allow without any', [allow('s3:*', KEY, { Condition: { Bool: { a: 'b' } } }), allow('s3:GetObject', KEY)], 'allowed'],
  ['a condition of a deny', [allow('s3:*', '*'), deny('s3:*', '*', { Condition: { Bool: { a: 'b' } } })], 'depends'],
  ['a condition of a deny where nothing is allowed', [deny('s3:*', '*', { Condition: { Bool: { a: 'b' } } })], 'denied'],
  ['an empty condition', [allow('s3:GetObject', KEY, { Condition: {} })], 'allowed'],
  ['a resource that only Terraform knows', [allow('s3:GetObject', ['${aws_s3_bucket.b.arn}/*'])], 'depends'],
  ['a resource that only Terraform knows, of another kind', [allow('s3:GetObject', ['arn:aws:sqs:${data.aws_region.r.name}:*'])], 'denied'],
  ['a variable of AWS', [allow('s3:GetObject', ['arn:aws:s3:::reports/$${aws:PrincipalTag/team}/*'])], 'depends'],
])('%s', (_, statements, expected) => {
  expect(may(inline(...statements))).toBe(expected);
});

test('a resource that Terraform names can be asked for by its reference', () => {
  expect(may(inline(allow('sqs:SendMessage', ['${aws_sqs_queue.q.arn}'])), 'sqs:SendMessage', '${aws_sqs_queue.q.arn}')).toBe('allowed');
});

test('a single statement and an action without resources are read as well', () => {
  const policy = JSON.stringify({ Statement: allow('s3:ListAllMyBuckets', '*') });
  expect(may({ resource: { aws_iam_role: ROLE, aws_iam_role_policy: { P: { role: 'api', policy } } } }, 's3:ListAllMyBuckets', '*')).toBe('allowed');
});

const ARN = 'arn:aws:iam::111122223333:policy/reader';
const DOCUMENT = { Statement: [allow('s3:GetObject', '*')] };
const attached = (arn: string): Json => ({ aws_iam_role_policy_attachment: { A: { role: '${aws_iam_role.R.id}', policy_arn: arn } } });

test.each<[string, Json, ManagedPolicies, string]>([
  ['of the same stack', { resource: { aws_iam_role: ROLE, ...attached('${aws_iam_policy.P.arn}'), aws_iam_policy: { P: { policy: JSON.stringify(DOCUMENT) } } } }, {}, 'allowed'],
  ['that is not known', { resource: { aws_iam_role: ROLE, ...attached(ARN) } }, {}, 'depends'],
  ['that the test gives', { resource: { aws_iam_role: ROLE, ...attached(ARN) } }, { [ARN]: DOCUMENT }, 'allowed'],
  ['that the test gives and that allows nothing', { resource: { aws_iam_role: ROLE, ...attached(ARN) } }, { [ARN]: { Statement: [] } }, 'denied'],
  ['of another role', { resource: { aws_iam_role: ROLE, aws_iam_role_policy_attachment: { A: { role: 'other', policy_arn: ARN } } } }, { [ARN]: DOCUMENT }, 'denied'],
  ['named by the role', { resource: { aws_iam_role: { R: { name: 'api', managed_policy_arns: [ARN] } } } }, { [ARN]: DOCUMENT }, 'allowed'],
  ['inside the role', { resource: { aws_iam_role: { R: { name: 'api', inline_policy: [{ name: 'p', policy: JSON.stringify(DOCUMENT) }] } } } }, {}, 'allowed'],
  ['attached to several roles', { resource: { aws_iam_role: ROLE, aws_iam_policy_attachment: { A: { roles: ['api'], policy_arn: ARN } } } }, { [ARN]: DOCUMENT }, 'allowed'],
  ['attached exclusively', { resource: { aws_iam_role: ROLE, aws_iam_role_policy_attachments_exclusive: { A: { role_name: 'api', policy_arns: [ARN] } } } }, { [ARN]: DOCUMENT }, 'allowed'],
])('a managed policy %s', (_, stack, managed, expected) => {
  expect(may(stack, 's3:GetObject', KEY, managed)).toBe(expected);
});

test("a document of Terraform's own is read where it stands", () => {
  const statement = [{ actions: ['s3:Get*'], resources: ['*'] }, { effect: 'Deny', actions: ['s3:GetObjectAcl'], resources: ['*'] }];
  const stack = {
    data: { aws_iam_policy_document: { D: { statement } } },
    resource: { aws_iam_role: ROLE, aws_iam_role_policy: { P: { role: 'api', policy: '${data.aws_iam_policy_document.D.json}' } } },
  };
  expect(['s3:GetObject', 's3:GetObjectAcl', 's3:PutObject'].map((action) => may(stack, action))).toEqual(['allowed', 'denied', 'denied']);
});

test('what bounds a role has to allow it too', () => {
  const bounded = (boundary: Json) => {
    const stack = inline(allow('s3:*', '*'));
    return { resource: { ...stack.resource, aws_iam_role: { R: { name: 'api', permissions_boundary: ARN } } }, boundary };
  };
  const ask = (managed: ManagedPolicies) => may(bounded({}), 's3:GetObject', KEY, managed);
  expect(ask({ [ARN]: DOCUMENT })).toBe('allowed');
  expect(ask({ [ARN]: { Statement: [allow('sqs:*', '*')] } })).toBe('denied');
  expect(ask({})).toBe('depends');
});

test('an explanation names the statements that decide', () => {
  const explain = (...statements: Json[]) => mayRole(rolePolicies(inline(...statements), 'api', {}), 's3:GetObject', KEY).explanation;
  expect(explain(allow('s3:Get*', '*'), allow('sqs:*', '*'))).toBe(
    `the role api may s3:GetObject on ${KEY}\n\n  aws_iam_role_policy.P: Allow s3:Get* on *`,
  );
  expect(explain(allow('s3:Put*', '*'))).toBe(
    `the role api may not s3:GetObject on ${KEY}\n\n  no statement says so; there are\n    aws_iam_role_policy.P: Allow s3:Put* on *`,
  );
  expect(explain(allow('s3:*', '*'), deny('s3:Get*', '*'))).toMatch(/may not .*\n\n {2}aws_iam_role_policy\.P: Deny s3:Get\* on \*$/);
  expect(explain(allow('s3:*', '*', { Condition: { Bool: { a: 'b' } } }))).toMatch(/Allow s3:\* on \*, under conditions that the test cannot know$/);
});

test.each([
  ['s3:*', KEY, "may: ask for one action by its name, such as 's3:GetObject'; got 's3:*'"],
  ['GetObject', KEY, "may: ask for one action by its name, such as 's3:GetObject'; got 'GetObject'"],
  ['s3:GetObject', 'arn:aws:s3:::reports/*', "may: ask for one resource, such as 'arn:aws:s3:::reports/any-key', or for '*' where the action has none; got 'arn:aws:s3:::reports/*'"],
])('%s on %s is no question', (action, resource, message) => {
  expect(() => may(inline(allow('s3:*', '*')), action, resource)).toThrow(message);
});

test('a role that is not there is named beside those that are', () => {
  expect(() => rolePolicies(inline(), 'web', {})).toThrow('expected one IAM role web, found 0; there are\n    aws_iam_role.R');
});
