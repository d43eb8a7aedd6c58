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
  /** Where it stands, such as `Statement[0]`. */
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

/** A document as its statements, or in words what of it could not be read, and where. */
export type Reading = { readonly statements: readonly Statement[] } | { readonly unreadable: string };

/** Gives the literal text where it is known, and leaves Terraform's expressions where it is not. */
export type Resolve = (text: string) => string;

/** The account and partition that an environment's stacks run in. */
export interface IamContext {
  readonly accountId: string;
  readonly partition: string;
  /** Whose data or secret an ARN names, in words, if it is another's than the service's. */
  readonly ownerOf?: (arn: string) => string | undefined;
}

/** What a finding is about; each of them can be given a reason, for its `what` on its `on`. */
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

/** What reading gives, or why it ended. */
export function readingOf(read: () => readonly Statement[]): Reading {
  try {
    return { statements: read() };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { unreadable: error.message };
    throw error;
  }
}
