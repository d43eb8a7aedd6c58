import { Token } from 'cdktf';

/** CDKTF's marker of a value that is known only to Terraform, as it stands inside a string. */
const STRING_TOKEN = /(\$\{TfToken\[[A-Za-z0-9:._-]*\]\})/;

/** Each form that a token has inside a text: of a string, a list, the key of a map. */
const ANY_TOKEN = /[$#&]\{TfToken\[/;

/** A number that stands for a token, as it was written into a text: CDKTF's, and that of the AWS CDK. */
const NUMBER_TOKEN = /-(?:8\.109\d{4,}e\+298|1\.888\d{4,}e\+289)/;

/**
 * Whether a value is, or contains, a CDKTF token.
 *
 * A text that merely looks like a token counts as one: CDKTF would try to resolve it wherever it stands.
 */
export function isToken(value: unknown): boolean {
  if (typeof value === 'string') return ANY_TOKEN.test(value) || NUMBER_TOKEN.test(value);
  if (typeof value === 'number') return Token.isUnresolved(value);
  if (Array.isArray(value)) return Token.isUnresolved(value) || value.some(isToken);
  return typeof value === 'object' && value !== null && Token.isUnresolved(value);
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
