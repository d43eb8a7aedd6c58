import type { Json } from '../../core/json';

/** A value of a Terraform expression for one sample; nothing where it is null. */
export type TermValue = string | number | boolean | undefined;

/** The construct's output for one input, and what the variables of the module are for that input. */
export interface Sample {
  readonly environment: string;
  readonly team: string;
  /** The inputs by the names of the props. */
  readonly inputs: Readonly<Record<string, TermValue>>;
  /** The inputs, and everything that follows from them by a formula. */
  readonly values: Readonly<Record<string, TermValue>>;
  /** The resources by type and by name, as Terraform reads them. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** The outputs, if the construct has some. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** What the stack requires of Terraform. */
  readonly terraform: Requirements;
  /** The blocks of each type of resource, as paths such as `spec.egress`. */
  readonly blocks: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The versions of Terraform and of the providers. */
export interface Requirements {
  readonly required_version: string;
  readonly required_providers: Readonly<Record<string, { readonly version: string }>>;
}

/** An expression of the module, and its value for a sample. */
export interface Term {
  readonly hcl: string;
  /** The expression where it has to be a text. */
  readonly inText?: string;
  /** Whether it has one value on this platform, as the team of a platform with one team. It stands for that value all the same. */
  readonly isOnly?: boolean;
  readonly of: (sample: Sample) => TermValue;
}

/** An expression that is true or false, and its value for a sample. */
export interface Condition {
  readonly hcl: string;
  readonly of: (sample: Sample) => boolean;
}
