/** An expression or statement, before its lines are decided. */
export type Code = Group | Choice | string;

/** Something between two brackets. */
export interface Group {
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Whether there is a space inside of the brackets on one line. */
  readonly spaced?: boolean;
}

interface Item {
  readonly key?: string;
  readonly code: Code;
}

/** One of several, by the environment. */
export interface Choice {
  readonly when: readonly { readonly condition: string; readonly code: Code }[];
  readonly otherwise: Code;
}

/** The columns of a line. */
const WIDTH = 140;

/** A text as a literal of TypeScript. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** An object. Code would take `__proto__` for the prototype, unless it is computed. */
export function object(fields: readonly (readonly [key: string, code: Code])[]): Group {
  const items = fields.map(([key, code]) => ({ key: keyOf(key), code }));
  return { open: '{', items, close: '}', spaced: true };
}

export function array(items: readonly Code[]): Group {
  return { open: '[', items: items.map((code) => ({ code })), close: ']' };
}

export function call(name: string, items: readonly Code[]): Group {
  return { open: `${name}(`, items: items.map((code) => ({ code })), close: ')' };
}

/** Code on one line. */
export function inline(code: Code): string {
  if (typeof code === 'string') return code;
  if ('when' in code) {
    const branches = code.when.map(({ condition, code: then }) => `${condition} ? ${inline(then)}`);
    return [...branches, inline(code.otherwise)].join(' : ');
  }
  const items = code.items.map((item) => entry(item, inline(item.code)));
  const space = code.spaced && items.length > 0 ? ' ' : '';
  return `${code.open}${space}${items.join(', ')}${space}${code.close}`;
}

/** Code on as few lines as fit, after what stands before it on its first line, and before what stands after it on its last. */
export function laidOut(code: Code, indent: number, before: number, after = 1): string {
  const line = inline(code);
  if (typeof code === 'string' || indent + before + line.length + after <= WIDTH) return line;
  const pad = ' '.repeat(indent + 2);
  if ('when' in code) {
    const [first, ...more] = code.when;
    const branch = (sign: string, each: Code) => `\n${pad}${sign} ${laidOut(each, indent + 2, 2)}`;
    const others = more.map(({ condition, code: then }) => `\n${pad}: ${condition}${branch('?', then)}`);
    return `${first.condition}${branch('?', first.code)}${others.join('')}${branch(':', code.otherwise)}`;
  }
  const only = lastTakesAll(code);
  if (only) {
    const leading = code.items.slice(0, -1).map((item) => `${inline(item.code)}, `).join('');
    return `${code.open}${leading}${laidOut(only, indent, before + code.open.length + leading.length, after + 1)}${code.close}`;
  }
  const items = code.items.map((item) => `${pad}${entry(item, laidOut(item.code, indent + 2, (item.key ?? '').length + 2))},\n`);
  return `${code.open}\n${items.join('')}${' '.repeat(indent)}${code.close}`;
}

/** A call whose last argument is an object begins it on the line of the call. */
function lastTakesAll({ items, open }: Group): Group | undefined {
  const last = items.at(-1)?.code;
  const isGroup = typeof last === 'object' && 'open' in last && items.slice(0, -1).every(({ code }) => typeof code === 'string');
  return isGroup && open.endsWith('(') ? last : undefined;
}

function entry({ key }: Item, text: string): string {
  return key === undefined ? text : key === text ? key : `${key}: ${text}`;
}

function keyOf(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
