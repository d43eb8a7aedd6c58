import * as path from 'node:path';
import { closest, listed, show } from '../core/problems';

const LIBRARY = `${path.dirname(__dirname)}${path.sep}`;

/**
 * Something does not hold that a test says: the message tells what was found instead, and what decides it.
 *
 * Not `AssertionError`: jest would show that as a comparison of two values, which there are not.
 */
export class ExpectationError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'ExpectationError';
    this.stack = fromTheTest(this);
  }
}

/** A question that the output has no answer to, such as one about a service that is not there. */
export class QuestionError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'QuestionError';
    this.stack = fromTheTest(this);
  }
}

/** The trace from the test's own line on, which is the one that test runners show. */
function fromTheTest({ name, message, stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes(LIBRARY));
  return [`${name}: ${message}`, ...frames].join('\n');
}

/** The error for a name that is not there, with those that are. */
export function unknown(where: string, what: string, name: string, candidates: readonly string[]): QuestionError {
  const meant = closest(name, candidates);
  const hint = meant === undefined ? '' : `; did you mean ${show(meant)}?`;
  return new QuestionError(`${where} has no ${what} ${show(name)}; it has ${listed([...candidates].sort())}${hint}`);
}

/** The one of several that a question asks for. */
export function onlyOne<T>(found: readonly T[], what: string, there: readonly string[]): T {
  if (found.length === 1) return found[0];
  const all =
    there.length === 0
      ? '    none'
      : [...there]
          .sort()
          .map((name) => `    ${name}`)
          .join('\n');
  throw new QuestionError(`expected one ${what}, found ${found.length}; there are\n${all}`);
}
