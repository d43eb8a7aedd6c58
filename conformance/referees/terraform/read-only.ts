import type { Attribute, Block } from './schema';

type Values = Readonly<Record<string, unknown>>;

/** Where a configuration sets what only the provider may set. Terraform leaves this check to providers. */
export function readOnlyPaths(block: Block, values: unknown, path: readonly string[] = []): string[] {
  return objectsIn(values, path).flatMap(([object, at]) => [
    ...readOnlyAttributes(block.attributes, object, at),
    ...Object.entries(block.blocks).flatMap(([name, nested]) => readOnlyPaths(nested.block, object[name], [...at, name])),
  ]);
}

function readOnlyAttributes(attributes: Readonly<Record<string, Attribute>>, object: Values, path: readonly string[]): string[] {
  return Object.entries(attributes).flatMap(([name, { required, optional, nested }]) => {
    const value = object[name] ?? null;
    if (value === null) return [];
    if (!required && !optional) return [[...path, name].join('.')];
    if (!nested) return [];
    return objectsIn(value, [...path, name]).flatMap(([element, at]) => readOnlyAttributes(nested.attributes, element, at));
  });
}

/** The object itself, or those of a list with their positions; a value that is not known yet holds none. */
function objectsIn(value: unknown, path: readonly string[]): [Values, readonly string[]][] {
  if (Array.isArray(value)) return value.flatMap((element, index) => objectsIn(element, [...path, String(index)]));
  return value !== null && typeof value === 'object' ? [[value as Values, path]] : [];
}
