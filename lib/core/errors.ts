import type { Problem } from './problems';
import { describeProblem } from './problems';

/**
 * The stable codes of this library's errors. Tests, docs and users' own handlers key on them, never on the sentence.
 */
export type ErrorCode =
  'InvalidProps' | 'InvalidRule' | 'LostNonNegotiable' | 'NoPlatform' | 'StackConflict' | 'TokenInArithmetic' | 'TwoCores';

/**
 * The one kind of error that this library throws: a code, where it happened, and every problem that was found.
 *
 * It stays out of the public door since jsii refuses exported classes that extend Error (JSII3001); callers read
 * `error.name`, `error.code` and `error.problems`.
 */
export class GoldenPathError extends Error {
  public constructor(
    public readonly code: ErrorCode,
    public readonly where: string,
    public readonly problems: readonly Problem[],
  ) {
    super(describe(code, where, problems));
    this.name = 'GoldenPathError';
  }
}

function describe(code: ErrorCode, where: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const list = problems.map((problem, index) => `  ${index + 1}. ${describeProblem(problem)}`).join('\n');
  return `[${code}] ${where}: ${count}, nothing was written\n\n${list}\n`;
}
