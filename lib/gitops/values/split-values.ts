import { canonical } from '../../core/canonical';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';

/** The values of one application in all its environments, as Helm merges them: shared ones first, then an environment's. */
interface SplitValues {
  readonly shared: Json;
  /** What differs, by the name of the environment. */
  readonly differing: Readonly<Record<string, Json>>;
}

/**
 * Splits values into what all environments have in common and what only one of them has.
 *
 * Merging goes by maps and replaces lists, and nothing can be taken away by it; what is shared is therefore only what
 * every environment has, key by key and list by list.
 *
 * @param own the paths of what belongs to each environment even where all of them agree, such as `image.tag`
 */
export function splitValues(byEnvironment: Readonly<Record<string, Json>>, own: readonly string[]): SplitValues {
  const all = Object.values(byEnvironment);
  const shared = common(all, new Set(own), '');
  const differing = Object.entries(byEnvironment).map(([name, values]) => [name, without(values, shared)]);
  return { shared, differing: Object.fromEntries(differing) };
}

function common([first, ...others]: readonly Json[], own: ReadonlySet<string>, path: string): Json {
  const entries = Object.entries(first).flatMap(([key, value]): [string, unknown][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (own.has(at) || others.some((other) => !(key in other))) return [];
    const values = others.map((other) => other[key]);
    if ([value, ...values].every(isPlainObject)) return [[key, common([value, ...values] as Json[], own, at)]];
    return values.every((other) => canonical(other) === canonical(value)) ? [[key, value]] : [];
  });
  return Object.fromEntries(entries);
}

/** What has to be merged over the shared values to have these. */
function without(values: Json, shared: Json): Json {
  const entries = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    if (!(key in shared)) return [[key, value]];
    if (!isPlainObject(value)) return [];
    const rest = without(value, shared[key] as Json);
    return Object.keys(rest).length > 0 ? [[key, rest]] : [];
  });
  return Object.fromEntries(entries);
}
