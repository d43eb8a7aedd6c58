import { argument } from '../hcl/body';
import type { Item } from '../hcl/body';
import { call, object, print, raw } from '../hcl/expression';
import type { Entry, Expression } from '../hcl/expression';

/** The names of maps that are alike in most resources. */
const NAMES = ['annotations', 'labels', 'tags'];

/** Writes the most common map of each name once, as a local. */
export function hoistMetadata(items: readonly Item[]): { readonly items: Item[]; readonly locals: Item[] } {
  const found = new Map<string, Entry[][]>();
  walk(items, (name, entries) => void found.set(name, [...(found.get(name) ?? []), entries]));
  const common = new Map([...found].flatMap(([name, maps]) => {
    const texts = maps.map((entries) => print(object(entries), 0));
    const times = texts.map((text) => texts.filter((other) => other === text).length);
    const most = times.indexOf(Math.max(...times));
    return times[most] > 1 ? [[name, maps[most]] as const] : [];
  }));
  const locals = [...common].map(([name, entries]) => argument(name, object(entries)));
  return { items: replaced(items, common), locals };
}

function walk(items: readonly Item[], visit: (name: string, entries: Entry[]) => void): void {
  for (const item of items) {
    if (item.kind === 'block') walk(item.body, visit);
    if (item.kind === 'argument' && NAMES.includes(item.name) && item.value.kind === 'object') visit(item.name, [...item.value.entries]);
  }
}

function replaced(items: readonly Item[], common: ReadonlyMap<string, readonly Entry[]>): Item[] {
  return items.map((item) => {
    if (item.kind === 'block') return { ...item, body: replaced(item.body, common) };
    const shared = item.kind === 'argument' ? common.get(item.name) : undefined;
    return item.kind === 'argument' && shared ? argument(item.name, sharing(item.value, item.name, shared)) : item;
  });
}

function sharing(value: Expression, name: string, shared: readonly Entry[]): Expression {
  if (value.kind === 'call' && value.name === 'merge') {
    return { ...value, args: [sharing(value.args[0], name, shared), ...value.args.slice(1)] };
  }
  if (value.kind !== 'object') return value;
  const has = ([key, part]: Entry) => value.entries.some(([other, own]) => other === key && print(own, 0) === print(part, 0));
  if (!shared.every(has)) return value;
  const rest = value.entries.filter(([key]) => !shared.some(([other]) => other === key));
  return rest.length === 0 ? raw(`local.${name}`) : call('merge', raw(`local.${name}`), object(rest));
}
