import { isPlainObject } from '../../../lib/core/json';
import type { Json } from '../../../lib/core/json';

/** Maps whose keys are a user's own, and lists and objects that are attributes: Terraform has no blocks in them. */
const MAPS = ['annotations', 'backend', 'config', 'data', 'labels', 'manifest', 'match_labels', 'required_providers', 'tags'];

/** A value with everything that is not as in `sound` exchanged, leaf by leaf. */
export function exchanged(broken: unknown, sound: unknown, give: (leaf: unknown, path: string) => unknown, path = ''): unknown {
  if (JSON.stringify(broken) === JSON.stringify(sound)) return broken;
  if (Array.isArray(broken)) {
    return broken.map((each, index) => exchanged(each, Array.isArray(sound) ? sound[index] : undefined, give, `${path}_${index}`));
  }
  if (!isPlainObject(broken)) return give(broken, `l${path.replace(/\W/g, '_')}`);
  const right = isPlainObject(sound) ? sound : {};
  return mapped(broken, (key, each) => exchanged(each, right[key], give, `${path}_${key}`));
}

/** The leaves that are not as in `sound`, by the names that `exchanged` gives them. */
export function leavesOf(broken: unknown, sound: unknown): Record<string, unknown> {
  const leaves: Record<string, unknown> = {};
  exchanged(broken, sound, (leaf, name) => (leaves[name] = leaf));
  return leaves;
}

/** The arguments that are not as in `sound`. */
export function changedIn(broken: Json, sound: Json = {}): string[] {
  return Object.keys(broken).filter((key) => JSON.stringify(broken[key]) !== JSON.stringify(sound[key]));
}

export function isBlock(name: string, value: unknown): boolean {
  if (MAPS.includes(name)) return false;
  return isPlainObject(value) || (Array.isArray(value) && value.length > 0 && value.every(isPlainObject));
}

/** The blocks of an argument, as a list. */
export function blocksIn(value: unknown): Json[] {
  return [value].flat() as Json[];
}

/** An object with other values. */
export function mapped(body: Json, give: (name: string, value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, give(name, value)]));
}

/** Every block in one more list than it needs, to its last one. */
export function nested(body: Json): Json {
  return mapped(body, (name, value) => (isBlock(name, value) ? [blocksIn(value).map(nested)] : value));
}

/** Several pieces of Terraform's JSON as one. */
export function merged(...parts: readonly (Json | undefined)[]): Json {
  return parts.reduce<Json>((all, part = {}) => {
    const entries = Object.entries(part).map(([key, value]) => {
      const present = all[key];
      return [key, isPlainObject(value) && isPlainObject(present) ? merged(present, value) : value] as const;
    });
    return { ...all, ...Object.fromEntries(entries) };
  }, {});
}
