import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the API as TypeScript has them, each with that of another language. */
export type Names = Readonly<Record<string, string>>;

/** Packages for other languages have this file; the one for Node has none. */
const NAMES = join(__dirname, '..', 'names.json');

/** The names of the language that this package is for, or nothing if that is TypeScript. */
export const NAMES_HERE: Names | undefined = existsSync(NAMES) ? (JSON.parse(readFileSync(NAMES, 'utf8')) as Names) : undefined;

/** What somebody wrote stands in quotes and stays as it is; around it are names and code. An apostrophe in a word is no quote. */
const QUOTED_OR_NAME = /'(?:[^'\n]|'[A-Za-z0-9])*'|([A-Za-z][A-Za-z0-9]*)('?)/g;
const QUOTED_OR_NEW = /'(?:[^'\n]|'[A-Za-z0-9])*'|\bnew ([A-Z]\w*\()/g;

/** What somebody is to write: `production: true` in `write production: true`, which is an argument in Python. */
const QUOTED_OR_ARGUMENT = /'(?:[^'\n]|'[A-Za-z0-9])*'|(\b(?:write|give|give it|add|or|beside) |, )([a-z]\w*): /g;

/** How a value begins, in contrast to a word of the sentence. */
const VALUE = /^(?:['\d]|(?:true|false)\b|[A-Z]\w*[.(])/;

/** Words of TypeScript that Python has in another form. */
const WORDS: Names = { true: 'True', false: 'False' };

/** A path into options, which jsii makes keyword arguments of, as of the last object of each call. */
const QUOTED_OR_PATH = /'(?:[^'\n]|'[A-Za-z0-9])*'|\boptions\.([a-z])/g;

/** Such an object: `{ port: 8080 }` in `connectTo(other, { port: 8080 })`. */
const QUOTED_OR_OPTIONS = /'(?:[^'\n]|'[A-Za-z0-9])*'|(\(|, |as in |write )\{ ((?:[\w.:,] ?|'[^'\n]*')+) \}(\)?)/g;
const FIELD = /(\w+)(?:: ('[^'\n]*'|[\w.]+))?/g;

/** A text with the names of the API as the language of its reader has them, and with its calls. */
export function spelt(text: string, names: Names | undefined): string {
  if (names === undefined) return text;
  return text.replace(QUOTED_OR_OPTIONS, withKeywords)
    .replace(QUOTED_OR_PATH, (found: string, start = found) => start)
    .replace(QUOTED_OR_NEW, (found: string, call = found) => call)
    .replace(QUOTED_OR_ARGUMENT, (found: string, before = '', name = '', offset = 0, whole = '') => (
      name !== '' && VALUE.test(whole.slice(offset + found.length)) ? `${before}${name}=` : found
    ))
    .replace(QUOTED_OR_NAME, (found: string, name?: string, apostrophe = '') => {
      const other = name === undefined ? undefined : [names, WORDS].find((each) => Object.hasOwn(each, name))?.[name];
      return other === undefined ? found : `${other}${apostrophe}`;
    });
}

/** Where something happened, such as `connectTo at shop-production/Infra`: a path is the user's own. */
export function speltPlace(where: string, names: Names | undefined): string {
  const [what, ...path] = where.split(' at ');
  return [spelt(what, names), ...path].join(' at ');
}

/** An object that stands in a list ends with no bracket of a call, and stays. */
function withKeywords(found: string, before = '', fields = '', close = ''): string {
  if (fields === '' || (close === '' && /^[(,]/.test(before))) return found;
  return `${before}${fields.replace(FIELD, keyword)}${close}`;
}

/** A field of an object as a keyword argument. */
function keyword(_field: string, name: string, value = name): string {
  return `${name}=${value}`;
}
