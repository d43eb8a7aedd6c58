/** What an expression can see. */
export type Context = Readonly<Record<string, unknown>>;

/** Filters of Nunjucks and of Backstage that a template may use. */
const FILTERS: Readonly<Record<string, (value: unknown, ...given: never[]) => unknown>> = {
  dump: (value) => JSON.stringify(value),
  length: (value) => (value as string | unknown[] | undefined)?.length ?? 0,
  replace: (value, from: string, to: string) => (typeof value === 'string' ? value.replaceAll(from, () => to) : value),
};

/**
 * Renders what a template of this library uses of Nunjucks, as Backstage's engine does. It knows nothing else: what a template must
 * not rely on is an error here. A check of conformance compares it with the real one.
 */
export function render(text: string, context: Context): string {
  const tokens = text.split(/(\$\{\{[^]*?\}\}(?!\})|\{%[^]*?%\}|\{#[^]*?#\})/);
  let output = '';
  const shown: boolean[] = [];
  for (const token of tokens) {
    const isShown = shown.every(Boolean);
    const [, condition] = /^\{% if (.+) %\}$/.exec(token) ?? [];
    if (condition !== undefined) shown.push(isShown && isTrue(evaluate(condition, context)));
    else if (token === '{% endif %}') {
      if (shown.pop() === undefined) throw new Error('an endif without its if');
    } else if (/^\{[%#]/.test(token)) throw new Error(`unknown: ${token}`);
    else if (!token.startsWith('${{') && token.includes('#}')) throw new Error('the end of a comment without its beginning');
    else if (isShown) output += token.startsWith('${{') ? written(evaluate(token.slice(3, -2), context)) : token;
  }
  if (shown.length > 0) throw new Error('an if without its endif');
  return output;
}

/** A step's input: a text that is one expression keeps its type, and is left out if it is nothing. */
export function renderInput(input: unknown, context: Context): unknown {
  if (Array.isArray(input)) return input.map((each) => renderInput(each, context));
  if (typeof input === 'object' && input !== null) {
    return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, renderInput(value, context)]));
  }
  if (typeof input !== 'string') return input;
  const [, single] = /^\$\{\{((?:(?!\$\{\{)[^])+)\}\}$/.exec(input) ?? [];
  return single === undefined ? render(input, context) : evaluate(single, context);
}

/** As JavaScript has it, which is what Nunjucks is made of. */
export function isTrue(value: unknown): boolean {
  return Boolean(value);
}

function written(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

function evaluate(expression: string, context: Context): unknown {
  const parser = new Parser(expression.match(TOKEN) ?? [], context);
  const value = parser.comparison();
  if (!parser.isDone()) throw new Error(`not understood: ${expression}`);
  return value;
}

const TOKEN = /"(?:[^"\\]|\\[^])*"|[A-Za-z_]\w*|\d+|!=|[^\s]/g;

class Parser {
  private at = 0;

  public constructor(
    private readonly tokens: readonly string[],
    private readonly context: Context,
  ) {}

  public isDone(): boolean {
    return this.at === this.tokens.length;
  }

  public comparison(): unknown {
    const left = this.product();
    return this.take('!=') ? left !== this.product() : left;
  }

  private product(): unknown {
    let value = this.filtered();
    for (;;) {
      if (this.take('*')) value = Number(value) * Number(this.filtered());
      else if (this.take('%')) value = Number(value) % Number(this.filtered());
      else return value;
    }
  }

  private filtered(): unknown {
    let value = this.member();
    while (this.take('|')) {
      const name = this.next();
      if (!Object.hasOwn(FILTERS, name)) throw new Error(`no filter ${name}`);
      value = FILTERS[name](value, ...(this.take('(') ? this.listUpTo(')') : []) as never[]);
    }
    return value;
  }

  private member(): unknown {
    let value = this.primary();
    for (;;) {
      const key = this.take('.') ? this.next() : this.take('[') ? (this.listUpTo(']')[0] as string) : undefined;
      if (key === undefined) return value;
      value = (value as Record<string, unknown> | undefined)?.[key];
    }
  }

  private primary(): unknown {
    const token = this.next();
    if (token === '(') return this.listUpTo(')')[0];
    if (token === '{') return this.map();
    if (token.startsWith('"')) return token.slice(1, -1).replace(/\\([^])/g, '$1');
    if (/^\d/.test(token)) return Number(token);
    if (!Object.hasOwn(this.context, token)) throw new Error(`nothing is named ${token}`);
    return this.context[token];
  }

  private map(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (!this.take('}')) {
      const key = this.primary() as string;
      if (!this.take(':')) throw new Error('a map without a colon');
      entries.push([key, this.comparison()]);
      this.take(',');
    }
    return Object.fromEntries(entries);
  }

  private listUpTo(end: string): unknown[] {
    const values: unknown[] = [];
    while (!this.take(end)) {
      values.push(this.comparison());
      this.take(',');
    }
    return values;
  }

  private next(): string {
    if (this.isDone()) throw new Error('an expression without its end');
    this.at += 1;
    return this.tokens[this.at - 1];
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }
}
