/**
 * A list for readers: a change of it throws, instead of being lost. So does a change of a field of a plain object in it. Such
 * an object is not frozen, because jsii marks the objects that it gives to another language.
 */
export function readOnlyList<T>(items: Iterable<T>): T[] {
  return Object.freeze(Array.from(items, readOnlyItem)) as T[];
}

function readOnlyItem<T>(item: T): T {
  if (!isPlain(item)) return item;
  const fields = Object.entries(item).map(([name, value]) => [name, { value: value as unknown, enumerable: true }]);
  return Object.defineProperties({}, Object.fromEntries(fields)) as T;
}

/** Makes the lists and the maps of texts that an object shows read-only. */
export function makeReadOnly(shown: object): void {
  for (const [name, value] of Object.entries(shown)) Reflect.set(shown, name, readOnly(value));
}

function readOnly(value: unknown): unknown {
  if (Array.isArray(value)) return readOnlyList(value);
  return isPlain(value) && Object.values(value).every((item) => typeof item === 'string') ? Object.freeze({ ...value }) : value;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
