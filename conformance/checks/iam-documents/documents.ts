import type { CheckedStack, PlannedResource } from '../../referees/terraform';

/** An IAM document that a stack holds. */
export interface IamDocument {
  /** The stack and the type of the resource, and for a trust policy which attribute it is. */
  readonly where: string;
  /** Whether it says what somebody may do; the others say who may do it. */
  readonly identity: boolean;
  readonly document: PolicyDocument;
}

export interface PolicyDocument {
  readonly Statement: object[];
  readonly [key: string]: unknown;
}

/** The documents of stacks, and what could not be read as one although it has to be one. */
export interface FoundDocuments {
  readonly documents: readonly IamDocument[];
  readonly unread: readonly string[];
  /** Managed policies that are attached by their ARN, and whose documents no stack holds. */
  readonly elsewhere: readonly string[];
}

/** Attributes that hold a document, whichever resource they are of. */
const DOCUMENT = /^(?:assume_role_policy|policy|inline_policy\.\d+\.policy)$/;

/** What lists the permissions of the one that it is attached to. */
const IDENTITY = /^aws_(?:iam_(?:group_|role_|user_)?policy|iam_(?:group|role|user)|ssoadmin_.+)$/;

/** What is nothing without its document: the type, and the attribute that has it. */
const REQUIRED: readonly (readonly [RegExp, string])[] = [
  [/^aws_iam_role$/, 'assume_role_policy'],
  [/^aws_iam_(?:group_|role_|user_)?policy$/, 'policy'],
  [/^aws_(?:ecr_repository|kms_key|s3_bucket|secretsmanager_secret|sns_topic|sqs_queue)_policy$/, 'policy'],
];

/** Reads the documents of planned stacks: there every expression that can be known has its value. */
export function documentsIn(stacks: readonly CheckedStack[]): FoundDocuments {
  const resources = stacks.flatMap(({ stack, plan }) => (
    (plan.planned_values.root_module.resources ?? []).filter(({ mode }) => mode === 'managed').map((resource) => ({ stack, resource }))
  ));
  const found = resources.flatMap(({ stack, resource }) => inResource(stack, resource));
  return {
    documents: found.flatMap(({ document }) => (document ? [document] : [])),
    unread: found.flatMap(({ unread }) => (unread ? [unread] : [])),
    elsewhere: [...new Set(resources.flatMap(({ resource }) => attached(resource)))],
  };
}

interface Found {
  readonly document?: IamDocument;
  readonly unread?: string;
}

function inResource(stack: string, { address, type, values }: PlannedResource): Found[] {
  if (!type.startsWith('aws_')) return [];
  const place = `${address} of ${stack}`;
  // A value that is known only after apply is not there at all.
  const missing = REQUIRED.filter(([types, attribute]) => types.test(type) && values[attribute] === undefined);
  const texts = Object.entries(textsIn(values)).filter(([path, text]) => DOCUMENT.test(path) || text.includes('"Statement"'));
  return [...missing.map(([, attribute]) => ({ unread: `${place}: its ${attribute} is not known` })), ...texts.map(([path, text]) => {
    const document = parsed(text);
    if (!document) return { unread: `${place}: ${path} is no policy document: ${text.slice(0, 60)}` };
    if (path !== 'assume_role_policy') return { document: { where: `${stack}/${type}`, identity: IDENTITY.test(type), document } };
    return { document: { where: `${stack}/${type} trust`, identity: false, document: withRole(document, String(values.name)) } };
  })];
}

/** The resource of a trust policy is its role, which AWS wants left out and the tools want to see. */
function withRole(document: PolicyDocument, role: string): PolicyDocument {
  const Resource = `arn:aws:iam::000000000000:role/${role}`;
  return { ...document, Statement: document.Statement.map((statement) => ({ ...statement, Resource })) };
}

function parsed(text: string): PolicyDocument | undefined {
  try {
    const document = JSON.parse(text) as Partial<PolicyDocument> | null;
    return document?.Statement === undefined ? undefined : { ...document, Statement: [document.Statement].flat() };
  } catch {
    return undefined;
  }
}

/** Every text in a value, by its path. */
function textsIn(value: unknown, path: readonly string[] = []): Record<string, string> {
  if (typeof value === 'string') return { [path.join('.')]: value };
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign({}, ...Object.entries(value).map(([key, each]) => textsIn(each, [...path, key]))) as Record<string, string>;
}

function attached({ type, values }: PlannedResource): string[] {
  return type.endsWith('_policy_attachment') && typeof values.policy_arn === 'string' ? [values.policy_arn] : [];
}
