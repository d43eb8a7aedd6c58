import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../examples';

/** What the documentation of each prop in a source says, in one line. */
export function sentencesOf(file: string): Record<string, string> {
  const source = readFileSync(join(ROOT, 'lib', file), 'utf8');
  const documented = [...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+readonly (\w+)\??:/g)];
  const inOneLine = (comment: string) => comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trim()).filter(Boolean).join(' ');
  return Object.fromEntries(documented.map(([, comment, name]) => [name, inOneLine(comment)]));
}
