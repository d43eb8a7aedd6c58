import { isHolder, namingArguments } from '../../../lib/guardrails/holders';
import type { Block } from './schema';

type Values = Readonly<Record<string, unknown>>;

/** What is there already although Terraform did not make it: values by the type and by the id that an import names. */
export type ExistingObjects = Readonly<Record<string, Readonly<Record<string, Values>>>>;

/** A step into a value, as the provider protocol writes it. */
type Step = { readonly attribute_name: string } | { readonly element_key_int: number };

/** An object that is there, in the form of its schema: what it does not say is absent. */
export function inFormOf({ attributes, blocks }: Block, values: Values): Record<string, unknown> {
  const plain = Object.keys(attributes).map((name) => [name, values[name] ?? null]);
  const nested = Object.entries(blocks).map(([name, { block, nesting }]) => {
    const value = values[name];
    if (nesting === 'single') return [name, isObject(value) ? inFormOf(block, value) : null];
    return [name, Array.isArray(value) ? value.filter(isObject).map((each) => inFormOf(block, each)) : []];
  });
  return Object.fromEntries([...plain, ...nested]) as Record<string, unknown>;
}

/**
 * What of a resource cannot change while it stays the same thing: the physical name of what holds data. That is all that is
 * known here; real providers replace for more reasons.
 */
export function replacedFor(type: string): readonly { readonly steps: readonly Step[] }[] {
  const name = isHolder(type) ? namingArguments(type).name : '';
  // The manifest of an object is one argument, of any type.
  return name === '' || name.startsWith('manifest.') ? [] : [{ steps: stepsOf(name) }];
}

/** The metadata of a Kubernetes object is a list of one block. */
function stepsOf(path: string): Step[] {
  return path.split('.').flatMap((name, index, names): Step[] => {
    const step = { attribute_name: name };
    return index < names.length - 1 ? [step, { element_key_int: 0 }] : [step];
  });
}

function isObject(value: unknown): value is Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
