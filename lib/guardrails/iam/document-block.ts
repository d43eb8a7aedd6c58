import type { Json } from '../../core/json';
import { list } from '../../core/json';
import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import { effectOf } from './json-document';
import { readingOf, UnreadableDocument } from './statement';
import type { Condition, Principal, Reading, Resolve, Statement } from './statement';
import { isExpression } from './template';

const META = ['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'id', 'json', 'minified_json'];
const DOCUMENT_KEYS = [
  ...META, 'override_json', 'override_policy_documents', 'policy_id', 'source_json', 'source_policy_documents', 'statement', 'version',
];
const STATEMENT_KEYS = [
  'actions', 'condition', 'effect', 'not_actions', 'not_principals', 'not_resources', 'principals', 'resources', 'sid',
];

/** Reads another document by its text, or by a reference to it. */
type DocumentOf = (text: string) => Reading;

/**
 * The statements of an `aws_iam_policy_document`, merged with its source and override documents as the provider does: a
 * statement takes the place of an earlier one with the same sid.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function readDocumentBlock(body: Json, resolve: Resolve, documentOf: DocumentOf): Reading {
  return readingOf(() => {
    onlyKeys(body, 'the document', DOCUMENT_KEYS);
    const own = blocks(body.statement, 'statement').map((block, index) => statementOf(block, `statement[${index}]`, resolve));
    const documents = (...keys: string[]) => keys.flatMap((key) => documentsOf(body[key], key, documentOf));
    const sources = [...documents('source_json', 'source_policy_documents'), own];
    return [...sources, ...documents('override_policy_documents', 'override_json')].reduce(merged, []);
  });
}

/** A sid that is an expression may differ from every other one, so both statements stay. */
function merged(statements: readonly Statement[], added: readonly Statement[]): readonly Statement[] {
  return added.reduce((all, statement) => {
    const { sid } = statement;
    const same = sid && !isExpression(sid) ? all.findIndex((present) => present.sid === sid) : -1;
    return same === -1 ? [...all, statement] : all.map((present, index) => (index === same ? statement : present));
  }, statements);
}

function documentsOf(value: unknown, key: string, documentOf: DocumentOf): (readonly Statement[])[] {
  if (typeof value === 'string' && key.endsWith('_documents')) throw new UnreadableDocument(`${key} is ${show(value)}`);
  return flat(value).map((source, index) => {
    if (typeof source !== 'string') throw new UnreadableDocument(`${key}[${index}] is ${show(source)}`);
    const reading = documentOf(source);
    if ('unreadable' in reading) throw new UnreadableDocument(`${key}[${index}]: ${reading.unreadable}`);
    return reading.statements;
  });
}

function statementOf(block: Json, where: string, resolve: Resolve): Statement {
  onlyKeys(block, where, STATEMENT_KEYS);
  const texts = (key: string) => textsOf(block[key], `${where}.${key}`, resolve);
  const [actions, notActions] = [texts('actions'), texts('not_actions')];
  if (actions.length + notActions.length === 0) throw new UnreadableDocument(`${where} has no actions`);
  const sid = text(block.sid, `${where}.sid`, resolve);
  return {
    where,
    ...(sid && { sid }),
    effect: effectOf(text(block.effect, `${where}.effect`, resolve) || 'Allow', where),
    actions,
    notActions,
    resources: texts('resources'),
    notResources: texts('not_resources'),
    principals: principalsOf(block.principals, `${where}.principals`, resolve),
    notPrincipals: principalsOf(block.not_principals, `${where}.not_principals`, resolve),
    conditions: conditionsOf(block.condition, `${where}.condition`, resolve),
    fromText: false,
  };
}

function principalsOf(value: unknown, where: string, resolve: Resolve): Principal[] {
  return blocks(value, where).map((block) => {
    onlyKeys(block, where, ['identifiers', 'type']);
    const type = text(block.type, `${where}.type`, resolve) ?? '';
    if (isExpression(type)) throw new UnreadableDocument(`${where}.type is ${show(type)}`);
    return { type, identifiers: textsOf(block.identifiers, `${where}.identifiers`, resolve) };
  });
}

function conditionsOf(value: unknown, where: string, resolve: Resolve): Condition[] {
  return blocks(value, where).map((block) => {
    onlyKeys(block, where, ['test', 'values', 'variable']);
    return {
      test: text(block.test, `${where}.test`, resolve) ?? '',
      variable: text(block.variable, `${where}.variable`, resolve) ?? '',
      values: textsOf(block.values, `${where}.values`, resolve),
    };
  });
}

/** Blocks as Terraform reads them in JSON: one, a list, or lists of lists. */
function blocks(value: unknown, where: string): Json[] {
  return flat(value).map((block) => {
    if (!isPlainObject(block)) throw new UnreadableDocument(`${where} is ${show(block)}`);
    return block;
  });
}

function textsOf(value: unknown, where: string, resolve: Resolve): string[] {
  return flat(value).flatMap((item) => text(item, where, resolve) ?? []);
}

/** A text of the block. The provider reads `&{...}` as a policy variable; Terraform does not change it. */
function text(value: unknown, where: string, resolve: Resolve): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw new UnreadableDocument(`${where} has ${show(value)}`);
  return resolve(value).replace(/&\{/g, '$$$${');
}

function flat(value: unknown): unknown[] {
  return list(value).flatMap((item) => (Array.isArray(item) ? flat(item) : item ?? []));
}

function onlyKeys(block: Json, where: string, allowed: readonly string[]): void {
  const unknown = Object.keys(block).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw new UnreadableDocument(`${where} has the key ${show(unknown)}`);
}
