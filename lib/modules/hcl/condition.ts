import type { Expression } from './expression';
import { raw } from './expression';

/** Longer conditions take a line for each part. */
const LINE_LENGTH = 90;

/** A condition, each part on a line of its own if it is long. */
export function onLines(condition: string): Expression {
  if (condition.length <= LINE_LENGTH) return raw(condition);
  const lines = condition.replace(' ? true : ', ' ? true :\n').replaceAll(' && ', ' &&\n');
  return raw(`(\n${lines.replace(/^/gm, '  ')}\n)`);
}
