/** What expressions may look at, by the names of the contexts. */
export type Contexts = Readonly<Record<string, unknown>>;

/** What has become of what a job or a step waits for. */
export interface Progress {
  readonly failed: boolean;
  readonly skipped: boolean;
}

const TOKENS = /\s*(?:('(?:[^']|'')*')|([A-Za-z_][\w-]*(?:\.[\w-]+)*)(\s*\()?|(\d+)|(==|!=|&&|\|\||[!(),]))/y;
const STATUS = /\b(?:success|failure|cancelled|always)\(\)/;

/** A context of which a part that is not there is an empty value; a part of any other is a mistake in the workflow. */
const OPEN = ['github', 'secrets', 'steps'];

/**
 * The value of an expression of GitHub Actions, as far as the workflows here use the language.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */
export function evaluate(expression: string, contexts: Contexts, progress: Progress = { failed: false, skipped: false }): unknown {
  const calls = {
    fromJSON: (text: string) => JSON.parse(text) as unknown,
    toJSON: (value: unknown) => JSON.stringify(value),
    success: () => !progress.failed && !progress.skipped,
    failure: () => progress.failed,
    cancelled: () => false,
    always: () => true,
  };
  const execute = new Function('at', 'calls', `return (${translated(expression)});`);
  return execute((path: string) => valueAt(path, contexts), calls) as unknown;
}

/** Whether a job or a step runs. */
export function holds(condition: string | boolean | undefined, contexts: Contexts, progress: Progress): boolean {
  const expression = String(condition ?? true).replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1');
  return Boolean(evaluate(STATUS.test(expression) ? expression : `success() && (${expression})`, contexts, progress));
}

/** A value of a workflow with what stands in `${{ }}` put in: a value where nothing else is there, or else a text. */
export function filled(value: unknown, contexts: Contexts): unknown {
  if (typeof value !== 'string') return value;
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value.trim());
  if (whole) return evaluate(whole[1], contexts) ?? '';
  return value.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => String(evaluate(expression, contexts) ?? ''));
}

export function filledAll(values: Readonly<Record<string, unknown>> = {}, contexts: Contexts): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filled(value, contexts)]));
}

function translated(expression: string): string {
  const parts: string[] = [];
  const text = expression.trim();
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const at = TOKENS.lastIndex;
    const token = TOKENS.exec(text);
    if (!token) throw new Error(`no expression: ${text.slice(at)}`);
    const [, quoted, name, call, number, operator] = token;
    if (quoted !== undefined) parts.push(JSON.stringify(quoted.slice(1, -1).replaceAll("''", "'")));
    else if (call !== undefined) parts.push(`calls[${JSON.stringify(name)}](`);
    else if (name !== undefined) parts.push(['true', 'false', 'null'].includes(name) ? name : `at(${JSON.stringify(name)})`);
    else parts.push(number ?? operator);
  }
  return parts.join(' ');
}

function valueAt(path: string, contexts: Contexts): unknown {
  const [first, ...rest] = path.split('.');
  if (!(first in contexts)) throw new Error(`${path}: there is no context '${first}' here`);
  return rest.reduce<unknown>((value, key) => {
    const found = (value as Record<string, unknown> | null | undefined)?.[key];
    if (found === undefined && !OPEN.includes(first)) throw new Error(`${path}: there is no '${key}'`);
    return found;
  }, contexts[first]);
}
