import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the API as TypeScript has them, each with that of another language. */
export type Names = Readonly<Record<string, string>>;

/** Packages for other languages have this file; the one for Node has none. */
const NAMES = join(__dirname, '..', 'names.json');

/** The names of the language that this package is for, or nothing if that is TypeScript. */
export const NAMES_HERE: Names | undefined = existsSync(NAMES) ? (JSON.parse(readFileSync(NAMES, 'utf8')) as Names) : undefined;

/** What somebody wrote stands in quotes and stays as it is; around it are names and code. An apostrophe in a word is no quote. */
const QUOTED = "'(?:[^'\\n]|'[A-Za-z0-9])*'";
const QUOTED_OR_NAME = new RegExp(`${QUOTED}|([A-Za-z][A-Za-z0-9]*)('?)`, 'g');

/** An object at the end of a call, such as `{ port: 8080 }` in `connectTo(other, { port: 8080 })`: jsii makes keyword arguments of it. */
const FIELD = "\\w+(?:: (?:'[^'\\n]*'|[\\w.]+))?";
const QUOTED_OR_CODE = new RegExp(`${QUOTED}|\\bnew (?=[A-Z]\\w*\\()|(?<=\\(|, )\\{ (${FIELD}(?:, ${FIELD})*) \\}(?=\\))`, 'g');

/** A text with the names of the API as the language of its reader has them, and with its calls. */
export function spelt(text: string, names = NAMES_HERE): string {
  if (names === undefined) return text;
  const calls = text.replace(QUOTED_OR_CODE, (found: string, fields?: string) => {
    if (fields !== undefined) return fields.replace(new RegExp(FIELD, 'g'), keyword);
    return found === 'new ' ? '' : found;
  });
  return calls.replace(QUOTED_OR_NAME, (found: string, name?: string, apostrophe = '') => (
    name !== undefined && Object.hasOwn(names, name) ? `${names[name]}${apostrophe}` : found
  ));
}

/** Where something happened, such as `connectTo at shop-production/Infra`: a path is the user's own. */
export function speltPlace(where: string, names = NAMES_HERE): string {
  const [what, ...path] = where.split(' at ');
  return [spelt(what, names), ...path].join(' at ');
}

/** A field of an object as a keyword argument. */
function keyword(field: string): string {
  const [, name, value = name] = /^(\w+)(?:: (.*))?$/.exec(field)!;
  const words: Record<string, string> = { true: 'True', false: 'False' };
  return `${name}=${Object.hasOwn(words, value) ? words[value] : value}`;
}
