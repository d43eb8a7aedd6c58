import { list } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { managedPolicyFinding } from '../iam/managed-policies';
import { permissionFindings } from '../iam/permissions';
import type { IamContext } from '../iam/statement';
import { trustFindings } from '../iam/trust';
import type { ModelledStack, Subject } from '../model/app-model';
import { valueAt } from '../model/blocks';
import { isUnreadable, shown, templateText } from '../model/unreadable';
import { reasoned, unreadable } from '../predicates';
import { blockReading, breachOf, contextOf, readingOf, sourceOf, textsAt } from './documents';
import { ownerOfArn } from './owners';
import { row, WITH_REASON } from './row';

const CHAPTER = 'Permissions';

/** The arguments of IAM resources with policy documents. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  aws_iam_group_policy: 'policy',
  aws_iam_policy: 'policy',
  aws_iam_role: 'inline_policy.policy',
  aws_iam_role_policy: 'policy',
  aws_iam_user_policy: 'policy',
};

/** The arguments of IAM resources that name managed policies. */
const MANAGED: Readonly<Record<string, string>> = {
  aws_iam_group_policy_attachment: 'policy_arn',
  aws_iam_group_policy_attachments_exclusive: 'policy_arns',
  aws_iam_policy_attachment: 'policy_arn',
  aws_iam_role: 'managed_policy_arns',
  aws_iam_role_policy_attachment: 'policy_arn',
  aws_iam_role_policy_attachments_exclusive: 'policy_arns',
  aws_iam_user_policy_attachment: 'policy_arn',
  aws_iam_user_policy_attachments_exclusive: 'policy_arns',
};

/** IAM types that grant nothing by themselves, or that a row here checks. */
export const KNOWN_IAM_TYPES: readonly string[] = [
  ...Object.keys(DOCUMENTS),
  ...Object.keys(MANAGED),
  'aws_iam_instance_profile',
  'aws_iam_role_policies_exclusive',
  'aws_iam_service_linked_role',
];

const PERMISSIONS: Predicate = {
  name: 'readable policies with named actions, and with named resources for sensitive actions',
  breaches: (subject) =>
    textsAt(subject.body, DOCUMENTS[subject.resource!.type]).flatMap((policy) => {
      const reading = readingOf(policy, subject);
      // A document without principals is checked at the resource that uses it; with principals it is a resource policy.
      const rest =
        sourceOf(policy, subject) && 'statements' in reading ? { statements: reading.statements.filter(isForSomebody) } : reading;
      return permissionFindings(rest, ownersContext(subject)).map(breachOf);
    }),
};

const DOCUMENT: Predicate = {
  name: PERMISSIONS.name,
  breaches: (subject) => {
    const reading = blockReading(subject.body, subject);
    const own =
      'statements' in reading ? { statements: reading.statements.filter((statement) => !isForSomebody(statement)) } : reading;
    return permissionFindings(own, ownersContext(subject)).map(breachOf);
  },
};

function ownersContext(subject: Subject): IamContext {
  return { ...contextOf(subject.stack), ownerOf: (arn) => ownerOfArn(arn, subject) };
}

/** A statement with principals belongs to a resource policy or a trust policy. */
function isForSomebody({
  principals,
  notPrincipals,
}: {
  readonly principals: readonly unknown[];
  readonly notPrincipals: readonly unknown[];
}): boolean {
  return principals.length + notPrincipals.length > 0;
}

const MANAGED_POLICIES: Predicate = {
  name: 'managed policies that allow only what one service needs',
  breaches: (subject) =>
    textsAt(subject.body, MANAGED[subject.resource!.type]).flatMap((arn) => {
      if (isUnreadable(arn)) {
        const made = arn.reference && subject.stack.model.find(arn.reference.address);
        if (made?.address.startsWith('aws_iam_policy.') && arn.reference!.attribute === 'arn') return [];
      }
      const finding = managedPolicyFinding(templateText(arn), contextOf(subject.stack));
      return finding === undefined || finding.kind === 'customer-policy' ? [] : [{ ...breachOf(finding), what: finding.what }];
    }),
};

const TRUST: Predicate = {
  name: 'a readable trust policy that names who can assume the role',
  breaches: (subject) => {
    if (subject.stack.facts.own?.has(subject.address)) return [];
    return trustFindings(readingOf(subject.body.assume_role_policy, subject), contextOf(subject.stack)).map(breachOf);
  },
};

const OWN_ROLE: Predicate = {
  name: 'this stack creates the role',
  breaches: ({ body, stack }) =>
    ['role', 'roles']
      .flatMap((argument) => list(body[argument]).flat(Infinity))
      .flatMap((role) => {
        if (isUnreadable(role)) {
          const made = role.reference && stack.model.find(role.reference.address);
          return made?.type === 'aws_iam_role' && made.mode === 'managed' ? [] : [unreadable('role', role)];
        }
        const isMade = stack.model.resources.some(
          ({ type, mode, copies }) => mode === 'managed' && type === 'aws_iam_role' && copies.some(({ name }) => name === role),
        );
        return isMade ? [] : [{ got: `the role ${show(role)}, which this stack does not create`, what: `role ${String(role)}` }];
      }),
};

const OWN_POD_IDENTITY: Predicate = {
  name: 'a role of this stack for a service account in its own namespace',
  breaches: (subject) => {
    const { body, stack, address } = subject;
    if (stack.facts.own?.has(address)) return [];
    const { namespace, role_arn: role } = body;
    const [own] = stack.facts.role === undefined ? [] : [`role/${stack.facts.role}`];
    const isSecond = own !== undefined && typeof role === 'string' && role.endsWith(own);
    const second = { got: "a second service account for the service's role", what: 'role_arn' };
    return [...otherNamespace(namespace, stack), ...(isSecond ? [second] : [])];
  },
};

function otherNamespace(namespace: unknown, { facts }: ModelledStack): Breach[] {
  if (isUnreadable(namespace)) {
    return namespace.reference?.address.startsWith('kubernetes_namespace') ? [] : [unreadable('namespace', namespace)];
  }
  if (namespace === facts.namespace) return [];
  return [{ got: `the namespace ${show(namespace)}`, what: `namespace ${String(namespace)}` }];
}

const BOUNDARY: Predicate = {
  name: 'the permissions boundary of the environment',
  breaches: ({ body, stack: { facts } }) => {
    const expected = facts.settings?.permissionsBoundaryArn;
    const actual = valueAt(body, 'permissions_boundary');
    return expected === undefined || actual === expected
      ? []
      : [{ got: `permissions_boundary: ${shown(actual)}` }];
  },
};

const REASON = "service.allowException(resource, 'why')";

/** The guardrails of permissions. */
export const IAM_ROWS: readonly Guardrail[] = [
  row({
    id: 'iam.permissions',
    chapter: CHAPTER,
    on: Object.keys(DOCUMENTS),
    path: 'policy, inline_policy',
    must: PERMISSIONS,
    rule: 'named actions, on nothing that another service or team owns, or a written reason',
    fix: `name the actions, or give the reason: ${REASON}`,
    lifted: 'all',
    ownToo: true,
  }),
  row({
    id: 'iam.document',
    chapter: CHAPTER,
    on: ['data.aws_iam_policy_document'],
    path: 'statement',
    must: DOCUMENT,
    rule: 'named actions, on nothing that another service or team owns, or a written reason',
    fix: `name the actions, or give the reason: ${REASON}`,
    lifted: 'all',
    ownToo: true,
  }),
  row({
    id: 'iam.managed',
    chapter: CHAPTER,
    on: Object.keys(MANAGED),
    path: 'policy_arn, policy_arns, managed_policy_arns',
    must: MANAGED_POLICIES,
    rule: 'policies that allow only what this service needs, or a written reason',
    fix: `name the actions with service.grant, or give the reason: ${REASON}`,
    lifted: 'all',
    ownToo: true,
  }),
  row({
    id: 'iam.trust',
    chapter: CHAPTER,
    on: ['aws_iam_role'],
    path: 'assume_role_policy',
    must: TRUST,
    rule: 'a trust policy that names who can assume the role, or a written reason',
    fix: `name the service, the role or the service account, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.boundary',
    chapter: CHAPTER,
    on: ['aws_iam_role', 'aws_iam_user'],
    path: 'permissions_boundary',
    must: BOUNDARY,
    rule: 'the permissions boundary of the environment',
    fix: 'set permissionsBoundary to environment.permissionsBoundaryArn',
    lifted: 'nothing',
  }),
  row({
    id: 'iam.own-role',
    chapter: CHAPTER,
    on: ['aws_iam_policy_attachment', 'aws_iam_role_policies_exclusive', 'aws_iam_role_policy', 'aws_iam_role_policy_attachment'],
    path: 'role, roles',
    must: OWN_ROLE,
    rule: 'roles of this stack, or a written reason',
    fix: `use service.role.name, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.pod-identity',
    chapter: CHAPTER,
    on: ['aws_eks_pod_identity_association'],
    path: 'namespace, role_arn',
    must: OWN_POD_IDENTITY,
    rule: "a separate role for a service account in the service's namespace, or a written reason",
    fix: `use service.namespaceName and a separate role, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.cluster-access',
    chapter: CHAPTER,
    on: ['aws_eks_access_*', 'aws_eks_identity_provider_config'],
    path: '',
    must: reasoned(({ resource }) => `${resource!.type}, which gives an AWS principal access to the cluster`),
    rule: 'cluster access granted only by the platform team, or a written reason',
    fix: `move it to a PlatformStack, ${WITH_REASON}`,
    lifted: 'all',
  }),
];
