import type { Json } from './synth';

/** A stack's JSON as it was before its addresses were fixed: every resource under the address that a `moved` block names. */
export function withFormerAddresses({ moved, ...json }: Json): Json {
  const former = new Map<string, string>(moved.map(({ from, to }: Json) => [to, from]));
  const resource = Object.entries<object>(json.resource).map(([type, blocks]) => [
    type,
    Object.fromEntries(Object.entries(blocks).map(([name, block]) => [nameIn(former.get(`${type}.${name}`)) ?? name, block])),
  ]);
  const text = JSON.stringify({ ...json, resource: Object.fromEntries(resource) });
  return JSON.parse(text.replace(/\b[a-z]\w+\.[\w-]+/g, (address) => former.get(address) ?? address));
}

const nameIn = (address?: string) => address?.slice(address.indexOf('.') + 1);
