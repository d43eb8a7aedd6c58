import { isPlainObject, list } from '../../core/json';
import type { Json } from '../json';
import { blocks, hasOtherThanBlocks, isUnresolved } from '../references';

/** A statement of a policy document, with its lists as lists. */
export interface Statement {
  /** Absent if only Terraform knows it. */
  readonly effect?: 'Allow' | 'Deny';
  /** Patterns of actions; with `not`, everything but them. */
  readonly actions: Patterns;
  /** Patterns of ARNs; with `not`, everything but them. */
  readonly resources: Patterns;
  readonly conditional: boolean;
  /** Who it is about, in the policy of a resource. */
  readonly principal?: unknown;
}

export interface Patterns {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** The arguments with which a data source includes other documents, which can replace its own statements. */
const MERGED = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json', 'dynamic'];

/**
 * The statements of a document, which is text, or comes from a data source of the same stack; nothing where a part of it is known
 * only to Terraform.
 */
export function statementsIn(policy: unknown, json: Json): Statement[] | undefined {
  const [, name] = /^\$\{data\.aws_iam_policy_document\.([^.}]+)\.(?:minified_)?json\}$/.exec(String(policy)) ?? [];
  if (name !== undefined) return fromDataSource(json.data?.aws_iam_policy_document?.[name]);
  try {
    return statementsOf(JSON.parse(String(policy)));
  } catch {
    return undefined;
  }
}

/** The statements of a document that was read from JSON. */
export function statementsOf(document: Json): Statement[] | undefined {
  if (!isPlainObject(document) || hasOtherThanBlocks(document.Statement) || Object.keys(document).some(isUnresolved)) return undefined;
  const statements = blocks(document.Statement);
  if (statements.some((statement) => Object.keys(statement).some(isUnresolved))) return undefined;
  return statements.map((statement) => ({
    effect: effectOf(statement.Effect),
    actions: patternsOf(statement.Action, statement.NotAction),
    resources: patternsOf(statement.Resource, statement.NotResource),
    conditional: !isEmpty(statement.Condition),
    principal: statement.NotPrincipal === undefined ? statement.Principal : '*',
  }));
}

function fromDataSource(document: Json): Statement[] | undefined {
  if (!isPlainObject(document) || MERGED.some((field) => !isEmpty(document[field])) || hasOtherThanBlocks(document.statement)) {
    return undefined;
  }
  return blocks(document.statement).map((statement) => ({
    effect: effectOf(statement.effect ?? 'Allow'),
    actions: patternsOf(statement.actions, statement.not_actions),
    resources: patternsOf(statement.resources, statement.not_resources),
    conditional: [statement.condition, statement.dynamic].some((value) => !isEmpty(value)),
    principal: [...blocks(statement.principals), ...blocks(statement.not_principals)],
  }));
}

function effectOf(effect: unknown): Statement['effect'] {
  return effect === 'Allow' || effect === 'Deny' ? effect : undefined;
}

/** Whether a value is empty; an expression is not. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function patternsOf(these: unknown, others: unknown): Patterns {
  return { not: isEmpty(these) && !isEmpty(others), patterns: list(isEmpty(these) ? others : these).flat(Infinity).map(String) };
}
