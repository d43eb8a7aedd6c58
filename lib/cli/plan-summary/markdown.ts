import { spelledOut } from '../../core/text';
import { visible } from '../output';

/** The longest address that is still readable. */
const LONGEST_TEXT = 200;

/**
 * Formats an untrusted text as a code span, in which GitHub reads no Markdown, HTML or `@names`. Characters that could end the
 * span, a table cell or the line are spelled out.
 *
 * @see https://github.github.com/gfm/#code-spans
 */
export function code(text: string): string {
  const line = visible(shortened(text))
    .replace(/[`|\t\n\u2028\u2029]/g, spelledOut)
    .trim();
  return `\`${line === '' ? ' ' : line}\``;
}

/** The same in HTML, where Markdown is not read and characters can be written as numbers. */
export function htmlCode(text: string): string {
  return `<code>${visible(shortened(text)).replace(/[^A-Za-z0-9 .,:_/-]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_TEXT ? text : `${characters.slice(0, LONGEST_TEXT).join('')}…`;
}
