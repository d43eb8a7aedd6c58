import { plainText } from '../../core/tokens';

/** A piece of a Terraform template: literal text without its escapes, or an expression with its `${` and `}`. */
export interface TemplatePart {
  readonly kind: 'literal' | 'expression';
  readonly text: string;
}

/** The parts of a template; nothing if it has a directive, or an expression without a certain end. */
export function partsOf(template: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let literal = '';
  for (let at = 0; at < template.length;) {
    const opening = openingAt(template, at);
    if (opening === 'escape') {
      literal += template.slice(at + 1, at + 3);
      at += 3;
    } else if (opening === 'expression') {
      const end = expressionEnd(template, at);
      if (end === undefined) return undefined;
      if (literal !== '') parts.push({ kind: 'literal', text: literal });
      parts.push({ kind: 'expression', text: template.slice(at, end) });
      literal = '';
      at = end;
    } else if (opening === 'doubt') {
      return undefined;
    } else {
      literal += template[at];
      at += 1;
    }
  }
  return literal === '' ? parts : [...parts, { kind: 'literal', text: literal }];
}

/** Whether Terraform computes a part of a text, so that synth does not know it. */
export function isExpression(template: string): boolean {
  return partsOf(template)?.every(({ kind }) => kind === 'literal') !== true;
}

/** The text of a template without expressions. */
export function literalText(template: string): string {
  return (partsOf(template) ?? []).map(({ text }) => text).join('');
}

/** Parts as a template again. */
export function templateOf(parts: readonly TemplatePart[]): string {
  return parts.map(({ kind, text }) => (kind === 'literal' ? plainText(text) : text)).join('');
}

/** The part of a template that begins at a position. */
export function openingAt(template: string, at: number): 'escape' | 'expression' | 'doubt' | undefined {
  const sign = template[at];
  if (sign !== '$' && sign !== '%') return undefined;
  if (template[at + 1] === '{') return sign === '$' ? 'expression' : 'doubt';
  if (template[at + 1] !== sign) return undefined;
  if (template[at + 2] === '{') return 'escape';
  return template.startsWith(`${sign}{`, at + 2) ? 'doubt' : undefined;
}

/** The end of an expression that begins with `${`, with braces and quotes counted as Terraform does. */
export function expressionEnd(template: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start + 1; at < template.length; at += 1) {
    const sign = template[at];
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (sign === '}' && depth === 0) return at + 1;
    // A comment or a heredoc may hide a brace.
    if (sign === '#' || /^(\/[/*]|<<)/.test(template.slice(at, at + 2))) return undefined;
    if (sign !== '"') continue;
    const end = quoteEnd(template, at);
    if (end === undefined) return undefined;
    at = end - 1;
  }
  return undefined;
}

function quoteEnd(template: string, start: number): number | undefined {
  for (let at = start + 1; at < template.length; at += 1) {
    if (template[at] === '"') return at + 1;
    if (template[at] === '\\') at += 1;
    const opening = openingAt(template, at);
    if (opening === 'doubt') return undefined;
    if (opening === 'escape') at += 2;
    if (opening !== 'expression') continue;
    const end = expressionEnd(template, at);
    if (end === undefined) return undefined;
    at = end - 1;
  }
  return undefined;
}
