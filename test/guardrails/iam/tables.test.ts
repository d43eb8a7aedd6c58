import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sensitiveKind } from '../../../lib/guardrails/iam/sensitive';
import { actionTable } from '../../../scripts/generate/iam-action-table';
import { actionsByService } from '../../../scripts/generate/iam-data';
import { policyTable, widthOf } from '../../../scripts/generate/iam-policy-table';

const FOLDER = join(__dirname, '../../../lib/guardrails/iam/tables');

test('the tables are what the generator makes of the packages that are installed', () => {
  const made = { 'managed-policies.ts': policyTable(), 'sensitive-actions.ts': actionTable() };
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(made));
  for (const [name, text] of Object.entries(made)) expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
});

test('the tables are small', () => {
  const sizes = readdirSync(FOLDER).map((name) => statSync(join(FOLDER, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60 * 1024);
});

test.each([
  ['iam:PassRole', 'takeover'],
  ['sts:AssumeRole', 'takeover'],
  ['IAM:putrolepolicy', 'permissions'],
  ['secretsmanager:GetSecretValue', 'credentials'],
  ['s3:PutBucketPolicy', 'exposure'],
  ['kms:PutKeyPolicy', 'exposure'],
  ['kms:CreateGrant', 'exposure'],
  ['s3:GetObject', undefined],
  ['ecr:GetAuthorizationToken', undefined],
  ['glue:GetStages', undefined],
])('%s: %s', (action, kind) => {
  expect(sensitiveKind(action)).toBe(kind);
});

describe('how wide a policy is', () => {
  const width = (...statements: object[]) => widthOf({ path: 'x', document: { Version: '2012-10-17', Statement: statements } }, actionsByService());
  const allow = (Action: unknown, Resource: unknown = '*') => ({ Effect: 'Allow', Action, Resource });

  test.each<[expected: string, statements: object[]]>([
    ['wildcard', [allow('*')]],
    ['wildcard', [allow('sqs:*', 'arn:aws:sqs:*:*:aws-*')]],
    ['wildcard', [allow('sqs:Send*')]],
    ['wildcard', [allow('unheardof:*')]],
    ['wildcard', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    ['sensitive', [allow('iam:PassRole')]],
    ['sensitive', [allow('iam:PassRole', 'arn:aws:iam::*:role/*')]],
    ['sensitive', [allow('ssm:Get*')]],
    ['sensitive', [allow('iam:PutRolePolicy', 'arn:aws:iam::*:role/service-role/aws-x')]],
    ['reads', [allow(['s3:Get*', 'dynamodb:Get*'])]],
    ['narrow', [allow('s3:Get*')]],
    ['narrow', [allow('iam:PassRole', 'arn:aws:iam::*:role/service-role/aws-x-*')]],
    ['narrow', [allow(['cloudwatch:PutMetricData', 'logs:PutLogEvents'])]],
    ['narrow', [{ Effect: 'Deny', Action: '*', Resource: '*' }]],
  ])('%s: %j', (expected, statements) => {
    expect(width(...statements)).toBe(expected);
  });
});
