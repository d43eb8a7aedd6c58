import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the API as TypeScript has them, each with that of another language. */
export type Names = Readonly<Record<string, string>>;

/** Packages for other languages have this file; the one for Node has none. */
const NAMES = join(__dirname, '..', 'names.json');

/** The names of the language that this package is for, or nothing if that is TypeScript. */
export const NAMES_HERE: Names | undefined = existsSync(NAMES) ? (JSON.parse(readFileSync(NAMES, 'utf8')) as Names) : undefined;

/** What somebody wrote stands in quotes and stays as it is; around it are names. An apostrophe in a word is no quote. */
const QUOTED_OR_NAME = /'(?:[^'\n]|'[A-Za-z0-9])*'|([A-Za-z][A-Za-z0-9]*)('?)/g;

/** A text with the names of the API as the language of its reader has them. */
export function spelt(text: string, names = NAMES_HERE): string {
  if (names === undefined) return text;
  return text.replace(QUOTED_OR_NAME, (found: string, name?: string, apostrophe = '') => (
    name !== undefined && Object.hasOwn(names, name) ? `${names[name]}${apostrophe}` : found
  ));
}
