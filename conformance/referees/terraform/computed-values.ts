import { ExtData } from '@msgpack/msgpack';
import type { Attribute, Block, NestedAttributes, ValueType } from './schema';

type Values = Record<string, unknown>;

/**
 * A new object's planned values: what its configuration says, and `valueOf` in place of each computed attribute left unset.
 *
 * Values that are not known yet as a whole stay as they are: there is nothing inside to complete.
 */
export function withComputed(block: Block, values: unknown, valueOf: (attribute: Attribute) => unknown): unknown {
  if (!isObject(values)) return values;
  const nested = Object.entries(block.blocks).map(([name, { block: inner }]) => [
    name,
    eachElement(values[name], (element) => withComputed(inner, element, valueOf)),
  ]);
  return { ...withComputedAttributes(block.attributes, values, valueOf), ...(Object.fromEntries(nested) as Values) };
}

function withComputedAttributes(
  attributes: Readonly<Record<string, Attribute>>,
  values: Values,
  valueOf: (attribute: Attribute) => unknown,
): Values {
  return {
    ...values,
    ...Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => {
        const value = values[name] ?? null;
        if (value === null) return [name, attribute.computed ? valueOf(attribute) : null];
        return [name, attribute.nested ? completeNested(attribute.nested, value, valueOf) : value];
      }),
    ),
  };
}

function completeNested(
  { nesting, attributes }: NestedAttributes,
  value: unknown,
  valueOf: (attribute: Attribute) => unknown,
): unknown {
  const complete = (element: unknown) => (isObject(element) ? withComputedAttributes(attributes, element, valueOf) : element);
  if (nesting === 'map' && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, complete(element)]));
  }
  return eachElement(value, complete);
}

function eachElement(value: unknown, change: (element: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(change) : change(value);
}

function isObject(value: unknown): value is Values {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

/** Values with nothing in place of what is not known yet. */
export function withoutUnknown(value: unknown): unknown {
  if (value instanceof ExtData) return null;
  if (Array.isArray(value)) return value.map(withoutUnknown);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutUnknown(inner)])) : value;
}

/** What apply makes of an attribute that it may leave alone: nothing, where a configuration could have set it. */
export function appliedValue(attribute: Attribute): unknown {
  return attribute.optional ? null : emptyValue(attribute);
}

/** A known value of the attribute's type: a data source that was read leaves nothing unknown. */
export function emptyValue({ type, nested }: Attribute): unknown {
  return nested || !type ? null : emptyOf(type);
}

function emptyOf(type: ValueType): unknown {
  switch (type) {
    case 'string':
      return '';
    case 'number':
      return 0;
    case 'bool':
      return false;
    case 'dynamic':
      return null;
  }
  switch (type[0]) {
    case 'list':
    case 'set':
      return [];
    case 'map':
      return {};
    case 'object':
      return Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, emptyOf(inner)]));
  }
}
