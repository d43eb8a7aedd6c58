import type { Json } from './guards';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
}

/** Managed policies of AWS that give far more than one service needs. */
export function isWideManagedPolicy(arn: unknown): boolean {
  return (
    typeof arn === 'string' &&
    /:iam::aws:policy\/(.*\/)?(AdministratorAccess|PowerUserAccess|[A-Za-z0-9]*FullAccess)[A-Za-z0-9_-]*$/.test(arn)
  );
}

/** The allowed actions in an IAM resource or document that name more than one action. */
export function wildcardActions(type: string, block: Json): string[] {
  return actionsOf(type, block).filter((action) => /[*?]/.test(action));
}

function actionsOf(type: string, block: Json): string[] {
  if (type === 'aws_iam_policy_document') {
    const statements = many(block.statement as Json | Json[] | undefined);
    return statements
      .filter((one) => one.effect !== 'Deny')
      .flatMap((one) => [...many(one.actions as string[]), ...negated(one.not_actions)]);
  }
  if (type === 'aws_iam_policy' || type === 'aws_iam_role_policy') return documentActions(block.policy);
  const inline = type === 'aws_iam_role' ? many(block.inline_policy as Json | Json[] | undefined) : [];
  return inline.flatMap((one) => documentActions(one.policy));
}

/** A document that is a Terraform expression cannot be read here; its source in the same stack is. */
function documentActions(policy: unknown): string[] {
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
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
