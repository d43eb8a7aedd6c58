import * as path from 'node:path';
import type { Problem } from './problems';
import { describeProblem } from './problems';
import { NAMES_HERE, spelt, speltPlace } from './spelling';

/**
 * The stable codes of this library's errors. Tests, docs and users' own handlers key on them, never on the sentence.
 */
export type ErrorCode =
  | 'InvalidProps'
  | 'InvalidRule'
  | 'LostNonNegotiable'
  | 'NoPlatform'
  | 'NoService'
  | 'RefusedByCdktf'
  | 'RefusedByCommand'
  | 'StackConflict'
  | 'TokenInArithmetic'
  | 'TokenInManifest'
  | 'TornOutput'
  | 'TwoCores'
  | 'UnwritableOutput';

const LIBRARY = `${path.dirname(__dirname)}${path.sep}`;

/**
 * The one kind of error that this library throws: a code, where it happened, and every problem that was found.
 *
 * It stays out of the public door since jsii refuses exported classes that extend Error (JSII3001); callers read
 * `error.name`, `error.code` and `error.problems`.
 */
export class GoldenPathError extends Error {
  declare public readonly code: ErrorCode;
  declare public readonly where: string;
  declare public readonly problems: readonly Problem[];

  public constructor(code: ErrorCode, where: string, problems: readonly Problem[]) {
    super(describe(code, where, problems));
    const trace: { stack?: string } = {};
    Error.captureStackTrace(trace, GoldenPathError);
    // Not enumerable: Node prints enumerable properties after the message, which says all of it already.
    Object.defineProperties(this, {
      name: { value: 'GoldenPathError' },
      code: { value: code },
      where: { value: where },
      problems: { value: problems },
      // jsii shows an error that a method throws by this, and by its message alone one that a constructor throws.
      toString: { value: () => (NAMES_HERE === undefined ? `GoldenPathError: ${this.message}` : this.message) },
      // Read on demand: to write out a trace costs more than to check most props, and a caller that catches the error reads none.
      stack: { get: () => withoutOwnFrames(`GoldenPathError: ${this.message}`, trace.stack) },
    });
  }
}

/** How the place begins if it is a command, such as `golden-path render`. */
const COMMAND = 'golden-path';

function describe(code: ErrorCode, where: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  // What a command reads has the same names in every language.
  const names = where.startsWith(COMMAND) ? undefined : NAMES_HERE;
  const list = problems.map((problem, index) => `  ${index + 1}. ${spelt(describeProblem(problem), names)}`).join('\n');
  const outcome = code === 'TornOutput' ? 'the output is not whole' : 'nothing was written';
  return `[${code}] ${speltPlace(where, names)}: ${count}, ${outcome}\n\n${list}\n`;
}

/** The trace from the user's own line on: that is where the mistake is. In another language it is not in this trace at all. */
function withoutOwnFrames(message: string, stack = ''): string {
  if (NAMES_HERE !== undefined) return message;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes(LIBRARY));
  return [message, ...frames].join('\n');
}
