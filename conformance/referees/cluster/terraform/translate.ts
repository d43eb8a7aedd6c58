import type { Block, Values } from '../../terraform';
import { fieldOf, toKubernetes, toTerraform } from './names';

type Fields = Record<string, unknown>;

/** What Kubernetes is told of a resource's values: nothing of what nobody set. */
export function fieldsFrom(path: string, { attributes, blocks }: Block, values: Values): Fields {
  const plain = Object.entries(attributes).flatMap(([name, { computed, optional }]) => {
    const value = values[name] ?? undefined;
    const field = fieldOf(`${path}.${name}`);
    return field === undefined || value === undefined || (computed && !optional) ? [] : [[field, toKubernetes(name, value)] as const];
  });
  const nested = Object.entries(blocks).flatMap(([name, { block, maxItems }]) => {
    const field = fieldOf(`${path}.${name}`);
    const elements = (values[name] ?? []) as readonly Values[];
    if (field === undefined || !Array.isArray(elements) || elements.length === 0) return [];
    const all = elements.map((each) => fieldsFrom(`${path}.${name}`, block, each ?? {}));
    return [[field, maxItems === 1 ? all[0] : all] as const];
  });
  return Object.fromEntries([...plain, ...nested]);
}

/**
 * What Terraform reads of an object: the fields that it set, as they are now. What nobody set and the server fills in is none of its
 * business, as it is for arguments that a provider computes.
 */
export function valuesFrom(path: string, { attributes, blocks }: Block, state: Values, live: Fields): Fields {
  const plain = Object.entries(attributes).map(([name, { optional, required }]) => {
    const field = fieldOf(`${path}.${name}`);
    const before = state[name] ?? null;
    if (field === undefined || before === null) return [name, before];
    // What a provider alone sets is as it was where the server does not say.
    return [name, toTerraform(name, live[field]) ?? (optional || required ? null : before)];
  });
  const nested = Object.entries(blocks).map(([name, { block, maxItems }]) => {
    const field = fieldOf(`${path}.${name}`);
    const before = state[name] as readonly Values[] | null;
    if (field === undefined || !Array.isArray(before) || before.length === 0) return [name, before];
    const now = (maxItems === 1 ? [live[field]] : live[field] ?? []) as readonly (Fields | undefined)[];
    return [name, now.map((each, index) => valuesFrom(`${path}.${name}`, block, before[index] ?? everything(block), each ?? {}))];
  });
  return Object.fromEntries([...plain, ...nested]) as Fields;
}

/** Has all be read of what Terraform did not make. */
function everything({ attributes, blocks }: Block): Values {
  return {
    ...Object.fromEntries(Object.keys(attributes).map((name) => [name, ''])),
    ...Object.fromEntries(Object.keys(blocks).map((name) => [name, []])),
  };
}
