import { list, many } from '../../core/json';
import { onlyOne } from '../failures';
import type { Json } from '../json';
import { withReferences } from '../references';

/** A statement of a policy document, with its lists as lists. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Patterns of actions; with `not`, everything but them. */
  readonly actions: Patterns;
  /** Patterns of ARNs; with `not`, everything but them. */
  readonly resources: Patterns;
  readonly conditional: boolean;
}

export interface Patterns {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** A policy of a role. */
export interface RolePolicy {
  /** Where it stands in the output, or its ARN. */
  readonly origin: string;
  /** Absent where the output does not hold its document. */
  readonly statements?: readonly Statement[];
}

/** The policies of a role, and the one that bounds it. */
export interface RolePolicies {
  readonly role: string;
  readonly policies: readonly RolePolicy[];
  readonly boundary?: RolePolicy;
}

/** Documents of managed policies that the output does not hold, by their ARNs. */
export type ManagedPolicies = Readonly<Record<string, unknown>>;

/** Reads all policies of a role from the JSON of its stack. */
export function rolePolicies(stack: Json, roleName: string, managed: ManagedPolicies): RolePolicies {
  const json = withReferences(stack);
  const roles = resourcesOf(json, 'aws_iam_role');
  const named = roles.filter(({ body }) => body.name === roleName);
  const role = onlyOne(
    named,
    `IAM role ${roleName}`,
    roles.map(({ address }) => address),
  );
  const ofRole = (type: string) => resourcesOf(json, type).filter(({ body }) => [body.role, body.role_name].includes(roleName));
  const shared = resourcesOf(json, 'aws_iam_policy_attachment').filter(({ body }) => list(body.roles).includes(roleName));
  const inline = [
    ...ofRole('aws_iam_role_policy').map(({ address, body }) => ({ address, policy: body.policy })),
    ...many(role.body.inline_policy).map(({ policy }) => ({ address: role.address, policy })),
  ];
  const arns = [
    ...[...ofRole('aws_iam_role_policy_attachment'), ...shared].map(({ body }) => body.policy_arn),
    ...ofRole('aws_iam_role_policy_attachments_exclusive').flatMap(({ body }) => list(body.policy_arns)),
    ...list(role.body.managed_policy_arns),
  ];
  const boundary = role.body.permissions_boundary;
  return {
    role: roleName,
    policies: [
      ...inline.map(({ address, policy }) => ({ origin: address, statements: statementsIn(policy, json) })),
      ...arns.map((arn) => managedPolicy(String(arn), json, managed)),
    ],
    ...(boundary !== undefined && { boundary: managedPolicy(String(boundary), json, managed) }),
  };
}

interface Resource {
  readonly address: string;
  readonly body: Json;
}

function resourcesOf(json: Json, type: string): Resource[] {
  return Object.entries<Json>(json.resource?.[type] ?? {}).map(([name, body]) => ({ address: `${type}.${name}`, body }));
}

/** A policy of the same stack by a reference to it, any other one by what the test says of it. */
function managedPolicy(arn: string, json: Json, managed: ManagedPolicies): RolePolicy {
  const [, name] = /^\$\{aws_iam_policy\.([^.}]+)\.(?:arn|id)\}$/.exec(arn) ?? [];
  const own = name === undefined ? undefined : json.resource.aws_iam_policy?.[name];
  if (own) return { origin: `aws_iam_policy.${name}`, statements: statementsIn(own.policy, json) };
  return { origin: arn, statements: Object.hasOwn(managed, arn) ? statementsOf(managed[arn]) : undefined };
}

/** A document is text, or comes from a data source that stands in the same stack. */
function statementsIn(policy: unknown, json: Json): Statement[] | undefined {
  const [, name] = /^\$\{data\.aws_iam_policy_document\.([^.}]+)\.(?:minified_)?json\}$/.exec(String(policy)) ?? [];
  if (name !== undefined) return many(json.data?.aws_iam_policy_document?.[name]?.statement).map(fromTerraform);
  try {
    return statementsOf(JSON.parse(String(policy)));
  } catch {
    return undefined;
  }
}

function statementsOf(document: Json): Statement[] {
  return (many(document?.Statement) as Json[]).map((statement) => ({
    effect: statement.Effect,
    actions: patternsOf(statement.Action, statement.NotAction),
    resources: patternsOf(statement.Resource, statement.NotResource),
    conditional: Object.keys(statement.Condition ?? {}).length > 0,
  }));
}

function fromTerraform(statement: Json): Statement {
  return {
    effect: statement.effect ?? 'Allow',
    actions: patternsOf(statement.actions, statement.not_actions),
    resources: patternsOf(statement.resources, statement.not_resources),
    conditional: many(statement.condition).length > 0,
  };
}

function patternsOf(these: unknown, others: unknown): Patterns {
  return { not: these === undefined && others !== undefined, patterns: list(these ?? others).map(String) };
}
