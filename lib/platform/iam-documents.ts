import type { Json } from './guards';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
}

/** Where IAM resources hold policy documents. */
const DOCUMENTS: Record<string, (block: Json) => unknown[]> = {
  aws_iam_group_policy: ({ policy }) => [policy],
  aws_iam_policy: ({ policy }) => [policy],
  aws_iam_role: ({ inline_policy: inline }) => many(inline as Json | Json[]).map(({ policy }) => policy),
  aws_iam_role_policy: ({ policy }) => [policy],
  aws_iam_user_policy: ({ policy }) => [policy],
};

/** Where IAM resources name managed policies. */
const MANAGED: Record<string, (block: Json) => unknown[]> = {
  aws_iam_group_policy_attachment: ({ policy_arn: arn }) => [arn],
  aws_iam_policy_attachment: ({ policy_arn: arn }) => [arn],
  aws_iam_role: ({ managed_policy_arns: arns }) => many(arns),
  aws_iam_role_policy_attachment: ({ policy_arn: arn }) => [arn],
  aws_iam_role_policy_attachments_exclusive: ({ policy_arns: arns }) => many(arns),
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
export function widePermissions(type: string, block: Json): string[] {
  const documents = (DOCUMENTS[type]?.(block) ?? []).flatMap(allowedActions);
  const statements = type === 'aws_iam_policy_document' ? many(block.statement as Json | Json[]) : [];
  const listed = statements
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap((one) => [...many(one.actions), ...negated(one.not_actions)]);
  const managed = (MANAGED[type]?.(block) ?? []).filter(isWideManagedPolicy);
  return [...[...documents, ...listed].map(String).filter(isWildcard), ...managed.map(String)];
}

/** A document that is a Terraform expression cannot be read here; an aws_iam_policy_document behind it can. */
function allowedActions(policy: unknown): string[] {
  try {
    const document = JSON.parse(String(policy)) as { Statement?: Statement | Statement[] };
    const allowing = many(document.Statement).filter((statement) => statement.Effect !== 'Deny');
    return allowing.flatMap((statement) => [...many(statement.Action), ...negated(statement.NotAction)]);
  } catch {
    return [];
  }
}

/** All actions but some are nearly all of them. */
function negated(actions: unknown): string[] {
  return actions === undefined ? [] : ['*'];
}

function many<T>(value: T | T[] | undefined): T[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
