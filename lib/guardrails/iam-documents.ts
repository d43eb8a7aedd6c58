import { list, many } from '../core/json';
import type { Json } from '../core/json';
import type { Block } from './rendered';

/** Where IAM resources hold policy documents. */
const DOCUMENTS: Record<string, (body: Json) => unknown[]> = {
  aws_iam_group_policy: ({ policy }) => [policy],
  aws_iam_policy: ({ policy }) => [policy],
  aws_iam_role: ({ inline_policy: inline }) => many(inline).map(({ policy }) => policy),
  aws_iam_role_policy: ({ policy }) => [policy],
  aws_iam_user_policy: ({ policy }) => [policy],
};

/** Where IAM resources name managed policies. */
const MANAGED: Record<string, (body: Json) => unknown[]> = {
  aws_iam_group_policy_attachment: ({ policy_arn: arn }) => [arn],
  aws_iam_policy_attachment: ({ policy_arn: arn }) => [arn],
  aws_iam_role: ({ managed_policy_arns: arns }) => list(arns),
  aws_iam_role_policy_attachment: ({ policy_arn: arn }) => [arn],
  aws_iam_role_policy_attachments_exclusive: ({ policy_arns: arns }) => list(arns),
  aws_iam_user_policy_attachment: ({ policy_arn: arn }) => [arn],
};

/** Managed policies of AWS that give far more than one service needs. */
export function isWideManagedPolicy(arn: unknown): boolean {
  return typeof arn === 'string' && /:iam::aws:policy\/.*(Administrator|PowerUser|FullAccess)/.test(arn);
}

/** Whether an action names more than one. */
export function isWildcard(action: string): boolean {
  return /[*?]/.test(action);
}

/** What an IAM resource or document allows beyond actions by name. */
export function widePermissions({ type, body }: Block): string[] {
  const documents = (DOCUMENTS[type]?.(body) ?? []).flatMap(allowedActions);
  const statements = type === 'aws_iam_policy_document' ? many(body.statement).flatMap(statementActions) : [];
  const managed = (MANAGED[type]?.(body) ?? []).filter(isWideManagedPolicy);
  return [...[...documents, ...statements].map(String).filter(isWildcard), ...managed.map(String)];
}

/** A statement that names principals belongs to a resource's own policy: it gives this service nothing by itself. */
function statementActions(statement: Json): unknown[] {
  if (statement.effect === 'Deny' || many(statement.principals).length > 0 || many(statement.not_principals).length > 0) return [];
  return [...list(statement.actions), ...negated(statement.not_actions)];
}

/** A document that is a Terraform expression cannot be read here; an aws_iam_policy_document behind it can. */
function allowedActions(policy: unknown): unknown[] {
  try {
    const { Statement: statements } = JSON.parse(String(policy)) as Json;
    const allowing = many(statements).filter(({ Effect: effect }) => effect !== 'Deny');
    return allowing.flatMap(({ Action: actions, NotAction: others }) => [...list(actions), ...negated(others)]);
  } catch {
    return [];
  }
}

/** All actions but some are nearly all of them. */
function negated(actions: unknown): string[] {
  return actions === undefined ? [] : ['*'];
}
