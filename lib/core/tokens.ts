import { Token } from 'cdktf';

/** CDKTF's marker of a value that is known only to Terraform, as it stands inside a string. */
const STRING_TOKEN = /(\$\{TfToken\[[A-Za-z0-9:._-]*\]\})/;

/** Each form that a token has inside a text: of a string, a list, the key of a map; in capitals too, as names are made. */
const ANY_TOKEN = /[$#&]\{TfToken\[/i;

/** A number that stands for a token, as it was written into a text: CDKTF's, also after arithmetic, and that of the AWS CDK. */
const NUMBER_TOKEN = /\d(?:\.\d+)?e\+(?:29[7-9]|30[0-8])|-1\.888\d{4,}e\+289/i;

/** No number that is meant is as large; a token that was reckoned with still is. */
const LARGEST_NUMBER = 1e297;

const LONGEST_LIST = 10_000;

/** How many lists within lists are searched. */
const DEEPEST = 64;

/**
 * Whether a value is, or contains, a CDKTF token.
 *
 * A text that merely looks like a token counts as one: CDKTF would try to resolve it wherever it stands.
 */
export function isToken(value: unknown): boolean {
  try {
    return holdsToken(value, DEEPEST);
  } catch {
    // What cannot be read is refused as what it is.
    return false;
  }
}

function holdsToken(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return ANY_TOKEN.test(value) || NUMBER_TOKEN.test(value);
  if (typeof value === 'number') return Token.isUnresolved(value) || (Number.isFinite(value) && Math.abs(value) >= LARGEST_NUMBER);
  if (Array.isArray(value)) return Token.isUnresolved(value) || (depth > 0 && itemsOf(value).some((part) => holdsToken(part, depth - 1)));
  return typeof value === 'object' && value !== null && Token.isUnresolved(value);
}

/** A long list may be nothing but holes, of which there can be billions. */
function itemsOf(list: readonly unknown[]): readonly unknown[] {
  return list.length > LONGEST_LIST ? Object.values(list) : list;
}

/**
 * Text that Terraform reads back exactly as it was written.
 *
 * Every string in Terraform's JSON syntax is a template, and CDKTF does not escape: `${` and `%{` in a user's text
 * would be evaluated.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-templates
 */
export function plainText(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}

/** As plainText, for a string that may hold CDKTF tokens beside its literal text; the tokens stay as they are. */
export function plainTextAroundTokens(text: string): string {
  return text
    .split(STRING_TOKEN)
    .map((part, index) => (index % 2 === 1 ? part : plainText(part)))
    .join('');
}

/** A text without its tokens of text, which CDKTF writes as references wherever they stand. */
export function withoutReferences(text: string): string {
  return text.split(STRING_TOKEN).filter((_, index) => index % 2 === 0).join('');
}

/** The paths of all tokens in a value that was read from JSON, as in `spec.parameters.storageGB`. */
export function tokensIn(value: unknown, path = ''): string[] {
  if (isTokenItself(value)) return [path];
  if (typeof value !== 'object' || value === null) return [];
  const inner = (key: string) => (path === '' ? key : `${path}.${key}`);
  return Object.entries(value).flatMap(([key, part]) => [...(isToken(key) ? [inner('a key')] : []), ...tokensIn(part, inner(key))]);
}

function isTokenItself(value: unknown): boolean {
  return Array.isArray(value) ? Token.isUnresolved(value) : isToken(value);
}
