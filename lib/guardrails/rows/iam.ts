import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { readDocumentBlock } from '../iam/document-block';
import { exposureFindings } from '../iam/exposure';
import { readJsonDocument } from '../iam/json-document';
import { managedPolicyFinding } from '../iam/managed-policies';
import { permissionFindings } from '../iam/permissions';
import type { IamContext, IamFinding, Reading } from '../iam/statement';
import { trustFindings } from '../iam/trust';
import type { ModelledStack, Subject } from '../model/app-model';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable, templateText } from '../model/unreadable';
import { reasoned, unreadable } from '../predicates';
import { row, WITH_REASON } from './row';

const CHAPTER = 'Permissions';

/** Where IAM resources hold policy documents. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  aws_iam_group_policy: 'policy',
  aws_iam_policy: 'policy',
  aws_iam_role: 'inline_policy.policy',
  aws_iam_role_policy: 'policy',
  aws_iam_user_policy: 'policy',
};

/** Where IAM resources name managed policies. */
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

/** Where resources hold a policy of their own, which says who may use them. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: 'policy',
  aws_cloudwatch_event_bus_policy: 'policy',
  aws_dynamodb_resource_policy: 'policy',
  aws_ecr_repository_policy: 'policy',
  aws_efs_file_system_policy: 'policy',
  aws_kinesis_resource_policy: 'policy',
  aws_kms_external_key: 'policy',
  aws_kms_key: 'policy',
  aws_kms_key_policy: 'policy',
  aws_kms_replica_key: 'policy',
  aws_lambda_layer_version_permission: 'policy',
  aws_opensearch_domain: 'access_policies',
  aws_opensearch_domain_policy: 'access_policies',
  aws_s3_access_point: 'policy',
  aws_s3_bucket: 'policy',
  aws_s3_bucket_policy: 'policy',
  aws_s3control_access_point_policy: 'policy',
  aws_secretsmanager_secret: 'policy',
  aws_secretsmanager_secret_policy: 'policy',
  aws_sns_topic: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_sqs_queue: 'policy',
  aws_sqs_queue_policy: 'policy',
  aws_vpc_endpoint: 'policy',
  aws_vpc_endpoint_policy: 'policy',
};

/** Types of IAM that give nobody anything by themselves, or that a row here judges. */
export const KNOWN_IAM_TYPES: readonly string[] = [
  ...Object.keys(DOCUMENTS),
  ...Object.keys(MANAGED),
  'aws_iam_instance_profile',
  'aws_iam_role_policies_exclusive',
  'aws_iam_service_linked_role',
];

/** Permissions without an account are judged as of one that nobody has. */
function contextOf({ facts }: ModelledStack): IamContext {
  return { accountId: facts.account?.accountId ?? '', partition: facts.account?.partition ?? 'aws' };
}

/** The texts at the end of a path that may go through several blocks. */
function textsAt(body: Json, path: string): unknown[] {
  const [first, ...rest] = path.split('.');
  if (rest.length === 0) return list(body[first]).flat(Infinity);
  return blocksOf(body[first]).flatMap((block) => (isUnreadable(block) ? [block] : textsAt(block, rest.join('.'))));
}

/** The data source that a document comes from, if it comes from one of the same stack. */
function sourceOf(policy: unknown, { stack }: Subject) {
  if (!isUnreadable(policy) || !/^(minified_)?json$/.test(policy.reference?.attribute ?? '')) return undefined;
  const source = stack.model.find(policy.reference!.address);
  return source?.mode === 'data' && source.type === 'aws_iam_policy_document' ? source : undefined;
}

/** A document, written out or by a data source. */
function readingOf(policy: unknown, subject: Subject): Reading {
  const source = sourceOf(policy, subject);
  if (source) return source.copies.length === 1 ? blockReading(source.body, subject) : { unreadable: `copies of ${source.address}` };
  return readJsonDocument(templateText(policy), (text) => text);
}

/** The document of a data source; one that takes itself as its source has no end. */
function blockReading(body: Json, subject: Subject, depth = 0): Reading {
  if (depth > 8) return { unreadable: 'documents that refer to each other without end' };
  return readDocumentBlock(asTemplate(body) as Json, (text) => text, (text) => {
    const address = /^\$\{(data\.aws_iam_policy_document\.[\w-]+)\.(minified_)?json\}$/.exec(text)?.[1];
    const source = address === undefined ? undefined : subject.stack.model.find(address);
    if (source?.copies.length === 1) return blockReading(source.body, subject, depth + 1);
    return readJsonDocument(text, (same) => same);
  });
}

/** A value in which every text is a template of Terraform again. */
function asTemplate(value: unknown): unknown {
  if (isUnreadable(value) || typeof value === 'string') return templateText(value);
  if (Array.isArray(value)) return value.map(asTemplate);
  return isPlainObject(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asTemplate(part)])) : value;
}

function breachOf({ kind, what, on, sentence, fix }: IamFinding): Breach {
  const got = kind === 'wide-policy' || kind === 'wildcard-action' ? show(what) : sentence;
  return { got: kind === 'wildcard-action' ? `${got} on ${on}` : got, what: on === '' ? what : `${what} on ${on}`, unreadable: kind === 'unreadable', fix };
}

const PERMISSIONS: Predicate = {
  name: 'actions by name, on resources by name where they are sensitive, in documents that can be read',
  breaches: (subject) =>
    textsAt(subject.body, DOCUMENTS[subject.resource!.type]).flatMap((policy) => {
      const reading = readingOf(policy, subject);
      // What a data source says to nobody in particular is found there; with principals it would be a resource's policy.
      const rest = sourceOf(policy, subject) && 'statements' in reading ? { statements: reading.statements.filter(isForSomebody) } : reading;
      return permissionFindings(rest, contextOf(subject.stack)).map(breachOf);
    }),
};

const DOCUMENT: Predicate = {
  name: PERMISSIONS.name,
  breaches: (subject) => {
    const reading = blockReading(subject.body, subject);
    const own = 'statements' in reading ? { statements: reading.statements.filter((statement) => !isForSomebody(statement)) } : reading;
    return permissionFindings(own, contextOf(subject.stack)).map(breachOf);
  },
};

/** A statement that names principals belongs to a resource's own policy, or to a role's trust. */
function isForSomebody({ principals, notPrincipals }: { readonly principals: readonly unknown[]; readonly notPrincipals: readonly unknown[] }): boolean {
  return principals.length + notPrincipals.length > 0;
}

const MANAGED_POLICIES: Predicate = {
  name: 'managed policies that allow what one service needs',
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
  name: 'a trust policy that can be read and names who may take the role',
  breaches: (subject) => {
    if (subject.stack.facts.own?.has(subject.address)) return [];
    return trustFindings(readingOf(subject.body.assume_role_policy, subject), contextOf(subject.stack)).map(breachOf);
  },
};

const EXPOSURE: Predicate = {
  name: 'a resource policy that lets in neither the public nor another account',
  breaches: (subject) => {
    const { resource, body, stack } = subject;
    if (stack.facts.own?.has(subject.address)) return [];
    return textsAt(body, RESOURCE_POLICIES[resource!.type])
      .filter((policy) => policy !== undefined && policy !== '')
      .flatMap((policy) => exposureFindings(readingOf(policy, subject), contextOf(stack)).map(breachOf));
  },
};

const OWN_ROLE: Predicate = {
  name: 'the role is one of this stack',
  breaches: ({ body, stack }) =>
    ['role', 'roles'].flatMap((argument) => list(body[argument]).flat(Infinity)).flatMap((role) => {
      if (isUnreadable(role)) {
        const made = role.reference && stack.model.find(role.reference.address);
        return made?.type === 'aws_iam_role' && made.mode === 'managed' ? [] : [unreadable('role', role)];
      }
      const isMade = stack.model.resources.some(({ type, mode, copies }) => mode === 'managed' && type === 'aws_iam_role' && copies.some(({ name }) => name === role));
      return isMade ? [] : [{ got: `the role ${show(role)}, which this stack does not make`, what: `role ${String(role)}` }];
    }),
};

const OWN_POD_IDENTITY: Predicate = {
  name: 'a role of this stack for a service account of its own namespace',
  breaches: (subject) => {
    const { body, stack, address } = subject;
    if (stack.facts.own?.has(address)) return [];
    const { namespace, role_arn: role } = body;
    const [own] = stack.facts.role === undefined ? [] : [`role/${stack.facts.role}`];
    const breaches: Breach[] = [];
    if (isUnreadable(namespace) && !namespace.reference?.address.startsWith('kubernetes_namespace')) breaches.push(unreadable('namespace', namespace));
    else if (!isUnreadable(namespace) && namespace !== stack.facts.namespace) breaches.push({ got: `the namespace ${show(namespace)}`, what: `namespace ${String(namespace)}` });
    if (own !== undefined && typeof role === 'string' && role.endsWith(own)) breaches.push({ got: 'a second service account for the role of the service', what: 'role_arn' });
    return breaches;
  },
};

const BOUNDARY: Predicate = {
  name: "the permissions boundary of the environment",
  breaches: ({ body, stack: { facts } }) => {
    const expected = facts.settings?.permissionsBoundaryArn;
    const actual = valueAt(body, 'permissions_boundary');
    return expected === undefined || actual === expected ? [] : [{ got: `permissions_boundary: ${isUnreadable(actual) ? actual.text : show(actual)}` }];
  },
};

const LAMBDA: Predicate = {
  name: 'a service of AWS or the own account, for a source that is named',
  breaches: ({ body, stack }) => {
    const { principal } = body;
    if (isUnreadable(principal)) return [unreadable('principal', principal)];
    const text = String(principal);
    if (text.endsWith('.amazonaws.com') || text.endsWith('.amazonaws.com.cn') || text.includes(contextOf(stack).accountId)) return [];
    const narrowed = ['source_arn', 'source_account', 'principal_org_id'].some((argument) => valueAt(body, argument) !== undefined);
    return text === '*' && narrowed ? [] : [{ got: `principal: ${show(principal)}`, what: `principal ${text}` }];
  },
};

const REASON = "service.allowException(resource, 'why')";

/** What permissions promise. */
export const IAM_ROWS: readonly Guardrail[] = [
  row({
    id: 'iam.permissions',
    chapter: CHAPTER,
    on: Object.keys(DOCUMENTS),
    path: 'policy, inline_policy',
    must: PERMISSIONS,
    rule: 'actions by name, or a written reason',
    fix: `name the actions, or give the reason: ${REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.document',
    chapter: CHAPTER,
    on: ['data.aws_iam_policy_document'],
    path: 'statement',
    must: DOCUMENT,
    rule: 'actions by name, or a written reason',
    fix: `name the actions, or give the reason: ${REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.managed',
    chapter: CHAPTER,
    on: Object.keys(MANAGED),
    path: 'policy_arn, policy_arns, managed_policy_arns',
    must: MANAGED_POLICIES,
    rule: 'policies that give what this service needs, or a written reason',
    fix: `name the actions with service.grant, or give the reason: ${REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.trust',
    chapter: CHAPTER,
    on: ['aws_iam_role'],
    path: 'assume_role_policy',
    must: TRUST,
    rule: 'a trust policy that names who may take the role, or a written reason',
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
    rule: 'a role of its own for a service account in the namespace of the service, or a written reason',
    fix: `use service.namespaceName and a role of its own, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.cluster-access',
    chapter: CHAPTER,
    on: ['aws_eks_access_*', 'aws_eks_identity_provider_config'],
    path: '',
    must: reasoned(({ resource }) => `${resource!.type}, which lets a principal of AWS into the cluster`),
    rule: 'access to the cluster that only the platform team gives, or a written reason',
    fix: `move it into a PlatformStack, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.resource-policy',
    chapter: CHAPTER,
    on: Object.keys(RESOURCE_POLICIES),
    path: 'policy, access_policies',
    must: EXPOSURE,
    rule: 'resource policies that let in neither the public nor another account, or a written reason',
    fix: `name the principals of the own account, or narrow by a condition, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'iam.lambda',
    chapter: CHAPTER,
    on: ['aws_lambda_permission'],
    path: 'principal',
    must: LAMBDA,
    rule: 'a service of AWS or the own account, or a written reason',
    fix: `name the service and source_arn, ${WITH_REASON}`,
    lifted: 'all',
  }),
];
