import { readJsonDocument } from '../../../lib/guardrails/iam/json-document';
import type { Reading } from '../../../lib/guardrails/iam/statement';
import { asIs, documentOf, knowing } from './support';

const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const STAR = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });

function unreadable(result: Reading): string | undefined {
  return 'unreadable' in result ? result.unreadable : undefined;
}

test.each<[what: string, text: string, why: string]>([
  ['two Statements', '{"Statement":[],"Statement":[]}', 'Statement appears twice'],
  ['two Effects', '{"Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}]}', 'Statement[0].Effect appears twice'],
  ['two Actions, one escaped', '{"Statement":[{"Effect":"Allow","Action":"*","\\u0041ction":"s3:GetObject"}]}', 'Statement[0].Action appears twice'],
  ['keys in lower case', '{"statement":[{"effect":"Allow","action":"*"}]}', "the document has the key 'statement', which IAM does not know"],
  ['an effect in lower case', documentOf({ ...ALLOW, Effect: 'allow' }), "the Effect of Statement[0] ('s3:GetObject') is 'allow'"],
  ['no effect', documentOf({ Action: '*', Resource: '*' }), "Statement[0] ('*') has no Effect"],
  ['an effect by expression', documentOf({ ...ALLOW, Effect: '${var.effect}' }), "the Effect of Statement[0] ('s3:GetObject') is '${var.effect}'"],
  ['a key of its own', documentOf({ ...ALLOW, Actions: '*' }), "Statement[0] has the key 'Actions', which IAM does not know"],
  ['Action and NotAction', documentOf({ ...ALLOW, NotAction: 'iam:*' }), 'Statement[0] has both Action and NotAction'],
  ['no action', documentOf({ Effect: 'Allow', Resource: '*' }), 'Statement[0] has no Action'],
  ['an action that is no text', documentOf({ ...ALLOW, Action: [['*']] }), 'Statement[0].Action has ["*"]'],
  ['a list of lists', documentOf([ALLOW] as object), 'Statement[0] is [{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]'],
  ['a byte order mark', `\ufeff${STAR}`, 'the document begins with a byte order mark'],
  ['an expression for all of it', '${data.aws_iam_policy_document.x.json}', 'the document has an expression outside of a string'],
  ['an expression between statements', '{"Statement":[{"Effect":"Allow"}${","}{}]}', 'Statement has an expression outside of a string'],
  ['an expression as a key', '{"${var.k}":[]}', "the document has the key '${var.k}', which IAM does not know"],
  ['a directive', documentOf({ ...ALLOW, Action: '%{ if true }*%{ endif }' }), 'Statement[0].Action has a template directive'],
  ['a dollar too many', '{"Statement":[{"Effect":"$$${x}"}]}', 'Statement[0].Effect has a template directive'],
  ['a comment in an expression', '{"Statement":[{"Resource":"${ "a" /* } */ }"}]}', 'Statement[0].Resource has an expression without a certain end'],
  ['an expression in a condition', documentOf({ ...ALLOW, Condition: { StringEquals: { a: '${var.x}' } } }), "Statement[0].Condition.StringEquals.a is the expression '${var.x}'"],
  ['a principal that is a name', documentOf({ ...ALLOW, Principal: 'me' }), "Statement[0].Principal is 'me'"],
  ['a principal of no type', documentOf({ ...ALLOW, Principal: { aws: '*' } }), "Statement[0].Principal has the key 'aws', which IAM does not know"],
  ['a version of its own', '{"Version":"2013","Statement":[]}', "Version is '2013'"],
  ['no statement', '{}', 'the document has no Statement'],
  ['text after it', `${STAR}}`, "the document is not JSON at '}'"],
  ['half of it', STAR.slice(0, -2), 'Statement ends too early'],
  ['a comma too many', '{"Statement":[],}', "the document is not JSON at '}'"],
  ['a raw line break in a string', '{"Statement":"a\nb"}', "Statement is not JSON at '\\nb\"}'"],
  ['a list that never ends', '['.repeat(50_000), 'is nested too deep'],
  ['no text', '', 'the document ends too early'],
])('is unreadable: %s', (_, text, why) => {
  expect(unreadable(readJsonDocument(text, asIs))).toContain(why);
});

test('reads what IAM reads', () => {
  const result = readJsonDocument(
    ` {"Version": "2008-10-17", "Id": "x", "Statement": {"Sid": "A", "Effect": "Deny", "NotAction": ["iam:*"], "NotResource": "arn:aws:s3:::x",
      "NotPrincipal": {"AWS": ["111122223333"], "Service": "sqs.amazonaws.com"},
      "Condition": {"Bool": {"aws:SecureTransport": false}, "NumericLessThan": {"s3:max-keys": ["10", 20]}}}}\n`,
    asIs,
  );
  expect(result).toEqual({
    statements: [
      {
        where: 'Statement',
        sid: 'A',
        effect: 'Deny',
        actions: [],
        notActions: ['iam:*'],
        resources: [],
        notResources: ['arn:aws:s3:::x'],
        principals: [],
        notPrincipals: [{ type: 'AWS', identifiers: ['111122223333'] }, { type: 'Service', identifiers: ['sqs.amazonaws.com'] }],
        conditions: [
          { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
          { test: 'NumericLessThan', variable: 's3:max-keys', values: ['10', '20'] },
        ],
        fromText: true,
      },
    ],
  });
});

test('keeps strings as templates: escapes of JSON are gone, expressions and policy variables stay apart', () => {
  const text = '{"Statement":[{"Effect":"Allow","Action":"s3:\\u002a","Resource":["${join("/", ["a", "}"])}/\\u0024{x}","$${aws:username}"]}]}';
  const result = readJsonDocument(text, asIs);
  expect('statements' in result && result.statements[0]).toMatchObject({
    actions: ['s3:*'],
    resources: ['${join("/", ["a", "}"])}/$${x}', '$${aws:username}'],
  });
});

test('reads what is known of it', () => {
  const text = documentOf({ ...ALLOW, Action: '${local.w}' });
  const result = readJsonDocument(text, knowing({ '${local.w}': '*' }));
  expect('statements' in result && result.statements[0].actions).toEqual(['*']);
  expect(readJsonDocument('${local.all}', knowing({ '${local.all}': STAR }))).toHaveProperty('statements');
});

test('reads a long document in a moment', () => {
  const long = documentOf({ ...ALLOW, Resource: `${'$'.repeat(100_000)} ${'${a}'.repeat(20_000)}`, Sid: ' '.repeat(100_000) });
  const start = performance.now();
  expect(readJsonDocument(long, asIs)).toHaveProperty('statements');
  expect(performance.now() - start).toBeLessThan(2_000);
});
