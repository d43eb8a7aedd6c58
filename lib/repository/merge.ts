import type { IConstruct } from 'constructs';
import { isPlainObject } from '../core/json';
import type { Problem } from '../core/problems';
import { show, within } from '../core/problems';

/** What one construct says of something that several write together. */
export interface Said<T> {
  readonly construct: IConstruct;
  readonly props: T;
}

/** What all of them say, and where one contradicts another. */
export interface Merged<T> {
  readonly props: T;
  readonly conflicts: readonly Problem[];
}

interface Value {
  readonly construct: IConstruct;
  readonly value: unknown;
}

interface Contradiction {
  readonly path: string;
  readonly one: Value;
  readonly other: Value;
}

/**
 * Puts together what the stacks of several environments say: lists and maps are united, and a single value is the same
 * wherever it is given.
 *
 * @param what the name of what they write together, for messages
 */
export function merged<T extends object>(said: readonly Said<T>[], what: string): Merged<T> {
  const contradictions: Contradiction[] = [];
  const keys = new Set(said.flatMap(({ props }) => Object.keys(props)));
  const entries = [...keys].map((key) => {
    const values = said.map(({ construct, props }) => ({ construct, value: (props as Record<string, unknown>)[key] }));
    return [key, unite(key, values.filter(({ value }) => value !== undefined), contradictions)] as const;
  });
  return { props: Object.fromEntries(entries) as T, conflicts: contradictions.map((each) => problemOf(each, what)) };
}

function unite(path: string, values: readonly Value[], contradictions: Contradiction[]): unknown {
  if (values.length === 0) return undefined;
  if (values.every(({ value }) => Array.isArray(value))) return uniteLists(path, values, contradictions);
  if (values.every(({ value }) => isPlainObject(value))) return uniteMaps(path, values, contradictions);
  const [first, ...others] = values;
  const other = others.find(({ value }) => value !== first.value);
  if (other) contradictions.push({ path, one: first, other });
  return first.value;
}

/** The items of all lists, each once; those with a name are one thing. */
function uniteLists(path: string, values: readonly Value[], contradictions: Contradiction[]): unknown[] {
  const byKey = new Map<string, Value[]>();
  for (const { construct, value } of values) {
    for (const item of value as unknown[]) {
      const key = (item as { readonly name?: string }).name ?? JSON.stringify(item);
      byKey.set(key, [...(byKey.get(key) ?? []), { construct, value: item }]);
    }
  }
  return [...byKey].map(([key, items]) => unite(`${path}[${show(key)}]`, items, contradictions));
}

function uniteMaps(path: string, values: readonly Value[], contradictions: Contradiction[]): Record<string, unknown> {
  const keys = new Set(values.flatMap(({ value }) => Object.keys(value as object)));
  const entries = [...keys].map((key) => {
    const holders = values.filter(({ value }) => Object.hasOwn(value as object, key));
    const own = holders.map(({ construct, value }) => ({ construct, value: (value as Record<string, unknown>)[key] }));
    return [key, unite(within(path, key), own.filter(({ value }) => value !== undefined), contradictions)] as const;
  });
  return Object.fromEntries(entries);
}

function problemOf({ one, other, path }: Contradiction, what: string): Problem {
  return {
    path: `${one.construct.node.path}, ${other.construct.node.path}: ${path}`,
    got: `${show(one.value)} and ${show(other.value)}`,
    allowed: `one value: the stacks of all environments write the same ${what}`,
    fix: 'give the same value in every environment',
  };
}
