import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/support/run.mjs';

const PAGE = 'docs/languages.md';

/** A program of the page on other languages: the block of a language that has a text in it. */
export function programWith(language, text) {
  const blocks = [...readFileSync(join(ROOT, PAGE), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const found = blocks.filter(([, of, code]) => of === language && code.includes(text)).map(([, , code]) => code);
  if (found.length !== 1) throw new Error(`${PAGE} has ${found.length} blocks of ${language} with ${text}`);
  return found[0];
}

/** A program with something else in it. */
export function faulty(program, from, to) {
  if (!program.includes(from)) throw new Error(`the program of ${PAGE} has no ${from}`);
  return program.replaceAll(from, to);
}
