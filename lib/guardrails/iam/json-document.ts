import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { listed, show } from '../../core/problems';
import { isSafeInText } from './references';
import { readingOf, UnreadableDocument } from './statement';
import type { Condition, Principal, Reading, Resolve, Statement } from './statement';
import { parseStrictJson } from './strict-json';

const DOCUMENT_KEYS = ['Version', 'Id', 'Statement'];
const STATEMENT_KEYS = [
  'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition',
];
const PRINCIPAL_TYPES = ['AWS', 'CanonicalUser', 'Federated', 'Service'];
const VERSIONS = ['2012-10-17', '2008-10-17'];

/**
 * The statements of a policy document in JSON, strictly by IAM's grammar: a text that another parser could read
 * differently is unreadable. The text is a Terraform template; the plain text of a plan is escaped first (core/tokens, plainText).
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readJsonDocument(text: string, resolve: Resolve): Reading {
  return readingOf(() => statementsOf(parseStrictJson(resolve(text))));
}

function statementsOf(document: unknown): Statement[] {
  const body = objectOf(document, 'the document', DOCUMENT_KEYS);
  const { Version: version = VERSIONS[0], Id: id, Statement: statements } = body;
  if (!VERSIONS.includes(version as string)) throw new UnreadableDocument(`Version is ${show(version)}`);
  if (id !== undefined) safeText(id, 'Id');
  if (statements === undefined) throw new UnreadableDocument('the document has no Statement');
  return Array.isArray(statements)
    ? statements.map((statement, index) => statementOf(statement, `Statement[${index}]`))
    : [statementOf(statements, 'Statement')];
}

function statementOf(value: unknown, where: string): Statement {
  const body = objectOf(value, where, STATEMENT_KEYS);
  onlyOneOf(body, where, 'Action', 'NotAction');
  onlyOneOf(body, where, 'Resource', 'NotResource');
  onlyOneOf(body, where, 'Principal', 'NotPrincipal');
  const actions = { actions: texts(body, where, 'Action'), notActions: texts(body, where, 'NotAction') };
  if (actions.actions.length + actions.notActions.length === 0) throw new UnreadableDocument(`${where} has no Action`);
  return {
    where,
    ...(body.Sid !== undefined && { sid: safeText(body.Sid, `${where}.Sid`) }),
    effect: effectOf(body.Effect, `${where} (${listed([...actions.actions, ...actions.notActions])})`),
    ...actions,
    resources: texts(body, where, 'Resource'),
    notResources: texts(body, where, 'NotResource'),
    principals: principalsOf(body.Principal, `${where}.Principal`),
    notPrincipals: principalsOf(body.NotPrincipal, `${where}.NotPrincipal`),
    conditions: conditionsOf(body.Condition, `${where}.Condition`),
    fromText: true,
  };
}

/** The effect of a statement. IAM has two, and is case-sensitive. */
export function effectOf(effect: unknown, where: string): 'Allow' | 'Deny' {
  if (effect === 'Allow' || effect === 'Deny') return effect;
  throw new UnreadableDocument(effect === undefined ? `${where} has no Effect` : `the Effect of ${where} is ${show(effect)}`);
}

function onlyOneOf(body: Json, where: string, one: string, other: string): void {
  if (one in body && other in body) throw new UnreadableDocument(`${where} has both ${one} and ${other}`);
}

function texts(body: Json, where: string, key: string): string[] {
  return key in body ? textsOf(body[key], `${where}.${key}`) : [];
}

function textsOf(value: unknown, where: string): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.map((text) => {
    if (typeof text !== 'string') throw new UnreadableDocument(`${where} has ${show(text)}`);
    return text;
  });
}

function principalsOf(value: unknown, where: string): Principal[] {
  if (value === undefined) return [];
  if (typeof value === 'string') {
    if (value !== '*') throw new UnreadableDocument(`${where} is ${show(value)}`);
    return [{ type: '*', identifiers: ['*'] }];
  }
  return Object.entries(objectOf(value, where, PRINCIPAL_TYPES)).map(([type, identifiers]) => ({
    type,
    identifiers: textsOf(identifiers, `${where}.${type}`),
  }));
}

function conditionsOf(value: unknown, where: string): Condition[] {
  if (value === undefined) return [];
  return Object.entries(objectOf(value, where)).flatMap(([test, lines]) =>
    Object.entries(objectOf(lines, `${where}.${test}`)).map(([variable, values]) => ({
      test,
      variable,
      values: list(values).map((text) => conditionValue(text, `${where}.${test}.${variable}`)),
    })),
  );
}

function conditionValue(value: unknown, where: string): string {
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : safeText(value, where);
}

/** A text that cannot end the string around it. */
function safeText(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new UnreadableDocument(`${where} is ${show(value)}`);
  if (!isSafeInText(value)) throw new UnreadableDocument(`${where} is the expression ${show(value)}`);
  return value;
}

function objectOf(value: unknown, where: string, keys?: readonly string[]): Json {
  if (!isPlainObject(value)) throw new UnreadableDocument(`${where} is ${show(value)}`);
  for (const key of Object.keys(value)) {
    if (keys && !keys.includes(key)) throw new UnreadableDocument(`${where} has the key ${show(key)}, which IAM does not know`);
    if (!keys && !isSafeInText(key)) throw new UnreadableDocument(`${where} has the key ${show(key)}`);
  }
  return value;
}
