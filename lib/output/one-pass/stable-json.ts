/**
 * JSON as CDKTF writes it: the keys of each object are in order, and what is empty has two lines.
 *
 * CDKTF's own writer, `json-stable-stringify`, remembers each object to find circles, which takes three times as long.
 */
export function stableJson(value: unknown): string {
  return textOf(value, '\n') ?? 'null';
}

/** Nothing for what JSON does not have. */
function textOf(given: unknown, indent: string): string | undefined {
  const { toJSON } = (given ?? {}) as { toJSON?: unknown };
  const value: unknown = typeof toJSON === 'function' ? toJSON.call(given) : given;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) as string | undefined;
  const inner = `${indent}  `;
  let text = '';
  if (Array.isArray(value)) {
    for (const each of value) text += `${text === '' ? '' : ','}${inner}${textOf(each, inner) ?? 'null'}`;
    return `[${text}${indent}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = textOf((value as Record<string, unknown>)[key], inner);
    if (member !== undefined) text += `${text === '' ? '' : ','}${inner}${JSON.stringify(key)}: ${member}`;
  }
  return `{${text}${indent}}`;
}
