/** A synthesised block, as it stands in the JSON of a stack. */
export type Json = Record<string, unknown>;

/** One block of a stack's JSON with its address. */
export interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: Json;
}

/**
 * Every resource, or data source, of a stack's JSON.
 *
 * An override may bring a block in as a list, which Terraform reads as it reads the block alone.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping
 */
export function blocksOf(json: Json, section: 'resource' | 'data' = 'resource'): Block[] {
  return many(json[section]).flatMap((types) =>
    Object.entries(types).flatMap(([type, named]) =>
      many(named).flatMap((names) =>
        Object.entries(names).flatMap(([name, bodies]) => many(bodies).map((body) => ({ type, name, body }))),
      ),
    ),
  );
}

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
