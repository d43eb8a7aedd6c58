import type { CheckedStack } from '../../referees/terraform';
import { documentsIn } from './documents';

type Values = Readonly<Record<string, unknown>>;

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const TEXT = JSON.stringify({ Version: '2012-10-17', Statement: [STATEMENT] });

/** What is found in a stack with one resource. */
function found(type: string, values: Values) {
  const resource = { address: `${type}.It`, mode: 'managed' as const, type, name: 'It', values };
  const stack: CheckedStack = { stack: 'shop-staging', plan: { planned_values: { root_module: { resources: [resource] } } }, creates: [] };
  return documentsIn([stack]);
}

const places = (type: string, values: Values) => found(type, values).documents.map(({ where, identity }) => [where, identity]);

test.each([
  ['aws_iam_role_policy', { policy: TEXT }, true],
  ['aws_iam_policy', { policy: TEXT }, true],
  ['aws_iam_user_policy', { policy: TEXT }, true],
  ['aws_s3_bucket_policy', { policy: TEXT }, false],
  ['aws_sqs_queue', { policy: TEXT }, false],
  ['aws_vpc_endpoint', { nested: [{ anything: TEXT }] }, false],
])('finds the document of %s', (type, values, identity) => {
  expect(places(type, values)).toEqual([[`shop-staging/${type}`, identity]]);
});

test('finds the documents that stand in a role', () => {
  const trust = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole' } });
  expect(places('aws_iam_role', { name: 'shop', assume_role_policy: trust, inline_policy: [{ name: 'own', policy: TEXT }] }))
    .toEqual([['shop-staging/aws_iam_role trust', false], ['shop-staging/aws_iam_role', true]]);
});

test('gives a trust policy the role as its resource', () => {
  const trust = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole' } });
  const { documents } = found('aws_iam_role', { name: 'shop', assume_role_policy: trust });
  expect(documents).toEqual([{
    where: 'shop-staging/aws_iam_role trust',
    identity: false,
    document: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::000000000000:role/shop' }] },
  }]);
});

test.each([
  ['is known only after apply', 'aws_iam_role_policy', { role: 'shop' }, 'aws_iam_role_policy.It of shop-staging: its policy is not known'],
  ['of a trust is known only after apply', 'aws_iam_role', { name: 'shop' }, 'aws_iam_role.It of shop-staging: its assume_role_policy is not known'],
  ['is no JSON', 'aws_iam_role_policy', { policy: 'allow' }, 'aws_iam_role_policy.It of shop-staging: policy is no policy document: allow'],
  ['says nothing', 'aws_iam_role', { assume_role_policy: '{}' }, 'aws_iam_role.It of shop-staging: assume_role_policy is no policy document: {}'],
])('says so where a document %s', (_, type, values, problem) => {
  expect(found(type, values)).toMatchObject({ documents: [], unread: [problem] });
});

test('names policies whose documents no stack holds, each once', () => {
  expect(found('aws_iam_role_policy_attachment', { role: 'shop', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }))
    .toEqual({ documents: [], unread: [], elsewhere: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] });
});
