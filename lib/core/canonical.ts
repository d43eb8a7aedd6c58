/** A value as JSON that is the same text wherever the values are, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(inOrder(value)) ?? 'undefined';
}

/** A copy of a value as JSON has it, with the keys of each object in order. */
export function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return inOrder(toJSON.call(value));
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder((value as Record<string, unknown>)[key])]));
}
