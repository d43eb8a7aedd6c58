import { readDocumentBlock } from '../../../lib/guardrails/iam/document-block';
import { readJsonDocument } from '../../../lib/guardrails/iam/json-document';
import { permissionFindings } from '../../../lib/guardrails/iam/permissions';
import type { Reading } from '../../../lib/guardrails/iam/statement';
import { asIs, CONTEXT, documentOf, knowing, short } from './support';

const fromJson = (text: string): Reading => readJsonDocument(text, asIs);
const read = (body: Record<string, unknown>, resolve = asIs): Reading => readDocumentBlock(body, resolve, fromJson);
const findings = (body: Record<string, unknown>, resolve = asIs) => permissionFindings(read(body, resolve), CONTEXT).map(short);

const READ = { sid: 'a', actions: ['s3:GetObject'], resources: ['*'] };
const WIDE = { sid: 'a', actions: ['s3:*'], resources: ['*'] };
const STAR = documentOf({ Sid: 'a', Effect: 'Allow', Action: '*', Resource: '*' });

test.each<[what: string, body: Record<string, unknown>, found: string[]]>([
  ['actions by name', { statement: [READ] }, []],
  ['one statement without a list', { statement: WIDE }, ['wildcard-action s3:* on *']],
  ['a list in a list', { statement: [[WIDE]] }, ['wildcard-action s3:* on *']],
  ['no resources', { statement: [{ actions: ['s3:*'] }] }, ['wildcard-action s3:* on *']],
  ['principals beside them', { statement: [{ ...WIDE, principals: [{ type: 'AWS', identifiers: ['*'] }] }] }, ['wildcard-action s3:* on *']],
  ['a denial', { statement: [{ ...WIDE, effect: 'Deny' }] }, []],
  ['not_actions', { statement: [{ not_actions: ['iam:*'], resources: ['*'] }] }, ['not-action NotAction iam:* on *']],
  ['not_resources', { statement: [{ actions: ['s3:GetObject'], not_resources: ['x'] }] }, ['not-resource s3:GetObject on NotResource x']],
  ['actions by expression', { statement: [{ actions: '${var.actions}', resources: ['*'] }] }, ['unreadable ${var.actions} on *']],
  ['an unknown resource, which cannot add statements here', { statement: [{ actions: ['sqs:SendMessage'], resources: ['${var.queue}'] }] }, []],
  ['a policy variable', { statement: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::homes/&{aws:username}/*'] }] }, []],
  ['a source document', { source_policy_documents: [STAR], statement: [{ ...READ, sid: 'b' }] }, ['wildcard-action * on *']],
  ['a source that its own statement replaces', { source_policy_documents: [STAR], statement: [READ] }, []],
  ['an old source', { source_json: STAR }, ['wildcard-action * on *']],
  ['an override document', { statement: [READ], override_policy_documents: [STAR] }, ['wildcard-action * on *']],
  ['an old override', { statement: [READ], override_json: STAR }, ['wildcard-action * on *']],
  ['an override that narrows', { statement: [WIDE], override_policy_documents: [documentOf({ Sid: 'a', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })] }, []],
  ['a sid that nobody knows replaces nothing', { statement: [WIDE, { ...READ, sid: '${var.sid}' }] }, ['wildcard-action s3:* on *']],
  ['no sid replaces nothing', { statement: [{ ...WIDE, sid: '' }, { ...READ, sid: '' }] }, ['wildcard-action s3:* on *']],
  ['nothing', {}, []],
  ['what Terraform takes beside', { count: 1, depends_on: ['x'], provider: 'aws.x', version: '2012-10-17', statement: null }, []],
])('reads %s', (_, body, found) => {
  expect(findings(body)).toEqual(found);
});

test.each<[what: string, body: Record<string, unknown>, why: string]>([
  ['dynamic statements', { dynamic: { statement: { for_each: ['x'], content: WIDE } } }, "the document has the key 'dynamic'"],
  ['dynamic conditions', { statement: [{ ...READ, dynamic: [{ condition: {} }] }] }, "statement[0] has the key 'dynamic'"],
  ['statements by expression', { statement: '${var.statements}' }, "statement is '${var.statements}'"],
  ['an effect by expression', { statement: [{ ...READ, effect: '${var.effect}' }] }, "the Effect of statement[0] is '${var.effect}'"],
  ['no actions', { statement: [{ resources: ['*'] }] }, 'statement[0] has no actions'],
  ['actions that are no text', { statement: [{ ...READ, actions: [{}] }] }, 'statement[0].actions has {}'],
  ['sources by expression', { source_policy_documents: '${[local.a]}' }, "source_policy_documents is '${[local.a]}'"],
  ['a source that cannot be read', { source_policy_documents: ['${data.http.x.body}'] }, 'source_policy_documents[0]: the document has an expression outside of a string'],
  ['a source that is no text', { source_json: 1 }, 'source_json[0] is 1'],
  ['principals of an unknown type', { statement: [{ ...READ, principals: [{ type: '${var.t}', identifiers: ['*'] }] }] }, "statement[0].principals.type is '${var.t}'"],
  ['keys of JSON', { statement: [{ Action: '*' }] }, "statement[0] has the key 'Action'"],
])('is unreadable: %s', (_, body, why) => {
  expect(read(body)).toEqual({ unreadable: expect.stringContaining(why) });
});

test('reads what is known of it', () => {
  expect(findings({ statement: [{ actions: ['${local.a}'], resources: ['*'] }] }, knowing({ '${local.a}': 's3:*' }))).toEqual(['wildcard-action s3:* on *']);
});

test('reads a statement in full', () => {
  const statement = {
    effect: 'Allow',
    actions: ['sqs:SendMessage'],
    resources: ['*'],
    principals: [{ type: 'Service', identifiers: ['sns.amazonaws.com'] }],
    condition: [{ test: 'ArnEquals', variable: 'aws:SourceArn', values: ['${aws_sns_topic.a.arn}'] }],
  };
  expect(read({ statement })).toEqual({
    statements: [
      {
        where: 'statement[0]',
        effect: 'Allow',
        actions: ['sqs:SendMessage'],
        notActions: [],
        resources: ['*'],
        notResources: [],
        principals: [{ type: 'Service', identifiers: ['sns.amazonaws.com'] }],
        notPrincipals: [],
        conditions: [{ test: 'ArnEquals', variable: 'aws:SourceArn', values: ['${aws_sns_topic.a.arn}'] }],
        fromText: false,
      },
    ],
  });
});
