import { exposureFindings } from '../../../lib/guardrails/iam/exposure';
import { readLambdaPermission } from '../../../lib/guardrails/iam/lambda-permission';
import { asIs, CONTEXT, reading, short } from './support';

const BUCKET = 'arn:aws:s3:::payments-receipts/*';

const exposed = (principal: unknown, condition?: object) =>
  exposureFindings(
    reading({ Effect: 'Allow', Action: 's3:GetObject', Resource: BUCKET, Principal: principal, ...(condition && { Condition: condition }) }),
    CONTEXT,
  ).map(short);

test.each<[what: string, principal: unknown, condition?: object]>([
  ['a service', { Service: 's3.amazonaws.com' }],
  ['a service for one topic', { Service: 'sns.amazonaws.com' }, { ArnEquals: { 'aws:SourceArn': '${aws_sns_topic.a.arn}' } }],
  ['the logs of a load balancer', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }],
  ['the own account', { AWS: 'arn:aws:iam::111122223333:root' }],
  ['a role of the app', { AWS: ['${aws_iam_role.a.arn}'] }],
  ['the account of a load balancer', { AWS: '${data.aws_elb_service_account.main.arn}' }],
  ['a distribution', { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' }],
  ['a distribution by reference', { AWS: '${aws_cloudfront_origin_access_identity.a.iam_arn}' }],
  ['everyone through a topic', '*', { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:events' } }],
  ['everyone through any rule of the account', '*', { ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:111122223333:rule/*' } }],
  ['everyone through a bucket', '*', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:payments-receipts' } }],
  ['everyone from an account', { AWS: '*' }, { StringEquals: { 'AWS:SourceAccount': '111122223333' } }],
  ['everyone of an organisation', { AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdef1234' } }],
  ['everyone through an endpoint', '*', { StringEquals: { 'aws:SourceVpce': 'vpce-0abc1234' } }],
  ['everyone through an endpoint of the app', '*', { StringEquals: { 'aws:SourceVpce': '${aws_vpc_endpoint.s3.id}' } }],
  ['everyone in the account, by way of a service', { AWS: '*' }, { StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }],
])('is fine: %s', (_, ...[principal, condition]) => {
  expect(exposed(principal, condition)).toEqual([]);
});

test.each<[found: string, principal: unknown, condition?: object]>([
  ['public *', '*'],
  ['public AWS: *', { AWS: ['*'] }],
  ['public *', '*', { Bool: { 'aws:SecureTransport': 'true' } }],
  ['public *', '*', { StringEquals: { 'aws:ResourceAccount': '111122223333' } }],
  ['public *', '*', { StringLike: { 'aws:PrincipalOrgID': '*' } }],
  ['public *', '*', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdef1234' } }],
  ['public *', '*', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-abcdef1234' } }],
  ['public *', '*', { StringNotEquals: { 'aws:SourceVpce': 'vpce-0abc1234' } }],
  ['public *', '*', { StringEquals: { 'aws:SourceAccount': '999999999999' } }],
  ['public *', '*', { StringEquals: { 'aws:SourceAccount': ['111122223333', '999999999999'] } }],
  ['public *', '*', { ArnLike: { 'aws:SourceArn': '*' } }],
  ['public *', '*', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }],
  ['public *', '*', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }],
  ['public *', '*', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:999999999999:events' } }],
  ['public *', '*', { ArnLike: { 'aws:SourceArn': ['arn:aws:s3:::payments-receipts', '*'] } }],
  ['other-account arn:aws:iam::999999999999:root', { AWS: 'arn:aws:iam::999999999999:root' }],
  ['other-account 999999999999', { AWS: ['111122223333', '999999999999'] }],
  ['other-account 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be', { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }],
  ['unreadable ${var.who}', { AWS: '${var.who}' }],
  ['unreadable ${var.who}', { Service: '${var.who}' }],
])('is found: %s', (found, ...[principal, condition]) => {
  expect(exposed(principal, condition)).toEqual([`${found} on ${BUCKET}`]);
});

test('NotPrincipal, no principal, what is denied and what cannot be read', () => {
  const base = { Effect: 'Allow', Action: 's3:GetObject', Resource: BUCKET };
  expect(exposureFindings(reading({ ...base, NotPrincipal: { AWS: '111122223333' } }), CONTEXT).map(short)).toEqual([`public NotPrincipal on ${BUCKET}`]);
  expect(exposureFindings(reading(base), CONTEXT).map(short)).toEqual([`unreadable Statement[0] on ${BUCKET}`]);
  expect(exposureFindings(reading({ ...base, Effect: 'Deny', Principal: '*' }), CONTEXT)).toEqual([]);
  expect(exposureFindings({ unreadable: 'x' }, CONTEXT).map(short)).toEqual(['unreadable the policy on *']);
});

test.each<[body: Record<string, unknown>, found: string[]]>([
  [{ principal: 's3.amazonaws.com', source_arn: '${aws_s3_bucket.a.arn}' }, []],
  [{ principal: 'events.amazonaws.com' }, []],
  [{ principal: '111122223333' }, []],
  [{ principal: '*', principal_org_id: 'o-abcdef1234' }, []],
  [{ principal: '*', function_url_auth_type: 'NONE' }, ['public * on resize']],
  [{ principal: '*', source_account: '999999999999' }, ['public * on resize']],
  [{ principal: 'arn:aws:iam::999999999999:root' }, ['other-account arn:aws:iam::999999999999:root on resize']],
  [{ principal: '${var.who}' }, ['unreadable ${var.who} on resize']],
  [{}, ['public * on resize']],
  [{ principal: 1 }, ['unreadable the policy on *']],
])('a permission of Lambda: %j', (body, found) => {
  const permission = { action: 'lambda:InvokeFunction', function_name: 'resize', ...body };
  expect(exposureFindings(readLambdaPermission(permission, asIs), CONTEXT).map(short)).toEqual(found);
});
