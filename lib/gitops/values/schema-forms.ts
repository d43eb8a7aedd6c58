/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

export function object(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', additionalProperties: false, properties, ...(required.length > 0 && { required: [...required] }) };
}

/** Exactly one of the first, and any of the others. */
export function oneOf(properties: Readonly<Record<string, Schema>>, others: Readonly<Record<string, Schema>> = {}): Schema {
  return { ...object({ ...properties, ...others }), oneOf: Object.keys(properties).map((key) => ({ required: [key] })) };
}

export function mapOf(additionalProperties: Schema): Schema {
  return { type: 'object', additionalProperties };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}
