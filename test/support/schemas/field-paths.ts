import type { Schema } from './schema';

/**
 * The parts of a field path: `a.b[0][c.d/e]` is a, b, 0 and c.d/e.
 *
 * @see https://docs.crossplane.io/latest/guides/function-patch-and-transform/
 */
export function partsOf(fieldPath: string): (string | number)[] {
  const parts = [...fieldPath.matchAll(/([^.[\]]+)|\[([^\]]+)\]/g)].map(([, plain, inBrackets]) => plain ?? inBrackets);
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The schema of a field, or nothing where a schema has no such field. */
export function schemaAt(schema: Schema | undefined, fieldPath: string): Schema | undefined {
  let at = schema;
  for (const part of partsOf(fieldPath)) at = typeof part === 'number' ? at?.items : at?.properties?.[part];
  return at;
}

type Container = Record<string | number, unknown>;

/** The value of a field, or nothing. */
export function valueAt(value: unknown, fieldPath: string): unknown {
  return partsOf(fieldPath).reduce((at: unknown, part) => (at as Container | undefined)?.[part], value);
}

/** Writes a field, and what it takes to be there. */
export function setAt(value: unknown, fieldPath: string, field: unknown): void {
  const parts = partsOf(fieldPath);
  let at = value as Container;
  parts.slice(0, -1).forEach((part, index) => {
    at[part] ??= typeof parts[index + 1] === 'number' ? [] : {};
    at = at[part] as Container;
  });
  at[parts.at(-1)!] = field;
}
