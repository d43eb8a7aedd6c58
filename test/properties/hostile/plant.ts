/** Where a value stands in the arguments of a call. */
export type Path = readonly (string | number)[];

/** Whether a value is data: a list, or an object that was written with braces. */
export function isData(value: unknown): value is Record<string, unknown> | unknown[] {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
}

/** The paths of all values in the arguments, those within others included. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  const inner = isData(value) && !('bind' in value) ? Object.entries(value) : [];
  const own = path.length > 0 ? [path] : [];
  return [...own, ...inner.flatMap(([key, part]) => pathsIn(part, [...path, Array.isArray(value) ? Number(key) : key]))];
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], value);
}

/** The arguments with another value at a path. */
export function planted(value: unknown, [key, ...rest]: Path, plant: unknown): unknown {
  if (key === undefined) return plant;
  const changed = planted((value as Record<string, unknown>)[key], rest, plant);
  if (Array.isArray(value)) return value.map((part: unknown, index) => (index === key ? changed : part));
  return { ...(value as object), [key]: changed };
}

/** The same data, each list and object of it made anew by a function. */
export function remade(value: unknown, make: (copy: object) => object): unknown {
  if (!isData(value) || 'bind' in value) return value;
  if (Array.isArray(value)) return make(value.map((part: unknown) => remade(part, make)));
  return make(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, remade(part, make)])));
}
