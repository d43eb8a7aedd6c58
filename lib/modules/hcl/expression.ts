import type { Json } from '../../core/json';
import { escaped, isIdentifier, quoted } from './text';

/** An expression of HCL, as data. */
export type Expression =
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'choose'; readonly condition: string; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'filter'; readonly condition: string; readonly of: Expression };

/** A key of an object, and its value. */
export type Entry = readonly [key: string | Expression, value: Expression];

/** Lines up to this length are not broken. */
const LINE_LENGTH = 110;

/** An expression that is written as it stands. */
export const raw = (text: string): Expression => ({ kind: 'raw', text });
export const object = (entries: readonly Entry[]): Expression => ({ kind: 'object', entries });
export const list = (items: readonly Expression[]): Expression => ({ kind: 'list', items });
export const call = (name: string, ...args: Expression[]): Expression => ({ kind: 'call', name, args });
/** The text of a value that may be a number. */
export const textOf = (hcl: string): Expression => call('tostring', raw(hcl));
/** One of two expressions. */
export const choose = (condition: string, yes: Expression, no: Expression): Expression => ({ kind: 'choose', condition, yes, no });
/** An object that is empty unless a condition holds: the results of a conditional would need the same keys. */
export const filter = (condition: string, of: Expression): Expression => ({ kind: 'filter', condition, of });
/** A text with expressions in it; the texts between them are plain. */
export const template = (parts: readonly (string | Expression)[]): Expression => ({ kind: 'template', parts });

/** A plain value. No text in it is an expression. */
export function literal(value: unknown): Expression {
  if (typeof value === 'string') return raw(quoted(value));
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value !== 'object' || value === null) return raw(String(value));
  return object(Object.entries(value as Json).map(([key, part]) => [key, literal(part)]));
}

/** The expression as text; its first line stands behind an indentation of so many spaces. */
export function print(expression: Expression, indent: number): string {
  const line = onOneLine(expression);
  if (line !== undefined && line.length + indent <= LINE_LENGTH) return line;
  return onLines(expression, indent);
}

/** Lines of `name = value`, aligned as `terraform fmt` does: what takes several lines stands apart. */
export function assignments(entries: readonly (readonly [name: string, value: string])[], indent: number): string[] {
  const widths = entries.map(([name, value]) => (value.includes('\n') ? 0 : name.length));
  const lines: string[] = [];
  for (let start = 0; start < entries.length;) {
    let end = start + 1;
    if (widths[start] > 0) while (end < entries.length && widths[end] > 0) end += 1;
    const width = Math.max(...widths.slice(start, end));
    lines.push(...entries.slice(start, end).map(([name, value]) => `${' '.repeat(indent)}${name.padEnd(width)} = ${value}`));
    start = end;
  }
  return lines;
}

function onOneLine(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'raw':
      return expression.text.includes('\n') ? undefined : expression.text;
    case 'template':
      return `"${expression.parts.map(templatePart).join('')}"`;
    case 'object':
      if (expression.entries.length === 0) return '{}';
      return expression.entries.length === 1 ? braced(expression.entries) : undefined;
    case 'list':
      return joined(expression.items, '[', ']');
    case 'call':
      return joined(expression.args, `${expression.name}(`, ')');
    case 'choose':
      return together([expression.yes, expression.no], ([yes, no]) => `${expression.condition} ? ${yes} : ${no}`);
    case 'filter':
      return together([expression.of], ([of]) => `{ for key, value in ${of} : key => value if ${expression.condition} }`);
  }
}

/** A dollar sign before an expression would escape it. */
function templatePart(part: string | Expression, index: number, parts: readonly (string | Expression)[]): string {
  if (typeof part !== 'string') return `\${${onOneLine(part)}}`;
  const isRisky = /[$%]$/.test(part) && typeof parts[index + 1] === 'object';
  return isRisky ? `${escaped(part.slice(0, -1))}\${"${part.slice(-1)}"}` : escaped(part);
}

function together(parts: readonly Expression[], write: (lines: readonly string[]) => string): string | undefined {
  const lines = parts.map(onOneLine).filter((line) => line !== undefined);
  return lines.length < parts.length ? undefined : write(lines);
}

function braced([[key, value]]: readonly Entry[]): string | undefined {
  const line = value.kind === 'object' ? undefined : onOneLine(value);
  return line === undefined ? undefined : `{ ${keyText(key)} = ${line} }`;
}

function joined(parts: readonly Expression[], open: string, close: string): string | undefined {
  const lines = parts.map(onOneLine);
  return lines.includes(undefined) ? undefined : `${open}${lines.join(', ')}${close}`;
}

function onLines(expression: Expression, indent: number): string {
  const [margin, inner] = [' '.repeat(indent), ' '.repeat(indent + 2)];
  switch (expression.kind) {
    case 'raw':
      return expression.text.replaceAll('\n', `\n${margin}`);
    case 'template':
      return onOneLine(expression)!;
    case 'object': {
      const entries = expression.entries.map(([key, value]) => [keyText(key), print(value, indent + 2)] as const);
      return `{\n${assignments(entries, indent + 2).join('\n')}\n${margin}}`;
    }
    case 'list':
      return `[\n${expression.items.map((item) => `${inner}${print(item, indent + 2)},\n`).join('')}${margin}]`;
    case 'call':
      return onLinesCall(expression.name, expression.args, indent);
    case 'choose':
      return ['(', `${inner}${expression.condition}`, caseOf('?', expression.yes, indent), caseOf(':', expression.no, indent), `${margin})`]
        .join('\n');
    case 'filter':
      return `{ for key, value in ${print(expression.of, indent)} : key => value if ${expression.condition} }`;
  }
}

/** A result of a condition begins a line: `terraform fmt` moves what stands between two braces. */
function caseOf(sign: '?' | ':', result: Expression, indent: number): string {
  return `${' '.repeat(indent + 2)}${sign} ${print(result, indent + 2)}`;
}

function onLinesCall(name: string, args: readonly Expression[], indent: number): string {
  if (args.length === 1) return `${name}(${print(args[0], indent)})`;
  const inner = ' '.repeat(indent + 2);
  return `${name}(\n${args.map((arg) => `${inner}${print(arg, indent + 2)}`).join(',\n')}\n${' '.repeat(indent)})`;
}

function keyText(key: string | Expression): string {
  if (typeof key !== 'string') return onOneLine(key)!;
  return isIdentifier(key) ? key : quoted(key);
}
