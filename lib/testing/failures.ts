import * as path from 'node:path';
import { closest, listed, show } from '../core/problems';

const LIBRARY = `${path.dirname(__dirname)}${path.sep}`;

/**
 * An assertion of a test failed. The message contains what was found instead, and why.
 *
 * Not `AssertionError`, because jest would show a comparison of two values.
 */
export class ExpectationError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'ExpectationError';
    this.stack = fromTheTest(this);
  }
}

/** A question that the output cannot answer, such as one about an unknown service. */
export class QuestionError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'QuestionError';
    this.stack = fromTheTest(this);
  }
}

/** The stack trace from the line of the test, which test runners show. */
function fromTheTest({ name, message, stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes(LIBRARY));
  return [`${name}: ${message}`, ...frames].join('\n');
}

/** The error for an unknown name, with the known ones. */
export function unknown(where: string, what: string, name: string, candidates: readonly string[]): QuestionError {
  const meant = closest(name, candidates);
  const hint = meant === undefined ? '' : `; did you mean ${show(meant)}?`;
  return new QuestionError(`${where} has no ${what} ${show(name)}; it has ${listed([...candidates].sort())}${hint}`);
}

/** The only match of a question. */
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
