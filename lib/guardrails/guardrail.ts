import type { StackKind, Subject } from './model/app-model';

/** What is there instead of what must hold. */
export interface Breach {
  /** In words or as a literal. */
  readonly got: string;
  /** What a reason has to be given for, as in `s3:* on *`; the words of `got` if it is left out. */
  readonly what?: string;
  /** Whether it is only that it cannot be read. */
  readonly unreadable?: boolean;
  /** What must hold instead, if the guardrail's own sentence is too general. */
  readonly allowed?: string;
  readonly fix?: string;
}

/** What must hold, by a name that the documentation has. */
export interface Predicate {
  readonly name: string;
  /** What is there instead. */
  breaches(subject: Subject): readonly Breach[];
}

/** What a written reason lifts: everything, only what cannot be read, or nothing. */
type Lifted = 'all' | 'unreadable' | 'nothing';

/** One promise of the product, as data. */
export interface Guardrail {
  /** Stable: a reason is recorded for it. */
  readonly id: string;
  /** The chapter of the documentation. */
  readonly chapter: string;
  /** Terraform types, or kinds of Kubernetes; `*` at the end stands for any further letters. */
  readonly on: readonly string[];
  /** Where to look, in the spelling of the target. */
  readonly path: string;
  readonly must: Predicate;
  /** The sentence that an error and the documentation have. */
  readonly rule: string;
  /** What to do. */
  readonly fix: string;
  readonly lifted: Lifted;
  /** Whether the reason may be for what the library made too, as that of a grant is. */
  readonly ownToo?: boolean;
  /** The stacks that it applies to as a whole; in all others only to what points at something that is guarded. */
  readonly stacks: readonly StackKind[];
}

/** A guardrail that does not hold. */
export interface Finding extends Breach {
  readonly guardrail: Guardrail;
  readonly subject: Subject;
}
