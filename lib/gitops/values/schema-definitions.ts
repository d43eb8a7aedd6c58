type Schema = Readonly<Record<string, unknown>>;

/**
 * A schema in which each part that has a name is written once, however often it occurs.
 *
 * @param named the parts by their names; a part is recognised as the object that it is
 * @see https://json-schema.org/draft-07/json-schema-core#rfc.section.8.3
 */
export function withDefinitions(schema: Schema, named: Readonly<Record<string, Schema>>): Schema {
  const names = new Map<unknown, string>(Object.entries(named).map(([name, part]) => [part, name]));
  const inside = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(referring);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, referring(value)]));
  };
  const referring = (part: unknown): unknown => {
    const name = names.get(part);
    return name === undefined ? inside(part) : { $ref: `#/definitions/${name}` };
  };
  const definitions = Object.entries(named).map(([name, part]) => [name, inside(part)]);
  return { ...(inside(schema) as Schema), definitions: Object.fromEntries(definitions) };
}
