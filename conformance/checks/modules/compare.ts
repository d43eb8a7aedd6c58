import { isDeepStrictEqual } from 'node:util';
import type { ResourceChange } from '../../referees/terraform';

/** What a plan does to one resource: everything but its address. */
interface Planned {
  readonly after: unknown;
  readonly unknown: unknown;
}

/** The planned resources of a module call, by the addresses that they have in the module without counts. */
export function plannedIn(
  changes: readonly ResourceChange[],
  call: string,
  rename: (name: string) => string,
  tags?: object,
): Map<string, Planned> {
  const own = changes.filter(({ address }) => address.startsWith(`module.${call}.`));
  return new Map(own.map(({ type, name, change }) => [
    `${type}.${rename(name)}`,
    isTagged(change.after) || tags === undefined
      ? { after: readable(change.after), unknown: change.after_unknown }
      : { after: readable({ ...change.after as object, tags }), unknown: { ...change.after_unknown as object, tags: {} } },
  ]));
}

/** What differs between two plans, as one line for each resource. */
export function differences(module: ReadonlyMap<string, Planned>, stack: ReadonlyMap<string, Planned>): string[] {
  const addresses = [...new Set([...module.keys(), ...stack.keys()])].sort();
  return addresses.flatMap((address) => {
    const [one, other] = [module.get(address), stack.get(address)];
    if (isDeepStrictEqual(one, other)) return [];
    return [`${address}: the module plans ${JSON.stringify(one)}, the construct ${JSON.stringify(other)}`];
  });
}

/** Whether a resource has tags of its own, or takes none. */
function isTagged(after: unknown): boolean {
  return typeof after !== 'object' || after === null || !('tags' in after) || after.tags !== null;
}

/** A document of JSON in a text counts as what it says: jsonencode sorts its keys. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readable(part)]));
  }
  return typeof value === 'string' && value.startsWith('{"') ? JSON.parse(value) as unknown : value;
}
