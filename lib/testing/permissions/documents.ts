import { list } from '../../core/json';
import { onlyOne } from '../failures';
import type { Json } from '../json';
import { blocks, hasOtherThanBlocks, isMadeOnce, isUnresolved, withReferences } from '../references';
import { statementsIn, statementsOf } from './statements';
import type { Statement } from './statements';

/** A policy of a role. */
export interface RolePolicy {
  /** Its location in the output, or its ARN. */
  readonly origin: string;
  /** Absent if the output does not contain its document. */
  readonly statements?: readonly Statement[];
  /** Whether the role possibly does not have it. */
  readonly uncertain?: boolean;
}

/** The policies of a role, and the one that bounds it. */
export interface RolePolicies {
  readonly role: string;
  readonly policies: readonly RolePolicy[];
  readonly boundary?: RolePolicy;
  /** Policies of resources, which can also give access to the role. */
  readonly ofResources?: readonly RolePolicy[];
}

/** Documents of managed policies that are not in the output, by ARN. */
export type ManagedPolicies = Readonly<Record<string, unknown>>;

/** Another stack of the app. */
export interface OtherStack {
  readonly name: string;
  readonly terraform: Json;
  /** Whether it is possibly in another AWS account. */
  readonly uncertain: boolean;
}

/** What names roles, and how: a list of roles or one, documents or ARNs. */
interface Attachment {
  readonly roles: (body: Json) => unknown;
  readonly documents?: (body: Json) => unknown;
  readonly arns?: (body: Json) => unknown;
}

const ATTACHMENTS: Record<string, Attachment> = {
  aws_iam_policy_attachment: { roles: ({ roles }) => roles, arns: ({ policy_arn: arn }) => arn },
  aws_iam_role_policy: { roles: ({ role }) => role, documents: ({ policy }) => policy },
  aws_iam_role_policy_attachment: { roles: ({ role }) => role, arns: ({ policy_arn: arn }) => arn },
  aws_iam_role_policy_attachments_exclusive: { roles: ({ role_name: role }) => role, arns: ({ policy_arns: arns }) => arns },
};

/** Reads all policies of a role: from the JSON of its stack, and from the other stacks of the app. */
export function rolePolicies(stack: Json, roleName: string, managed: ManagedPolicies, others: readonly OtherStack[] = []): RolePolicies {
  const json = withReferences(stack);
  const roles = resourcesOf(json, 'aws_iam_role');
  const addresses = roles.map(({ address }) => address);
  const role = onlyOne(roles.filter(({ body }) => body.name === roleName), `IAM role ${roleName}`, addresses);
  const boundary = role.body.permissions_boundary;
  const own: OtherStack = { name: '', terraform: stack, uncertain: false };
  const read = [own, ...others].map((each) => ({ ...each, json: each === own ? json : withReferences(each.terraform) }));
  return {
    role: roleName,
    policies: [...ofRole(role, json, managed), ...read.flatMap((each) => attachedIn(each, roleName, managed))],
    ...(boundary !== undefined && { boundary: managedPolicy(String(boundary), json, managed) }),
    ofResources: read.flatMap(policiesOfResources),
  };
}

interface Resource {
  readonly type: string;
  readonly address: string;
  readonly body: Json;
}

interface ReadStack extends OtherStack {
  readonly json: Json;
}

/** The policies in the role itself. */
function ofRole({ address, body }: Resource, json: Json, managed: ManagedPolicies): RolePolicy[] {
  const made = body.dynamic !== undefined || hasOtherThanBlocks(body.inline_policy);
  return [
    ...blocks(body.inline_policy).map(({ policy }) => ({ origin: address, statements: statementsIn(policy, json) })),
    ...(made ? [{ origin: address }] : []),
    ...list(body.managed_policy_arns).map((arn) => managedPolicy(String(arn), json, managed)),
  ];
}

/** The policies that a stack gives to a role, or possibly gives to it, because only Terraform knows the role. */
function attachedIn({ name, json, uncertain }: ReadStack, roleName: string, managed: ManagedPolicies): RolePolicy[] {
  return Object.entries(ATTACHMENTS).flatMap(([type, { roles, documents, arns }]) =>
    resourcesOf(json, type).flatMap(({ address, body }) => {
      const named = [roles(body)].flat(Infinity);
      const sure = named.includes(roleName);
      if (!sure && !named.some((each) => mayName(each, json))) return [];
      const origin = name === '' ? address : `${address} of ${name}`;
      const found = [
        ...(documents ? [{ origin, statements: statementsIn(documents(body), json) }] : []),
        ...(arns ? list(arns(body)).map((arn) => managedPolicy(String(arn), json, managed)) : []),
      ];
      return found.map((policy) => (sure && !uncertain && isMadeOnce(body) ? policy : { ...policy, uncertain: true }));
    }),
  );
}

/** Whether a text can be the name of a role with a given name. */
function mayName(text: unknown, json: Json): boolean {
  if (!isUnresolved(text)) return false;
  const [, name] = /^\$\{aws_iam_role\.([\w-]+)\.(?:name|id)\}$/.exec(String(text)) ?? [];
  const body = name === undefined ? undefined : json.resource?.aws_iam_role?.[name];
  return body === undefined || isUnresolved(body.name);
}

/** The policies of queues, buckets, keys and all else that is no identity. */
function policiesOfResources({ name, json }: ReadStack): RolePolicy[] {
  const types = Object.keys(json.resource ?? {}).filter((type) => type.startsWith('aws_') && !type.startsWith('aws_iam_'));
  return types
    .flatMap((type) => resourcesOf(json, type))
    .filter(({ body }) => typeof body.policy === 'string')
    .map(({ address, body }) => ({
      origin: name === '' ? address : `${address} of ${name}`,
      statements: statementsIn(body.policy, json),
    }));
}

function resourcesOf(json: Json, type: string): Resource[] {
  return Object.entries<Json>(json.resource?.[type] ?? {}).map(([name, body]) => ({ type, address: `${type}.${name}`, body }));
}

/** A policy of the same stack by a reference to it, any other one by what the test says of it. */
function managedPolicy(arn: string, json: Json, managed: ManagedPolicies): RolePolicy {
  const [, name] = /^\$\{aws_iam_policy\.([^.}]+)\.(?:arn|id)\}$/.exec(arn) ?? [];
  const own = name === undefined ? undefined : json.resource.aws_iam_policy?.[name];
  if (own) return { origin: `aws_iam_policy.${name}`, statements: statementsIn(own.policy, json) };
  return { origin: arn, statements: Object.hasOwn(managed, arn) ? statementsOf(managed[arn]) : undefined };
}
