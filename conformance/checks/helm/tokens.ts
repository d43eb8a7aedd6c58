/** Any value of JSON. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** The maps of an application's values whose keys are a user's. */
const USERS_KEYS = /(^|\.)(labels|annotations|podAnnotations|env|secretEnv|files|jobs)$/;

/** What the platform gives, and other values depend on. */
const KEPT_TEXTS = ['namespace'];
const KEPT_KEYS = ['app.kubernetes.io/name'];

const TOKEN = /[kt]\d{3}x/g;

/** Values in which every text, and every key that is a user's, is a token. */
export interface Tokenised {
  readonly values: Value;
  readonly tokens: readonly string[];
}

/** Puts tokens in the place of texts: a different one in each place, except where the same key or the name of the app stands. */
export function tokenise(values: Value & { readonly name: string }): Tokenised {
  const known = new Map<string, string>();
  const tokenOf = (letter: 'k' | 't', what: string): string => {
    const id = `${letter}${what}`;
    if (!known.has(id)) known.set(id, `${letter}${String(known.size).padStart(3, '0')}x`);
    return known.get(id)!;
  };
  const visit = (value: Value, path: string): Value => {
    if (typeof value === 'string') return KEPT_TEXTS.includes(path) ? value : tokenOf('t', value === values.name ? 'name' : path);
    if (Array.isArray(value)) return value.map((item: Value, index) => visit(item, `${path}.${index}`));
    if (typeof value !== 'object' || value === null) return value;
    const isUsers = USERS_KEYS.test(path);
    return Object.fromEntries(Object.entries(value).map(([key, field]) => (
      [isUsers && !KEPT_KEYS.includes(key) ? tokenOf('k', key) : key, visit(field, path === '' ? key : `${path}.${key}`)]
    )));
  };
  return { values: visit(values, ''), tokens: [...known.values()] };
}

/** Puts other texts in the place of tokens, in texts and in keys. */
export function substitute(value: Value, textFor: (token: string) => string): Value {
  if (typeof value === 'string') return value.replace(TOKEN, textFor);
  if (Array.isArray(value)) return value.map((item: Value) => substitute(item, textFor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key.replace(TOKEN, textFor), substitute(field, textFor)]));
}

/** The tokens that a value still has. */
export function tokensIn(value: Value): Set<string> {
  return new Set(JSON.stringify(value).match(TOKEN));
}
