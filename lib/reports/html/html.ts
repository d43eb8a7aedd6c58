import { spelledOut } from '../../core/text';

/** HTML that is safe to write: only `html` makes it. */
export class Html {
  /** @internal */
  public constructor(public readonly text: string) {}
}

/** What may stand in a template: a text is escaped, nothing is left out, lists are joined. */
export type Part = Html | string | number | undefined | readonly Part[];

/**
 * A template of HTML that escapes every value which is not itself Html. A value stands in an element or between double quotes of an
 * attribute, and nowhere else.
 */
export function html(texts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(texts.map((text, index) => (index === 0 ? text : `${textOf(values[index - 1])}${text}`)).join(''));
}

function textOf(value: Part): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as HTML shows it. Control characters, and those that turn the direction of text, are spelled out. */
function escaped(text: string): string {
  return spelled(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** A text without characters that change how others are read; half of a pair of code units becomes a replacement character. */
export function spelled(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, spelledOut);
}

/** A web address that a page may link to, or nothing: any other scheme could run code. */
export function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || !/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}
