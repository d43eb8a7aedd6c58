import { subset } from './both';
import type { Verdict } from './both';
import type { Fields } from './fixed';

/** The keywords of a JSON Schema at one place; `required` is said at the key that is. */
export type Constraints = Readonly<Record<string, unknown>>;

/** What says nothing about which values are allowed. */
const PROSE = ['$schema', 'default', 'description', 'example', 'examples', 'title'];

/** What holds other schemas, and what is said elsewhere. */
const NESTED = ['additionalProperties', 'items', 'properties', 'required'];

/** A limit lets in less when it goes up, or when it goes down. */
const LOWER_LIMIT = ['exclusiveMinimum', 'minItems', 'minLength', 'minProperties', 'minimum'];
const UPPER_LIMIT = ['exclusiveMaximum', 'maxItems', 'maxLength', 'maxProperties', 'maximum'];

/** A JSON Schema as a flat list: each place where something may stand, with what may stand there. */
export function constraints(schema: Fields, path = '', required = false): Record<string, Constraints> {
  const {
    properties = {},
    items,
    additionalProperties,
    required: names = [],
  } = schema as {
    properties?: Record<string, Fields>;
    items?: Fields;
    additionalProperties?: Fields | boolean;
    required?: readonly string[];
  };
  const own = Object.entries(schema)
    .filter(([key]) => !PROSE.includes(key) && !NESTED.includes(key))
    .sort();
  const here = { ...Object.fromEntries(own), ...(additionalProperties === false && { closed: true }), ...(required && { required }) };
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  return Object.assign(
    path === '' ? {} : { [path]: here },
    ...Object.entries(properties)
      .sort()
      .map(([key, inner]) => constraints(inner, below(key), names.includes(key))),
    items ? constraints(items, `${path}[]`) : {},
    typeof additionalProperties === 'object' ? constraints(additionalProperties, below('*')) : {},
  ) as Record<string, Constraints>;
}

/** What another schema at the same place means to values that were allowed. */
export function compareConstraints(was: Constraints, is: Constraints): Verdict {
  const keywords = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort().filter((key) => text(was[key]) !== text(is[key]));
  const narrower = keywords.some((key) => letsInLess(key, was[key], is[key]));
  return {
    what: keywords.map((key) => `${key} was ${text(was[key])}, is ${text(is[key])}`).join('; '),
    kind: narrower ? 'breaking' : 'feature',
    ...(narrower && { fix: 'let in what was let in' }),
  };
}

function letsInLess(keyword: string, was: unknown, is: unknown): boolean {
  if (is === undefined) return false;
  if (was === undefined) return true;
  if (LOWER_LIMIT.includes(keyword)) return Number(is) > Number(was);
  if (UPPER_LIMIT.includes(keyword)) return Number(is) < Number(was);
  if (['enum', 'type'].includes(keyword)) return !subset([was].flat().map(text), [is].flat().map(text));
  return true;
}

function text(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}

/** A schema with its definitions in their places: what is said is the same, however it is written. */
export function inlined(schema: Fields): Fields {
  const { definitions = {}, ...rest } = schema as { definitions?: Record<string, unknown> };
  const placed = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(placed);
    if (typeof part !== 'object' || part === null) return part;
    const { $ref } = part as { $ref?: string };
    if ($ref !== undefined) return placed(definitions[$ref.slice('#/definitions/'.length)]);
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, placed(value)]));
  };
  return placed(rest) as Fields;
}
