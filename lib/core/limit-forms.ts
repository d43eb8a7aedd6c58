import { allowedBy } from './limits';
import type { Limit } from './limits';

/** A schema in the words of OpenAPI 3, as an XRD or a CRD holds it. */
export type OpenApiSchema = Record<string, unknown>;

/** What a limit and a schema have in common; the rest is for errors. */
const KEYWORDS = ['type', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'enum'];

/** What of a limit JSON Schema knows by the same name. */
export function schemaKeywords(limit: Limit): OpenApiSchema {
  return Object.fromEntries(Object.entries(limit).filter(([key]) => KEYWORDS.includes(key)));
}

/** A limit as a property of an OpenAPI schema. */
export function openApiSchema(limit: Limit): OpenApiSchema {
  return { ...schemaKeywords(limit), description: allowedBy(limit) };
}

/**
 * A limit as a Terraform expression that is true where it holds.
 *
 * @param value the expression to check, such as `self.allocated_storage`
 * @see https://developer.hashicorp.com/terraform/language/expressions/custom-conditions
 */
export function terraformCondition(value: string, limit: Limit): string {
  const measured = limit.type === 'string' ? `length(${value})` : value;
  const [low, high] = limit.type === 'string' ? [limit.minLength, limit.maxLength] : [limit.minimum, limit.maximum];
  const conditions = [
    low === undefined ? undefined : `${measured} >= ${low}`,
    high === undefined ? undefined : `${measured} <= ${high}`,
    limit.enum === undefined ? undefined : `contains([${limit.enum.map((each) => JSON.stringify(each)).join(', ')}], ${value})`,
    limit.pattern === undefined ? undefined : `can(regex(${JSON.stringify(limit.pattern)}, ${value}))`,
  ];
  return conditions.filter((condition) => condition !== undefined).join(' && ') || 'true';
}
