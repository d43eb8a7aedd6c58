import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import { UnreadableDocument } from './statement';
import { expressionEnd, openingAt, templateOf } from './template';
import type { TemplatePart } from './template';

const DEEPEST = 20;
const ESCAPES: Record<string, string> = {
  '"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
};
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };

/**
 * JSON inside a Terraform template, with one strict grammar: a duplicate key, an expression outside of a string, and
 * everything that only some parsers accept is an UnreadableDocument. Strings stay templates.
 */
export function parseStrictJson(text: string): unknown {
  const reader = new Reader(text);
  const value = reader.value('the document', 0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  public constructor(private readonly text: string) {
    if (text.startsWith('\ufeff')) throw new UnreadableDocument('the document begins with a byte order mark');
  }

  public value(where: string, depth: number): unknown {
    if (depth > DEEPEST) throw new UnreadableDocument(`${where} is nested too deep`);
    this.space();
    const sign = this.text[this.at];
    if (sign === '{') return this.object(where, depth);
    if (sign === '[') return this.list(where, depth);
    if (sign === '"') return this.string(where);
    return this.word() ?? this.number(where);
  }

  public end(): void {
    this.space();
    if (this.at < this.text.length) throw this.unexpected('the document');
  }

  private object(where: string, depth: number): Json {
    const object = Object.create(null) as Json;
    this.members('}', where, () => {
      const key = this.key(where);
      const path = where === 'the document' ? key : `${where}.${key}`;
      if (key in object) throw new UnreadableDocument(`${path} appears twice`);
      this.expect(':', path);
      object[key] = this.value(path, depth + 1);
    });
    return object;
  }

  private list(where: string, depth: number): unknown[] {
    const values: unknown[] = [];
    this.members(']', where, () => void values.push(this.value(`${where}[${values.length}]`, depth + 1)));
    return values;
  }

  private members(closing: string, where: string, member: () => void): void {
    this.at += 1;
    this.space();
    if (this.take(closing)) return;
    do {
      this.space();
      member();
      this.space();
    } while (this.take(','));
    this.expect(closing, where);
  }

  private key(where: string): string {
    if (this.text[this.at] !== '"') throw this.unexpected(where);
    return this.string(`a key of ${where}`);
  }

  private string(where: string): string {
    const parts: TemplatePart[] = [];
    let literal = '';
    this.at += 1;
    while (!this.take('"')) {
      if (openingAt(this.text, this.at) === 'expression') {
        parts.push({ kind: 'literal', text: literal }, { kind: 'expression', text: this.expression(where) });
        literal = '';
      } else {
        literal += this.character(where);
      }
    }
    return templateOf([...parts, { kind: 'literal', text: literal }]);
  }

  private expression(where: string): string {
    const end = expressionEnd(this.text, this.at);
    if (end === undefined) throw new UnreadableDocument(`${where} has an expression without a certain end`);
    const start = this.at;
    this.at = end;
    return this.text.slice(start, end);
  }

  /** One character of a string, or the two that an escaped template begins with. */
  private character(where: string): string {
    const opening = openingAt(this.text, this.at);
    if (opening === 'doubt') throw new UnreadableDocument(`${where} has a template directive`);
    if (opening === 'escape') {
      this.at += 3;
      return this.text.slice(this.at - 2, this.at);
    }
    const sign = this.text[this.at];
    if (sign === undefined || sign < ' ') throw this.unexpected(where);
    this.at += 1;
    return sign === '\\' ? this.escape(where) : sign;
  }

  private escape(where: string): string {
    const sign = this.text[this.at];
    const hex = /^u[0-9a-fA-F]{4}/.exec(this.text.slice(this.at, this.at + 5))?.[0];
    if (!hex && !(sign in ESCAPES)) throw this.unexpected(where);
    this.at += hex ? 5 : 1;
    return hex ? String.fromCharCode(parseInt(hex.slice(1), 16)) : ESCAPES[sign];
  }

  private word(): boolean | null | undefined {
    const word = Object.keys(WORDS).find((name) => this.text.startsWith(name, this.at));
    if (word === undefined) return undefined;
    this.at += word.length;
    return WORDS[word];
  }

  private number(where: string): number {
    NUMBER.lastIndex = this.at;
    const [digits] = NUMBER.exec(this.text) ?? [];
    if (digits === undefined) throw this.unexpected(where);
    this.at += digits.length;
    return Number(digits);
  }

  private space(): void {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private take(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private expect(sign: string, where: string): void {
    this.space();
    if (!this.take(sign)) throw this.unexpected(where);
  }

  private unexpected(where: string): UnreadableDocument {
    if (this.at >= this.text.length) return new UnreadableDocument(`${where} ends too early`);
    if (openingAt(this.text, this.at)) return new UnreadableDocument(`${where} has an expression outside of a string`);
    return new UnreadableDocument(`${where} is not JSON at ${show(this.text.slice(this.at, this.at + 12))}`);
  }
}
