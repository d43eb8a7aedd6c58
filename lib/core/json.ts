/** An object as it stands in JSON. */
export type Json = Record<string, unknown>;

/** The objects in a value that may be one object, a list of them, or nothing. */
export function many(value: unknown): Json[] {
  return list(value).filter(isPlainObject);
}

/** A value that may stand alone or in a list, as a list. */
export function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function isPlainObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys such as `metadata.name`, or nothing where there is none. */
export function fieldAt(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (isPlainObject(value) ? value[step] : undefined), document);
}
