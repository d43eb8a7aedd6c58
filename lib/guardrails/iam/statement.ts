/** Who a statement is for, as in `{ "AWS": [...] }`; `"Principal": "*"` has the type `*`. */
export interface Principal {
  readonly type: string;
  readonly identifiers: readonly string[];
}

/** One line of a statement's Condition; its values are alternatives. */
export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/**
 * A statement of a policy document.
 *
 * Texts are Terraform templates: `$${aws:username}` is a policy variable, `${aws_sqs_queue.jobs.arn}` an expression.
 */
export interface Statement {
  /** Its place, such as `Statement[0]`. */
  readonly where: string;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
  /** Whether it was read from JSON text, where an unknown value could close its quotes and add statements. */
  readonly fromText: boolean;
}

/** The statements of a document, or a description of the part that could not be read. */
export type Reading = { readonly statements: readonly Statement[] } | { readonly unreadable: string };

/** Fills in the text that is known, and leaves the other expressions of Terraform. */
export type Resolve = (text: string) => string;

/** The account and partition that an environment's stacks run in. */
export interface IamContext {
  readonly accountId: string;
  readonly partition: string;
  /** A description of the owner of the data or secret in an ARN, if it is not the service itself. */
  readonly ownerOf?: (arn: string) => string | undefined;
}

/** The kind of a finding. A reason lifts one finding: its `what` on its `on`. */
export type IamFindingKind =
  | 'unreadable'
  | 'wildcard-action'
  | 'not-action'
  | 'not-resource'
  | 'sensitive-action'
  | 'wide-policy'
  | 'unknown-policy'
  | 'customer-policy'
  | 'foreign-policy'
  | 'foreign-resource'
  | 'public'
  | 'other-account'
  | 'unbound-subject';

/** Something that a document or a managed policy allows beyond what a service needs. */
export interface IamFinding {
  readonly kind: IamFindingKind;
  /** The action, the managed policy or the principal. */
  readonly what: string;
  /** The resource. */
  readonly on: string;
  readonly sentence: string;
  readonly fix: string;
}

/** Ends the reading of a document. */
export class UnreadableDocument extends Error {}

/** The statements of a document, or the reason why it cannot be read. */
export function readingOf(read: () => readonly Statement[]): Reading {
  try {
    return { statements: read() };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { unreadable: error.message };
    throw error;
  }
}
