import type { Limit } from '../../core/limits';
import type { Release } from '../../repository/infrastructure/library';

/** The answers as they were typed or given by flags, by question. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** Facts about the machine and the folder, which provide defaults. */
export interface Surroundings {
  /** The name of the folder in which the repository is created. */
  readonly folder: string;
  /** The registry that this machine uses for packages of a scope. */
  registryOf(scope: string): string | undefined;
  /** The release of the installed library; absent in a build that is not a release. */
  readonly release?: Release;
}

/** A condition on the answer to another question. */
export interface Condition {
  readonly on: string;
  readonly holds: (answer: string) => boolean;
  /** The reason in the error message if the condition is not met. */
  readonly otherwise: string;
}

/** A question that must be answered before a repository can be created. */
export interface Question {
  /** The name of its answer, and of its flag in camel case. */
  readonly name: string;
  /** The placeholder of the flag's value. */
  readonly value: string;
  /** The text of the question and of the help. */
  readonly about: string;
  /** The limit of each of its values. */
  readonly limit: Limit;
  /** Splits the text into the values for the limit; without it, the text is the value. */
  readonly read?: (text: string) => unknown[];
  /** The default; without it, the answer is required. */
  readonly standard?: (answers: Answers, surroundings: Surroundings) => string | undefined;
  /** The earlier answer that decides whether the question is asked. */
  readonly only?: Condition;
  /** Asked only if there is no default, because it is easier to change the repository than to answer a question. */
  readonly quiet?: boolean;
  /** The reason why there may be no default, if that is not obvious. */
  readonly withoutStandard?: string;
  /** Whether the answer may be left out. */
  readonly optional?: boolean;
}

/** The answer for something that the repository does not have. */
export const NONE = 'none';

/** The values of a text, without the answer that there is none. */
export function exceptNone(text: string): string[] {
  return text === NONE ? [] : [text];
}
