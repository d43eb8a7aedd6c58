import { spelledOut } from '../../core/text';

/**
 * A text as HCL has it between quotes: nothing in it ends the text, begins an expression or a new line.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function escaped(text: string): string {
  return text
    .replace(/[\\"]/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, spelledOut)
    .replace(/([$%])\{/g, '$1$1{');
}

/** A text with its quotes. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

const KEYWORDS = ['false', 'for', 'if', 'in', 'null', 'true'];

/** Whether a key of an object needs no quotes. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !KEYWORDS.includes(text);
}
