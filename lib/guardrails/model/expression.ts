import { called } from './functions';
import { isReadable, isUnreadable, templateText, Unreadable } from './unreadable';

/** What a name in an expression stands for; an Unreadable if only Terraform knows. */
export type Lookup = (path: readonly (string | number)[], text: string) => unknown;

/** Thrown inside this file alone: the text is more than a literal, a name or a call. */
class Beyond extends Error {}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*/;
/** After a dot, where a digit may come first. */
const STEP = /^[A-Za-z0-9_][A-Za-z0-9_-]*/;
const NUMBER = /^-?\d+(\.\d+)?/;
const SPACE = /^\s*/;

/**
 * The value of a string in Terraform's JSON syntax, which is a template: literals, names and calls of pure functions are
 * read, all else is unreadable.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-templates
 */
export function readTemplate(text: string, lookup: Lookup): unknown {
  if (!text.includes('{')) return text;
  const parts: unknown[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const escape = /^([$%])\1\{/.exec(text.slice(at, at + 3));
    if (escape) {
      literal += `${escape[1]}{`;
      at += 3;
    } else if (text.startsWith('%{', at)) {
      return new Unreadable(text);
    } else if (text.startsWith('${', at)) {
      if (literal) parts.push(literal);
      literal = '';
      const end = endOf(text, at + 2);
      if (end === -1) return new Unreadable(text);
      parts.push(readExpression(text.slice(at + 2, end), lookup));
      at = end + 1;
    } else {
      literal += text[at];
      at += 1;
    }
  }
  if (literal) parts.push(literal);
  if (parts.length === 1) return parts[0];
  if (parts.every((part) => isReadable(part) && typeof part !== 'object')) return parts.join('');
  return new Unreadable(parts.map(asTemplate).join(''));
}

function asTemplate(part: unknown): string {
  return isUnreadable(part) || typeof part !== 'object' ? templateText(part) : '${...}';
}

/** Where the expression ends that begins at an index: at its own closing brace. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at + 1);
      if (at === -1) return -1;
    } else if (character === '{') depth += 1;
    else if (character === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}

/** Where a quoted string ends, templates inside of it passed over. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
    else if (text.startsWith('${', at) && text[at - 1] !== '$') {
      at = endOf(text, at + 2);
      if (at === -1) return -1;
    }
  }
  return -1;
}

function readExpression(text: string, lookup: Lookup): unknown {
  try {
    return new Reader(text, lookup).whole();
  } catch (error) {
    if (error instanceof Beyond || error instanceof RangeError) return new Unreadable(`\${${text}}`);
    throw error;
  }
}

/** Reads one expression, from left to right. */
class Reader {
  private at = 0;

  public constructor(
    private readonly text: string,
    private readonly lookup: Lookup,
  ) {}

  public whole(): unknown {
    const value = this.term();
    this.space();
    if (this.at < this.text.length) throw new Beyond();
    return value;
  }

  private term(): unknown {
    this.space();
    const character = this.text[this.at];
    if (character === '"') return this.string();
    if (character === '[') return this.list();
    if (character === '{') return this.object();
    if (character === '(') return this.parenthesised();
    const number = this.match(NUMBER);
    if (number !== undefined) return Number(number);
    return this.named();
  }

  private string(): unknown {
    const end = endOfString(this.text, this.at + 1);
    if (end === -1) throw new Beyond();
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    // Escapes inside of an expression inside of a string are its own.
    if (inner.includes('\\') && inner.includes('${')) throw new Beyond();
    return readTemplate(unescaped(inner), this.lookup);
  }

  private list(): unknown[] {
    this.expect('[');
    return this.until(']', () => this.term());
  }

  private object(): unknown {
    this.expect('{');
    const entries = this.until('}', () => this.entry());
    return Object.fromEntries(entries);
  }

  private entry(): [string, unknown] {
    this.space();
    const key = this.text[this.at] === '"' ? this.string() : this.match(IDENTIFIER);
    if (typeof key !== 'string') throw new Beyond();
    this.space();
    if (this.text[this.at] !== '=' && this.text[this.at] !== ':') throw new Beyond();
    this.at += 1;
    return [key, this.term()];
  }

  private parenthesised(): unknown {
    this.expect('(');
    const value = this.term();
    this.space();
    this.expect(')');
    return value;
  }

  private named(): unknown {
    const from = this.at;
    const name = this.match(IDENTIFIER);
    if (name === undefined) throw new Beyond();
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'null') return null;
    if (this.text[this.at] === '(') {
      this.at += 1;
      const given = this.until(')', () => this.term());
      return called(name, given, `\${${this.text.slice(from, this.at)}}`);
    }
    const path = [name, ...this.steps()];
    return this.lookup(path, `\${${this.text.slice(from, this.at)}}`);
  }

  private steps(): (string | number)[] {
    const steps: (string | number)[] = [];
    for (;;) {
      if (this.text[this.at] === '.') {
        this.at += 1;
        const step = this.match(STEP);
        if (step === undefined) throw new Beyond();
        steps.push(/^\d+$/.test(step) ? Number(step) : step);
      } else if (this.text[this.at] === '[') {
        this.at += 1;
        const key = this.term();
        this.space();
        this.expect(']');
        if (typeof key !== 'string' && typeof key !== 'number') throw new Beyond();
        steps.push(key);
      } else return steps;
    }
  }

  /** What stands between here and a closing sign, separated by commas or, in an object, by lines. */
  private until<T>(close: string, read: () => T): T[] {
    const found: T[] = [];
    for (;;) {
      this.space();
      if (this.text[this.at] === close) {
        this.at += 1;
        return found;
      }
      found.push(read());
      this.space();
      if (this.text[this.at] === ',') this.at += 1;
      else if (this.text[this.at] !== close && close !== '}') throw new Beyond();
    }
  }

  private match(pattern: RegExp): string | undefined {
    const [found] = pattern.exec(this.text.slice(this.at)) ?? [];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private space(): void {
    this.match(SPACE);
  }

  private expect(sign: string): void {
    if (this.text[this.at] !== sign) throw new Beyond();
    this.at += 1;
  }
}

/** @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1 */
function unescaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { 'n': '\n', 'r': '\r', 't': '\t', '"': '"', '\\': '\\' };
  return text.replace(/\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)/g, (all, code: string) =>
    code.length > 1 ? String.fromCodePoint(parseInt(code.slice(1), 16)) : (signs[code] ?? all),
  );
}
