import { readJsonDocument } from '../../../lib/guardrails/iam/json-document';
import { permissionFindings } from '../../../lib/guardrails/iam/permissions';
import { asIs, CONTEXT, documentOf, reading, short } from './support';

const findings = (action: unknown, resource: unknown, more: object = {}) =>
  permissionFindings(reading({ Effect: 'Allow', Action: action, Resource: resource, ...more }), CONTEXT).map(short);

const ACCOUNT = CONTEXT.accountId;
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret`;

describe('ordinary grants give no finding', () => {
  test.each<[action: string | string[], resource: string | string[]]>([
    [['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], ['arn:aws:s3:::payments-receipts/*']],
    ['s3:ListBucket', 'arn:aws:s3:::payments-receipts'],
    ['s3:GetObject', '*'],
    ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`],
    [['sqs:SendMessage', 'sqs:ReceiveMessage'], '${aws_sqs_queue.jobs.arn}'],
    ['sns:Publish', '${aws_sns_topic.events[0].arn}'],
    ['logs:PutLogEvents', 'arn:aws:logs:eu-west-1:111122223333:log-group:${aws_cloudwatch_log_group.app.name}:*'],
    ['execute-api:Invoke', '${aws_apigatewayv2_api.api.execution_arn}/*'],
    ['s3:GetObject', '${aws_s3_bucket.receipts.arn}/*'],
    ['s3:GetObject', 'arn:aws:s3:::${aws_s3_bucket.receipts.bucket}/exports/*'],
    ['s3:GetObject', 'arn:${data.aws_partition.current.partition}:s3:::${aws_s3_bucket.receipts.id}/*'],
    [['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'], [`arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`, `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders/index/*`]],
    ['kms:Decrypt', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0f0f0f0f-1111-2222-3333-444444444444`],
    ['kms:Decrypt', '${aws_kms_key.data.arn}'],
    ['kms:Decrypt', '${data.aws_kms_alias.data.target_key_arn}'],
    ['secretsmanager:GetSecretValue', `${SECRET}:stripe-AbCdEf`],
    ['secretsmanager:GetSecretValue', `${SECRET}:stripe-??????`],
    ['secretsmanager:GetSecretValue', `${SECRET}:production/payments/*`],
    ['secretsmanager:GetSecretValue', `${SECRET}:stripe-*`],
    ['secretsmanager:GetSecretValue', '${aws_secretsmanager_secret.stripe.arn}'],
    ['secretsmanager:GetSecretValue', '${aws_secretsmanager_secret.stripe.id}'],
    ['secretsmanager:GetSecretValue', '${aws_db_instance.orders.master_user_secret[0].secret_arn}'],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:secret:stripe-*'],
    ['ssm:GetParameter', `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/payments/*`],
    ['rds-db:connect', `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:db-ABCDEFGH/orders`],
    ['rds-db:connect', `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:\${aws_db_instance.orders.resource_id}/orders`],
    ['lambda:InvokeFunction', `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:resize`],
    ['iam:PassRole', '${aws_iam_role.task.arn}'],
    ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/payments-task`],
    ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/payments-reports`],
    ['ecr:GetAuthorizationToken', '*'],
    [['cloudwatch:PutMetricData', 'xray:PutTraceSegments', 'ec2:DescribeSubnets', 'sts:GetCallerIdentity'], '*'],
    ['states:StartExecution', `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:orders`],
    ['ses:SendEmail', '*'],
    ['newservice:DoSomething', '*'],
    ['execute-api:Invoke', `arn:aws:execute-api:eu-west-1:${ACCOUNT}:abc123/*/GET/orders`],
    ['s3:GetObject', 'arn:aws:s3:::homes/$${aws:PrincipalTag/kubernetes-namespace}/*'],
    ['events:PutEvents', `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/default`],
    ['sqs:SendMessage', 'arn:aws:sqs:eu-west-1:999999999999:partner'],
  ])('%s on %s', (action, resource) => {
    expect(findings(action, resource)).toEqual([]);
  });
});

describe('an expression with quotes', () => {
  const withText = (Action: string, resource: string) =>
    permissionFindings(readJsonDocument(documentOf({ Effect: 'Allow', Action, Resource: 'HERE' }).replace('HERE', () => resource), asIs), CONTEXT).map(short);

  test.each([
    ['kms:Decrypt', '${aws_kms_key.data["orders"].arn}'],
    ['s3:GetObject', '${join("/", [aws_s3_bucket.receipts.arn, "exports", "*"])}'],
    ['s3:GetObject', '${format("%s/exports", aws_s3_bucket.receipts.arn)}/*'],
    ['dynamodb:GetItem', '${replace(aws_dynamodb_table.orders[0].stream_arn, "/stream", "")}'],
  ])('is fine: %s on %s', (action, resource) => {
    expect(withText(action, resource)).toEqual([]);
  });

  test.each([
    ['s3:GetObject', '${join("/", [var.bucket, "*"])}'],
    ['s3:GetObject', '${jsonencode(aws_s3_bucket.receipts.arn)}'],
    ['s3:GetObject', '${replace(aws_sns_topic.x.display_name, "a", "b")}'],
    ['s3:GetObject', '${join("\\"", [aws_s3_bucket.receipts.arn])}'],
    ['s3:GetObject', '${replace(aws_ssm_parameter.x.value, "a", "b")}'],
    ['s3:GetObject', '${join("${var.x}", [aws_s3_bucket.receipts.arn])}'],
    ['s3:GetObject', '${aws_s3_bucket.receipts.arn == "" ? var.x : "a"}'],
  ])('could add statements: %s on %s', (action, resource) => {
    expect(withText(action, resource)).toEqual([`unreadable ${resource} on ${resource}`]);
  });

  test('is no name of one resource for a sensitive action', () => {
    const resource = '${join("", [aws_iam_role.a.arn, "*"])}';
    expect(withText('iam:PassRole', resource)).toEqual([`sensitive-action iam:PassRole on ${resource}`]);
  });
});

describe('what needs a reason', () => {
  test.each<[action: string, resource: string, kind: string]>([
    ['*', '*', 'wildcard-action'],
    ['s3:*', 'arn:aws:s3:::payments-receipts/*', 'wildcard-action'],
    ['S3:Get*', '*', 'wildcard-action'],
    ['s3:Get?bject', '*', 'wildcard-action'],
    ['*:GetObject', '*', 'wildcard-action'],
    ['${var.action}', '*', 'unreadable'],
    ['s3:${"*"}', '*', 'unreadable'],
    ['s3 GetObject', '*', 'unreadable'],
    ['sts:AssumeRole', '*', 'sensitive-action'],
    ['STS:assumerole', '*', 'sensitive-action'],
    ['sts:AssumeRole', 'arn:aws:iam::999999999999:role/anything', 'sensitive-action'],
    ['sts:AssumeRole', 'arn:aws:iam::*:role/anything', 'sensitive-action'],
    ['sts:AssumeRole', 'arn:aws-cn:iam::111122223333:role/anything', 'sensitive-action'],
    ['sts:AssumeRole', 'arn:aws:iam::11112222333?:role/anything', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/*', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role*', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:*', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/?*', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/a*', 'sensitive-action'],
    ['iam:PassRole', 'arn:*', 'sensitive-action'],
    ['iam:PassRole', 'a*', 'sensitive-action'],
    ['iam:PassRole', '**', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/$${aws:PrincipalTag/x}', 'sensitive-action'],
    ['iam:PassRole', '${var.role}', 'sensitive-action'],
    ['iam:PassRole', '${module.role.arn}', 'sensitive-action'],
    ['iam:PassRole', '${terraform_data.role.output}', 'sensitive-action'],
    ['iam:PassRole', '${data.aws_arn.role.arn}', 'sensitive-action'],
    ['iam:PassRole', '${aws_ssm_parameter.role.value}', 'sensitive-action'],
    ['iam:PassRole', '${aws_iam_role.task.name}', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::${var.account}:role/payments', 'sensitive-action'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/${var.name}', 'sensitive-action'],
    ['iam:PutRolePolicy', '*', 'sensitive-action'],
    ['iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/payment-service-production', 'sensitive-action'],
    ['iam:AttachRolePolicy', '${aws_iam_role.own.arn}', 'sensitive-action'],
    ['iam:CreatePolicyVersion', 'arn:aws:iam::111122223333:policy/own', 'sensitive-action'],
    ['iam:CreateRole', '*', 'sensitive-action'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::*', 'sensitive-action'],
    ['s3:PutBucketPolicy', '*', 'sensitive-action'],
    ['secretsmanager:GetSecretValue', '*', 'sensitive-action'],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*', 'sensitive-action'],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:999999999999:secret:x-??????', 'sensitive-action'],
    ['ssm:GetParametersByPath', 'arn:aws:ssm:*:111122223333:parameter/*', 'sensitive-action'],
    ['kms:Decrypt', '*', 'sensitive-action'],
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/*', 'sensitive-action'],
    ['kms:CreateGrant', '*', 'sensitive-action'],
    ['kms:PutKeyPolicy', '*', 'sensitive-action'],
    ['lambda:UpdateFunctionCode', '*', 'sensitive-action'],
    ['ssm:SendCommand', '*', 'sensitive-action'],
    ['eks:CreateAccessEntry', '*', 'sensitive-action'],
    ['s3:GetObject', '${var.bucket_arn}/*', 'unreadable'],
    ['s3:GetObject', '${terraform_data.x.output}', 'unreadable'],
    ['s3:GetObject', '${aws_sns_topic.x.display_name}', 'unreadable'],
    ['s3:GetObject', '${aws_cloudwatch_metric_alarm.x.arn}', 'unreadable'],
    ['s3:GetObject', '${aws_s3_object.x.arn}', 'unreadable'],
    ['s3:GetObject', '${aws_api_gateway_rest_api.x.name}', 'unreadable'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/${aws_route53_record.x.name}', 'sensitive-action'],
  ])('%s on %s', (action, resource, kind) => {
    expect(permissionFindings(reading({ Effect: 'Allow', Action: action, Resource: resource }), CONTEXT).map((finding) => finding.kind)).toEqual([kind]);
  });

  test('each action on each resource, since a reason covers both', () => {
    expect(findings(['sts:AssumeRole', 's3:*', 's3:GetObject'], ['*', 'arn:aws:iam::999999999999:role/x'])).toEqual([
      'sensitive-action sts:AssumeRole on *',
      'sensitive-action sts:AssumeRole on arn:aws:iam::999999999999:role/x',
      'wildcard-action s3:* on *',
      'wildcard-action s3:* on arn:aws:iam::999999999999:role/x',
    ]);
  });

  test('NotAction and NotResource', () => {
    expect(permissionFindings(reading({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }), CONTEXT).map(short)).toEqual([
      'not-action NotAction iam:* on *',
    ]);
    expect(permissionFindings(reading({ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::x' }), CONTEXT).map(short)).toEqual([
      'not-resource s3:GetObject on NotResource arn:aws:s3:::x',
    ]);
  });

  test('an action without a resource, which IAM would not take', () => {
    expect(findings('sts:AssumeRole', undefined)).toEqual(['sensitive-action sts:AssumeRole on *']);
  });

  test('a document that cannot be read', () => {
    expect(permissionFindings({ unreadable: 'Statement appears twice' }, CONTEXT)).toEqual([
      {
        kind: 'unreadable',
        what: 'the document',
        on: '*',
        sentence: 'the document cannot be read: Statement appears twice',
        fix: 'write it out, or give a reason',
      },
    ]);
  });
});

describe('a condition on what a resource carries', () => {
  const byTag = (test: string, key: string, value: unknown) => findings('secretsmanager:GetSecretValue', '*', { Condition: { [test]: { [key]: value } } });

  test('makes a wildcard narrow', () => {
    expect(byTag('StringEquals', 'secretsmanager:ResourceTag/service', 'payments')).toEqual([]);
    expect(byTag('StringEquals', 'aws:ResourceTag/service', ['payments', 'billing'])).toEqual([]);
  });

  test.each([
    ['StringEqualsIfExists', 'aws:ResourceTag/service', 'payments'],
    ['ForAllValues:StringEquals', 'aws:ResourceTag/service', 'payments'],
    ['StringNotEquals', 'aws:ResourceTag/service', 'payments'],
    ['StringLike', 'aws:ResourceTag/service', '*'],
    ['StringLike', 'aws:ResourceTag/service', ['payments', '*']],
    ['StringEquals', 'aws:PrincipalTag/service', 'payments'],
    ['StringEquals', 'aws:ResourceTag/service', []],
  ])('does not as %s %s %j', (test, key, value) => {
    expect(byTag(test, key, value)).toEqual(['sensitive-action secretsmanager:GetSecretValue on *']);
  });
});

test('what is denied gives nothing', () => {
  const statements = [{ Effect: 'Deny', Action: '*', Resource: '*' }, { Effect: 'Deny', NotAction: 'iam:*', NotResource: 'x' }];
  expect(permissionFindings(reading(...statements), CONTEXT)).toEqual([]);
});

test('a finding says what it is about in words', () => {
  expect(permissionFindings(reading({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }), CONTEXT)).toEqual([
    {
      kind: 'sensitive-action',
      what: 'sts:AssumeRole',
      on: '*',
      sentence: "'sts:AssumeRole' can use the permissions of others, on everything",
      fix: "name one resource's ARN, or give a reason",
    },
  ]);
});
